namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>A response class.</summary>
internal sealed record CatalogResponse
{
    public required string Name { get; init; }

    public required string Pascal { get; init; }

    public string? JavaClass { get; init; }

    public string? Base { get; init; }

    public bool Abstract { get; init; }

    public bool Plain { get; init; }

    public IReadOnlyList<string>? Entity { get; init; }

    public required IReadOnlyList<CatalogField> Fields { get; init; }
}
