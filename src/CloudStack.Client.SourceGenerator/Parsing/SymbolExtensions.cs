using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudStack.Client.SourceGenerator.Parsing;

internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat FullFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type as generated code writes it, with <c>global::</c> and its nullability.</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(FullFormat);

    /// <summary>The type as generated code writes it, without the outermost question mark.</summary>
    public static string FullNameNotNull(this ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(FullFormat);

    /// <summary>The name, with an <c>@</c> if it's a keyword.</summary>
    public static string SafeName(this ISymbol symbol) => SafeName(symbol.Name);

    /// <inheritdoc cref="SafeName(ISymbol)"/>
    public static string SafeName(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    public static bool IsNamed(this ITypeSymbol? type, string containingNamespace, string name, int arity = 0) =>
        type is INamedTypeSymbol { ContainingType: null } named
        && named.Arity == arity
        && named.Name == name
        && IsNamed(named.ContainingNamespace, containingNamespace, containingNamespace.Length);

    /// <summary>Compares backward from the last segment. This runs thousands of times for each edit, so it creates no strings.</summary>
    private static bool IsNamed(INamespaceSymbol? symbol, string name, int end)
    {
        int start = name.LastIndexOf('.', end - 1, end) + 1;
        return symbol is { IsGlobalNamespace: false }
            && symbol.Name.Length == end - start
            && string.CompareOrdinal(symbol.Name, 0, name, start, end - start) == 0
            && (start == 0 ? symbol.ContainingNamespace.IsGlobalNamespace : IsNamed(symbol.ContainingNamespace, name, start - 1));
    }

    public static AttributeData? ClientAttribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.IsNamed(KnownNames.Namespace, name));

    public static object? FirstArgument(this AttributeData? attribute) =>
        attribute?.ConstructorArguments is [{ Kind: not TypedConstantKind.Array, Value: var value }, ..] ? value : null;

    public static IEnumerable<INamedTypeSymbol> SelfAndBases(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            yield return current;
        }
    }

    public static IEnumerable<INamedTypeSymbol> SelfAndContainers(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            yield return current;
        }
    }

    /// <summary>Whether the type or a containing type has type parameters.</summary>
    public static bool IsInGenericType(this INamedTypeSymbol type) => type.SelfAndContainers().Any(current => current.Arity > 0);

    /// <summary>Whether the type can be read from a response, now or once its reader is generated.</summary>
    public static bool IsModel(this ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } named)
        {
            return false;
        }

        return named.ClientAttribute("CloudStackModelAttribute") is not null
            || (named.AllInterfaces.Any(candidate =>
                    candidate.IsNamed(KnownNames.GenerationNamespace, "ICloudStackModel", 1)
                    && SymbolEqualityComparer.Default.Equals(candidate.TypeArguments[0], named))
                && (!named.IsNamed(KnownNames.Namespace, "JobList", 1) || named.TypeArguments[0].IsModel()));
    }

    /// <summary>The type argument of <c>Nullable&lt;T&gt;</c>, or the type itself.</summary>
    public static ITypeSymbol Underlying(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>The only construction of a generic interface that the type is or implements.</summary>
    public static INamedTypeSymbol? Implementation(this ITypeSymbol type, string containingNamespace, string name, int arity)
    {
        if (type.IsNamed(containingNamespace, name, arity))
        {
            return (INamedTypeSymbol)type;
        }

        INamedTypeSymbol[] found = [.. type.AllInterfaces.Where(candidate => candidate.IsNamed(containingNamespace, name, arity))];
        return found is [INamedTypeSymbol single] ? single : null;
    }
}
