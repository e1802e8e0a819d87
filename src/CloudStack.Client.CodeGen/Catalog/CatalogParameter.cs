namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>A parameter of a command.</summary>
internal sealed record CatalogParameter
{
    public required string Name { get; init; }

    public required string Pascal { get; init; }

    public required string Type { get; init; }

    public string? Element { get; init; }

    public bool Required { get; init; }

    public IReadOnlyList<string>? Entity { get; init; }

    public string? Since { get; init; }

    public int? Length { get; init; }

    public IReadOnlyList<string>? Authorized { get; init; }

    public bool AdminOnly { get; init; }

    public IReadOnlyList<string>? Validations { get; init; }

    public string? MapStyle { get; init; }

    public bool OpenKeys { get; init; }

    public IReadOnlyList<string>? MapKeys { get; init; }

    public bool NotOnAdminPort { get; init; }

    public bool Hidden { get; init; }

    /// <summary>The server's own description; the built-in catalog has none.</summary>
    public string? Description { get; init; }
}
