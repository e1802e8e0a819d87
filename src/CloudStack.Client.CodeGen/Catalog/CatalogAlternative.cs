namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>One of the two responses that a few commands can return.</summary>
internal sealed record CatalogAlternative
{
    public required string Result { get; init; }

    public required string Response { get; init; }

    public required IReadOnlyList<string> Keys { get; init; }
}
