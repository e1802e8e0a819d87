using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>Determines where a generated part belongs, and whether it can be placed there.</summary>
internal static class TypeShells
{
    /// <summary>The shell of a part of <paramref name="type"/> itself.</summary>
    public static TypeShell? ForPart(INamedTypeSymbol type, DiagnosticBag diagnostics, CancellationToken cancellationToken) =>
        RequirePartial(type, diagnostics, cancellationToken) & Containers(type, diagnostics, cancellationToken, out EquatableArray<string> containers)
            ? Create(type, containers, Keyword(type) + " " + NameWithParameters(type), type.Name)
            : null;

    /// <summary>
    /// The shell of a new class in the namespace of <paramref name="type"/>. C# reserves names with two underscores for generated code,
    /// so no other type has its name.
    /// </summary>
    public static TypeShell ForNeighbour(INamedTypeSymbol type, string ending)
    {
        string name = string.Concat(ContainersOf(type).Select(container => container.Name + "__")) + type.Name + "__" + ending;
        TypeShell shell = Create(type, EquatableArray.From<string>([]), "class " + name, name);
        return shell with { FullName = shell.FullName.Replace(name, type.Name) };
    }

    private static TypeShell Create(INamedTypeSymbol type, EquatableArray<string> containers, string header, string name)
    {
        string containingNamespace = type.ContainingNamespace.IsGlobalNamespace
            ? ""
            : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

        StringBuilder full = new(type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString() + ".");
        foreach (INamedTypeSymbol container in ContainersOf(type))
        {
            full.Append(container.Name).Append(Arity(container)).Append('-');
        }

        full.Append(name).Append(Arity(type));
        return new TypeShell(containingNamespace, containers, header, name, full.ToString().Replace("@", ""));
    }

    private static bool Containers(INamedTypeSymbol type, DiagnosticBag diagnostics, CancellationToken cancellationToken, out EquatableArray<string> headers)
    {
        bool fine = true;
        List<string> found = [];
        foreach (INamedTypeSymbol container in ContainersOf(type))
        {
            fine &= RequirePartial(container, diagnostics, cancellationToken);
            found.Add("partial " + Keyword(container) + " " + NameWithParameters(container));
        }

        headers = EquatableArray.From(found);
        return fine;
    }

    private static Stack<INamedTypeSymbol> ContainersOf(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> containers = new();
        for (INamedTypeSymbol? current = type.ContainingType; current is not null; current = current.ContainingType)
        {
            containers.Push(current);
        }

        return containers;
    }

    private static bool RequirePartial(INamedTypeSymbol type, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        bool isPartial = !type.IsFileLocal && type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
        if (!isPartial)
        {
            diagnostics.Report(Rules.NotPartial, type, type.ToDisplayString());
        }

        return isPartial;
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private static string NameWithParameters(INamedTypeSymbol type) =>
        type.Arity == 0 ? type.SafeName() : $"{type.SafeName()}<{string.Join(", ", type.TypeParameters.Select(parameter => parameter.SafeName()))}>";

    private static string Arity(INamedTypeSymbol type) => type.Arity == 0 ? "" : "{" + type.Arity + "}";
}
