namespace CloudStack.Simulator;

/// <summary>A field of an answer's class: its name on the wire and its declared type.</summary>
internal sealed record ResponseField(string Name, string Type)
{
    /// <summary>The type as <c>listApis</c> names it, after the field's Java type; null where it follows from <see cref="Type"/>.</summary>
    public string? ShownType { get; init; }

    /// <summary>It is sent, but <c>listApis</c> shows an empty object in its place.</summary>
    public bool IsUndocumented { get; init; }

    /// <summary>It belongs to a child of the class, which no command is declared to answer with.</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>Its items are objects whose fields <c>listApis</c> does not unfold.</summary>
    public bool IsOpaque { get; init; }

    public string Description { get; init; } = string.Empty;

    /// <summary>The class of the objects that it holds; null for plain values.</summary>
    public string? ObjectClass
    {
        get
        {
            int at = Type.LastIndexOf("object:", StringComparison.Ordinal);
            return at < 0 ? null : Type[(at + "object:".Length)..];
        }
    }
}
