namespace CloudStack.Client.ReplayTests.Catalog;

internal sealed record ParameterFacts
{
    public required string Name { get; init; }

    public required string Pascal { get; init; }

    public required string Type { get; init; }

    public string? Element { get; init; }

    public bool Required { get; init; }

    public string? MapStyle { get; init; }

    public bool OpenKeys { get; init; }

    public IReadOnlyList<string> MapKeys { get; init; } = [];

    /// <summary>Whether it is the id of an entity, or a list of such ids.</summary>
    public bool IsId => Type == "uuid" || Element == "uuid";

    /// <summary>Names are sent in lowercase: the server looks some up in this form before it ignores case.</summary>
    public string WireName => Name.ToLowerInvariant();
}
