namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>Every command of one version of the API: names, types and flags.</summary>
internal sealed record ApiCatalog
{
    public required string Version { get; init; }

    public required CatalogCommonParameters CommonParams { get; init; }

    public required IReadOnlyList<CatalogGroup> Groups { get; init; }

    public required IReadOnlyList<CatalogCommand> Commands { get; init; }

    public required IReadOnlyList<CatalogResponse> Responses { get; init; }

    public required IReadOnlyList<CatalogEnum> Enums { get; init; }
}
