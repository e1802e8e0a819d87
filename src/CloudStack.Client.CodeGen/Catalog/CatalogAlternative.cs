namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>One of the two ways in which a few commands answer.</summary>
internal sealed record CatalogAlternative
{
    public required string Result { get; init; }

    public required string Response { get; init; }

    public required IReadOnlyList<string> Keys { get; init; }
}
