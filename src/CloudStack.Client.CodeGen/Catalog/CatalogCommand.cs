namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>A command.</summary>
internal sealed record CatalogCommand
{
    public required string Name { get; init; }

    public required string Pascal { get; init; }

    public required string Group { get; init; }

    public string? SdkGroup { get; init; }

    public string? Plugin { get; init; }

    public string? Build { get; init; }

    public string? EnabledBy { get; init; }

    public bool Async { get; init; }

    public bool Create { get; init; }

    public required string Kind { get; init; }

    public bool List { get; init; }

    public bool Paged { get; init; }

    public string? Since { get; init; }

    public IReadOnlyList<string> Authorized { get; init; } = [];

    public string? HttpMethod { get; init; }

    public bool SensitiveRequest { get; init; }

    public bool SensitiveResponse { get; init; }

    public IReadOnlyList<string>? Entity { get; init; }

    public required string Result { get; init; }

    public string? ResponseEnvelope { get; init; }

    public string? ErrorEnvelope { get; init; }

    public IReadOnlyList<string> ResponseKeys { get; init; } = [];

    /// <summary>The class of the response, or of one item of a list; null if the server never sends one.</summary>
    public string? Response { get; init; }

    public IReadOnlyList<CatalogAlternative>? Alternatives { get; init; }

    public string? DeclaredResponse { get; init; }

    public string? JobResultKey { get; init; }

    public string? JobResultInner { get; init; }

    public required IReadOnlyList<CatalogParameter> Params { get; init; }

    /// <summary>The server's own description; the built-in catalog has none.</summary>
    public string? Description { get; init; }
}
