namespace CloudStack.Simulator;

/// <summary>An answer of the fake server, and what becomes of it on its way.</summary>
public sealed record SimulatorAnswer
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The content type; null for an answer without a body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body's bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether and how it arrives.</summary>
    public AnswerDelivery Delivery { get; init; }

    /// <summary>How long the caller waits before anything is sent.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long the body takes from its first to its last byte.</summary>
    public TimeSpan BodyDuration { get; init; }

    /// <summary>Makes the whole answer once something outside has been waited for; null for an answer that is whole.</summary>
    internal Func<Task<SimulatorAnswer>>? Finish { get; init; }

    /// <summary>How many bytes of the body arrive before the connection breaks; null for all.</summary>
    public int? CutAfter { get; init; }
}
