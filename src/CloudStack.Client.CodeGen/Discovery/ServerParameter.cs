namespace CloudStack.Client.CodeGen.Discovery;

/// <summary>A parameter as a server describes it.</summary>
internal sealed record ServerParameter
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public bool Required { get; init; }

    public int? Length { get; init; }

    public string? Since { get; init; }

    public string? Description { get; init; }

    /// <summary>Commands that return the entity that the parameter identifies.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];
}
