namespace CloudStack.Client.CodeGen.Discovery;

/// <summary>A field of an answer as a server describes it.</summary>
internal sealed record ServerField
{
    public required string Name { get; init; }

    /// <summary>The name of the Java type in lower case.</summary>
    public required string Type { get; init; }

    public string? Description { get; init; }

    /// <summary>The fields of the objects that it holds; empty for plain values, and where the server does not unfold them.</summary>
    public IReadOnlyList<ServerField> Fields { get; init; } = [];
}
