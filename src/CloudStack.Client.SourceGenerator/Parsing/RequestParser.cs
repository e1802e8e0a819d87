using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Reads a class derived from <c>CommandRequest</c>.</summary>
internal static class RequestParser
{
    private const string WriteParameters = "WriteParameters";
    private const string DescribeCommand = "DescribeCommand";

    public static ParseResult<RequestShape>? Parse(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is not INamedTypeSymbol { IsAbstract: false } type
            || RequestForms.Of(type) is not { } answer
            || !IsFirstPart(type, context.Node, cancellationToken))
        {
            return null;
        }

        DiagnosticBag diagnostics = new(type);
        CommandShape? command = Command(type, answer.Form, diagnostics);
        bool writes = type.GetMembers(WriteParameters).IsEmpty;
        if (command is null && !writes)
        {
            return new ParseResult<RequestShape>(null, diagnostics.ToArray());
        }

        List<INamedTypeSymbol> layers = Layers(type, out bool callsBase);
        List<ParameterShape> parameters = writes ? Parameters(layers, diagnostics, cancellationToken) : [];
        if (command is not null)
        {
            HashSet<string> names = [.. parameters.Select(static parameter => parameter.WireName.ToLowerInvariant())];
            command = command with { Settings = EquatableArray.From(command.Settings.Concat(CommandFacts.SettingsOf(names))) };
        }

        RequestShape? shape = TypeShells.ForPart(type, diagnostics, cancellationToken) is { } shell
            ? new RequestShape(shell, command, writes, callsBase, EquatableArray.From(parameters))
            : null;
        return new ParseResult<RequestShape>(shape, diagnostics.ToArray());
    }

    /// <summary>The command of the class itself; null if a base class or a hand-written part has it.</summary>
    private static CommandShape? Command(INamedTypeSymbol type, ReturnForm form, DiagnosticBag diagnostics)
    {
        if (type.ClientAttribute("CommandAttribute") is { } attribute)
        {
            return CommandFacts.Parse(type, attribute, form, diagnostics);
        }

        bool isDescribed = type.SelfAndBases().Any(layer =>
            layer.GetMembers(DescribeCommand).Any(member => !member.IsAbstract)
            || (!SymbolEqualityComparer.Default.Equals(layer, type) && layer.ClientAttribute("CommandAttribute") is not null));
        if (!isDescribed)
        {
            diagnostics.Report(Rules.MissingCommand, type, type.ToDisplayString());
        }

        return null;
    }

    /// <summary>Several parts of a class may have a base list; the class is read once.</summary>
    private static bool IsFirstPart(INamedTypeSymbol type, SyntaxNode node, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .First(part => part is ClassDeclarationSyntax { BaseList: not null }) == node;

    /// <summary>The class and the base classes whose properties it writes. A base class with a hand-written writer writes its own.</summary>
    private static List<INamedTypeSymbol> Layers(INamedTypeSymbol type, out bool callsBase)
    {
        callsBase = false;
        List<INamedTypeSymbol> layers = [];
        foreach (INamedTypeSymbol layer in type.SelfAndBases())
        {
            if (IsBase(layer))
            {
                break;
            }

            if (layer.GetMembers(WriteParameters).OfType<IMethodSymbol>().Any(writer => !writer.IsAbstract && !IsGenerated(writer)))
            {
                callsBase = true;
                break;
            }

            layers.Add(layer);
        }

        return layers;
    }

    private static bool IsBase(INamedTypeSymbol type) =>
        type.Name is "CommandRequest" or "ListCommandRequest" or "QueryRequest" or "JobCommandRequest"
        && type.IsNamed(KnownNames.Namespace, type.Name, type.Arity);

    private static bool IsGenerated(IMethodSymbol writer) => writer.GetAttributes().Any(attribute =>
        attribute.AttributeClass.IsNamed("System.CodeDom.Compiler", "GeneratedCodeAttribute") && attribute.FirstArgument() is KnownNames.Tool);

    private static List<ParameterShape> Parameters(List<INamedTypeSymbol> layers, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        // The server ignores case in names, so two names that differ only in case would be one parameter.
        WireNames names = new(StringComparer.OrdinalIgnoreCase, diagnostics);
        List<ParameterShape> parameters = [];
        foreach (IPropertySymbol property in PropertyWalk.Of(layers))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (property.GetMethod is { DeclaredAccessibility: Accessibility.Public }
                && names.Take(property) is { } name
                && ParameterForms.Parse(property, name, diagnostics) is { } parameter)
            {
                parameters.Add(parameter);
            }
        }

        parameters.Sort(static (left, right) => string.CompareOrdinal(left.WireName, right.WireName));
        return parameters;
    }
}
