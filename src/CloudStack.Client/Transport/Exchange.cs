using Polly;

namespace CloudStack.Client.Transport;

/// <summary>A call with the time that it may take and the reader of its answer: what Polly passes from attempt to attempt.</summary>
internal sealed class Exchange(CommandTransport transport, CommandCall call, ResiliencePipeline timeout, ContentReader<object?> read)
{
    public CommandTransport Transport { get; } = transport;

    public CommandCall Call { get; } = call;

    public ResiliencePipeline Timeout { get; } = timeout;

    public ContentReader<object?> Read { get; } = read;

    /// <summary>The latest attempt; null before the first.</summary>
    public RequestAttempt? Attempt { get; set; }
}
