namespace CloudStack.Client.ReplayTests.Catalog;

internal sealed record CommandFacts
{
    public required string Name { get; init; }

    public required string Pascal { get; init; }

    public required string Group { get; init; }

    public required string Kind { get; init; }

    public required string Result { get; init; }

    public bool Async { get; init; }

    public bool Create { get; init; }

    public bool List { get; init; }

    public bool Paged { get; init; }

    public string? ResponseEnvelope { get; init; }

    public IReadOnlyList<string> ResponseKeys { get; init; } = [];

    public string? Response { get; init; }

    public IReadOnlyList<AlternativeFacts> Alternatives { get; init; } = [];

    public string? JobResultKey { get; init; }

    public required IReadOnlyList<ParameterFacts> Params { get; init; }

    /// <summary>Whether the client has a query for it, which controls <c>page</c> and <c>pagesize</c>.</summary>
    public bool IsQuery => Kind == "read" && List && Paged;

    /// <summary>The parameters that its request has.</summary>
    public IEnumerable<ParameterFacts> Declared => IsQuery ? Params.Where(parameter => parameter.Name is not ("page" or "pagesize")) : Params;

    public override string ToString() => Name;
}
