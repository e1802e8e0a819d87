using CloudStack.Client.Diagnostics;

namespace CloudStack.Client.Http;

/// <summary>
/// One attempt of one call. It travels in the options of the request, which copies of the request share: a handler that repeats
/// requests on its own is found out by it.
/// </summary>
/// <param name="context">The call.</param>
/// <param name="wire">What signing and reading need of the client.</param>
internal sealed class RequestAttempt(CommandContext context, WireSettings wire)
{
    public static readonly HttpRequestOptionsKey<RequestAttempt> OptionsKey = new("CloudStack.Client.Attempt");

    private int _passes;
    private PooledResponse? _response;

    public CommandContext Context { get; } = context;

    public WireSettings Wire { get; } = wire;

    /// <summary>Where handlers of others have left it to go; null before it came to the signing.</summary>
    public Uri? Address { get; set; }

    /// <summary>Whether its requests make no traces: it is a poll, and nobody has asked for those.</summary>
    public bool IsQuiet { get; } = context.IsPoll && !wire.TracePolls && Tracing.IsHttpTraced;

    /// <summary>Whether the request has gone out, as far as the client can tell.</summary>
    public bool WasSent => Volatile.Read(ref _passes) > 0;

    /// <summary>The first complete response; null before it has come.</summary>
    public PooledResponse? Response => Volatile.Read(ref _response);

    /// <summary>Lets the request through: any number of times for a command that changes nothing, else once.</summary>
    public bool TryPass() => Interlocked.Increment(ref _passes) == 1 || Context.IsRead;

    /// <summary>Takes a pass back, because it is certain that nothing of the request has reached the server.</summary>
    public void TakeBack() => Volatile.Write(ref _passes, 0);

    /// <summary>Keeps a complete response for whoever comes again.</summary>
    public void Keep(PooledResponse response) => Volatile.Write(ref _response, response);

    /// <summary>
    /// Whether a failure is one of a handler that is not the client's. One that says, before anything was sent, that things are
    /// put together wrongly is none: it passes as it is.
    /// </summary>
    public bool IsForeign(Exception exception) =>
        exception is not CloudStackException && (WasSent || exception is not InvalidOperationException);
}
