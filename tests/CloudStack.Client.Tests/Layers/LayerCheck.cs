using Mono.Cecil;

namespace CloudStack.Client.Tests.Layers;

/// <summary>Finds the references that point from a layer to a higher one.</summary>
internal static class LayerCheck
{
    /// <param name="types">Types that aren't nested.</param>
    /// <param name="layerOf">Returns the layer of such a type; null for one that may be referenced from everywhere.</param>
    public static IEnumerable<string> UpwardReferences(IEnumerable<TypeDefinition> types, Func<TypeDefinition, Layer?> layerOf) =>
        from type in types
        let own = layerOf(type)
        where own is not null
        from target in TypeReferences.Of(type)
        let other = layerOf(target)
        where other is not null && other.Height > own.Height
        orderby own.Height, type.FullName, target.FullName
        select $"{type.FullName} ({own}) -> {target.FullName} ({other})";
}
