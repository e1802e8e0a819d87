namespace CloudStack.Client.CodeGen.Discovery;

/// <summary>A command as a server describes it.</summary>
internal sealed record ServerApi
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Since { get; init; }

    public bool IsAsync { get; init; }

    /// <summary>Whether the server says that it takes the command by POST only; servers before 4.23 don't say.</summary>
    public bool NeedsPost { get; init; }

    /// <summary>Commands that return the same class.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    public IReadOnlyList<ServerParameter> Parameters { get; init; } = [];

    /// <summary>The fields of the response, or of an item of its list; the server doesn't report which.</summary>
    public IReadOnlyList<ServerField> Fields { get; init; } = [];
}
