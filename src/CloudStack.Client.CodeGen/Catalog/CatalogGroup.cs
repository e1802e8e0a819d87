namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>A section of the client.</summary>
internal sealed record CatalogGroup
{
    public required string Name { get; init; }

    public required string Pascal { get; init; }

    /// <summary>The property of the client, and the stem of the interface's name.</summary>
    public required string ClientProperty { get; init; }
}
