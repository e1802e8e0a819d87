namespace CloudStack.Simulator;

/// <summary>A response of the fake server, and what happens to it on its way to the caller.</summary>
public sealed record SimulatorAnswer
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The content type; null for a response without a body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Additional headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body's bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether and how the response arrives.</summary>
    public AnswerDelivery Delivery { get; init; }

    /// <summary>How long the caller waits before anything is sent.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long the body takes from its first byte to its last.</summary>
    public TimeSpan BodyDuration { get; init; }

    /// <summary>Creates the complete response after waiting for something outside the engine; null if the response is complete.</summary>
    internal Func<Task<SimulatorAnswer>>? Finish { get; init; }

    /// <summary>How many bytes of the body arrive before the connection breaks; null for all.</summary>
    public int? CutAfter { get; init; }
}
