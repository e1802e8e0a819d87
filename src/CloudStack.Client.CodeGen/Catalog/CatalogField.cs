namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>A field of a response.</summary>
internal sealed record CatalogField
{
    public required string Name { get; init; }

    public required string Pascal { get; init; }

    /// <summary>Read from left to right at the colons, such as <c>list:object:NicResponse</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether the class guarantees a string: an empty one if the server didn't send the field.</summary>
    public bool NonNull { get; init; }

    public string? Ref { get; init; }

    /// <summary>The type of the items if a list is wrapped in its own object.</summary>
    public string? Element { get; init; }

    public string? Since { get; init; }

    public bool Sensitive { get; init; }

    public IReadOnlyList<string>? Authorized { get; init; }

    public bool Undocumented { get; init; }

    public bool Unnamed { get; init; }

    public bool Hidden { get; init; }

    /// <summary>The server's own description; the built-in catalog has none.</summary>
    public string? Description { get; init; }
}
