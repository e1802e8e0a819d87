namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>Values that some text fields are known to take.</summary>
internal sealed record CatalogEnum
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Values { get; init; }
}
