namespace CloudStack.Client.CodeGen.Discovery;

/// <summary>A field of a response as a server describes it.</summary>
internal sealed record ServerField
{
    public required string Name { get; init; }

    /// <summary>The name of the Java type in lowercase.</summary>
    public required string Type { get; init; }

    public string? Description { get; init; }

    /// <summary>The fields of the objects that it contains; empty for plain values, or if the server doesn't expand them.</summary>
    public IReadOnlyList<ServerField> Fields { get; init; } = [];
}
