using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>The public instance properties of a class and its base classes.</summary>
internal static class PropertyWalk
{
    /// <summary>Base classes first; only the most derived one of overridden or hidden properties.</summary>
    public static IEnumerable<IPropertySymbol> Of(IEnumerable<INamedTypeSymbol> derivedToBase)
    {
        HashSet<string> seen = [];
        Stack<List<IPropertySymbol>> layers = new();
        foreach (INamedTypeSymbol type in derivedToBase)
        {
            layers.Push([.. type.GetMembers().OfType<IPropertySymbol>().Where(property => IsUsable(property) && seen.Add(property.Name))]);
        }

        return layers.SelectMany(layer => layer);
    }

    private static bool IsUsable(IPropertySymbol property) =>
        property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, RefKind: RefKind.None, IsImplicitlyDeclared: false };
}
