using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Reads a <c>[CloudStackModel]</c> class.</summary>
internal static class ModelParser
{
    private const string ExtraFields = "ExtraFields";

    public static ParseResult<ModelShape>? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (type.TypeKind != TypeKind.Class || IsHandWritten(type))
        {
            return null;
        }

        DiagnosticBag diagnostics = new(type);
        if (Obstacle(type, context.SemanticModel.Compilation, cancellationToken) is { } obstacle)
        {
            diagnostics.Report(Rules.UnsupportedModel, type, type.ToDisplayString(), obstacle);
            return new ParseResult<ModelShape>(null, diagnostics.ToArray());
        }

        ExtraFieldsForm extraFields = ExtraFieldsOf(type, context.SemanticModel.Compilation, cancellationToken);
        List<FieldShape> fields = Fields(type, extraFields, context.SemanticModel.Compilation, diagnostics, cancellationToken);
        ModelShape? shape = TypeShells.ForPart(type, diagnostics, cancellationToken) is { } shell
            ? new ModelShape(
                shell,
                type.FullName(),
                type.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared),
                extraFields,
                EquatableArray.From(fields))
            : null;
        return new ParseResult<ModelShape>(shape, diagnostics.ToArray());
    }

    private static bool IsHandWritten(INamedTypeSymbol type) =>
        type.Interfaces.FirstOrDefault(candidate => candidate.IsNamed(KnownNames.GenerationNamespace, "ICloudStackModel", 1)) is { } contract
        && contract.GetMembers("Read").FirstOrDefault() is { } read
        && type.FindImplementationForInterfaceMember(read) is not null;

    private static string? Obstacle(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        if (type.IsStatic || type.IsAbstract)
        {
            return type.IsStatic ? "it is static" : "it is abstract";
        }

        if (type.Arity > 0)
        {
            return "it has type parameters";
        }

        if (type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax { ParameterList: not null }))
        {
            return "it has a primary constructor, which the generated constructor would have to call";
        }

        // A base that is a model gets its parameterless constructor from its own generated part.
        bool canChain = type.BaseType is not { } parent
            || (parent.ClientAttribute("CloudStackModelAttribute") is not null && parent.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared))
            || parent.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && compilation.IsSymbolAccessibleWithin(constructor, type));
        return canChain ? null : "its base class has no parameterless constructor";
    }

    private static ExtraFieldsForm ExtraFieldsOf(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (INamedTypeSymbol layer in type.SelfAndBases())
        {
            bool isSelf = SymbolEqualityComparer.Default.Equals(layer, type);
            if (layer.GetMembers(ExtraFields).FirstOrDefault() is { } member)
            {
                return member is IPropertySymbol property && HoldsExtraFields(property) && IsAssignable(property, type, compilation)
                    ? ExtraFieldsForm.Declared
                    : ExtraFieldsForm.None;
            }

            // The generated part of a base model of this project isn't visible yet, but will exist.
            if (!isSelf && IsGenerated(layer, compilation, cancellationToken))
            {
                return ExtraFieldsForm.Declared;
            }
        }

        return ExtraFieldsForm.Generated;
    }

    /// <summary>Whether a part is generated for a class. If not, parsing that class reports the reason.</summary>
    private static bool IsGenerated(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) =>
        type.ClientAttribute("CloudStackModelAttribute") is not null
        && !type.DeclaringSyntaxReferences.IsEmpty
        && !IsHandWritten(type)
        && Obstacle(type, compilation, cancellationToken) is null
        && TypeShells.ForPart(type, new DiagnosticBag(type), cancellationToken) is not null;

    private static bool HoldsExtraFields(IPropertySymbol property) =>
        property.Type.IsNamed("System.Collections.Generic", "IReadOnlyDictionary", 2)
        && property.Type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, var value] }
        && value.IsNamed("System.Text.Json", "JsonElement");

    private static List<FieldShape> Fields(
        INamedTypeSymbol type,
        ExtraFieldsForm extraFields,
        Compilation compilation,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        WireNames names = new(StringComparer.Ordinal, diagnostics);
        List<FieldShape> fields = [];
        foreach (IPropertySymbol property in PropertyWalk.Of(type.SelfAndBases()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsAssignable(property, type, compilation)
                && !(property.Name == ExtraFields && extraFields == ExtraFieldsForm.Declared)
                && names.Take(property) is { } name
                && FieldForms.Parse(property, name, diagnostics) is { } field)
            {
                fields.Add(field);
            }
        }

        // The order of the field table: blocks of names of the same length in bytes, each block sorted.
        return [.. fields.OrderBy(field => Encoding.UTF8.GetByteCount(field.WireName)).ThenBy(field => field.WireName, StringComparer.Ordinal)];
    }

    /// <summary>Whether a constructor of <paramref name="type"/> can assign the property.</summary>
    private static bool IsAssignable(IPropertySymbol property, INamedTypeSymbol type, Compilation compilation)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(property.ContainingType, type);
        if (property.SetMethod is { } setter)
        {
            return isOwn || setter.DeclaredAccessibility == Accessibility.Public || compilation.IsSymbolAccessibleWithin(setter, type, throughType: type);
        }

        return isOwn
            && type.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
    }
}
