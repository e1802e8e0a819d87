namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>Known values of some text fields.</summary>
internal sealed record CatalogEnum
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Values { get; init; }
}
