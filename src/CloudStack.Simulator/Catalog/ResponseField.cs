namespace CloudStack.Simulator;

/// <summary>A field of a response class: its protocol name and its declared type.</summary>
internal sealed record ResponseField(string Name, string Type)
{
    /// <summary>The type as <c>listApis</c> names it, after the field's Java type; null if it follows from <see cref="Type"/>.</summary>
    public string? ShownType { get; init; }

    /// <summary>Whether the field is sent although <c>listApis</c> shows an empty object in its place.</summary>
    public bool IsUndocumented { get; init; }

    /// <summary>Whether the field belongs to a subclass that no command is declared to respond with.</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>Whether its items are objects whose fields <c>listApis</c> doesn't expand.</summary>
    public bool IsOpaque { get; init; }

    public string Description { get; init; } = string.Empty;

    /// <summary>The class of the objects that it contains; null for plain values.</summary>
    public string? ObjectClass
    {
        get
        {
            int at = Type.LastIndexOf("object:", StringComparison.Ordinal);
            return at < 0 ? null : Type[(at + "object:".Length)..];
        }
    }
}
