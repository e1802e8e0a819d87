using CloudStack.Client.Diagnostics;

namespace CloudStack.Client.Http;

/// <summary>
/// One attempt of one call. It travels in the options of the request. Copies of the request share them, so the client detects a
/// handler that repeats requests on its own.
/// </summary>
/// <param name="context">The call.</param>
/// <param name="wire">The client's settings for signing requests and reading responses.</param>
internal sealed class RequestAttempt(CommandContext context, WireSettings wire)
{
    public static readonly HttpRequestOptionsKey<RequestAttempt> OptionsKey = new("CloudStack.Client.Attempt");

    private int _passes;
    private PooledResponse? _response;

    public CommandContext Context { get; } = context;

    public WireSettings Wire { get; } = wire;

    /// <summary>The address after the user's handlers; null before signing.</summary>
    public Uri? Address { get; set; }

    /// <summary>Whether its requests create no traces: the attempt is a poll, and traces of polls aren't enabled.</summary>
    public bool IsQuiet { get; } = context.IsPoll && !wire.TracePolls && Tracing.IsHttpTraced;

    /// <summary>Whether the request has been sent, as far as the client can tell.</summary>
    public bool WasSent => Volatile.Read(ref _passes) > 0;

    /// <summary>The first complete response; null until it has arrived.</summary>
    public PooledResponse? Response => Volatile.Read(ref _response);

    /// <summary>Lets the request pass: any number of times for a command that changes nothing, otherwise once.</summary>
    public bool TryPass() => Interlocked.Increment(ref _passes) == 1 || Context.IsRead;

    /// <summary>Takes a pass back, because it's certain that nothing of the request has reached the server.</summary>
    public void TakeBack() => Volatile.Write(ref _passes, 0);

    /// <summary>Keeps a complete response for handlers that repeat the request.</summary>
    public void Keep(PooledResponse response) => Volatile.Write(ref _response, response);

    /// <summary>
    /// Whether a failure comes from a handler outside the client. An exception before anything was sent that reports a setup error
    /// doesn't count: it's passed on unchanged.
    /// </summary>
    public bool IsForeign(Exception exception) =>
        exception is not CloudStackException && (WasSent || exception is not InvalidOperationException);
}
