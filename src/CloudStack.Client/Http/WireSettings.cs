namespace CloudStack.Client.Http;

/// <summary>What signing requests and reading their responses need of the client.</summary>
/// <param name="Clock">The clock that signatures expire by.</param>
/// <param name="Buffers">Where the bodies of responses go.</param>
/// <param name="MaxResponseBytes">How long a body may be.</param>
/// <param name="HasOuterHandlers">Whether handlers of others stand around the signing, which may look at responses and repeat requests.</param>
/// <param name="UserAgent">Who sends the requests; see <see cref="ClientHeaders"/>.</param>
/// <param name="TracePolls">Whether the requests of polls may make traces.</param>
internal sealed record WireSettings(
    ServerClock Clock, BodyBuffers Buffers, int MaxResponseBytes, bool HasOuterHandlers, string UserAgent, bool TracePolls);
