namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>Parameters that are not repeated in the commands.</summary>
internal sealed record CatalogCommonParameters
{
    public required IReadOnlyList<CatalogParameter> All { get; init; }

    public required IReadOnlyList<CatalogParameter> Async { get; init; }
}
