namespace CloudStack.Client.Http;

/// <summary>The client's settings for signing requests and reading their responses.</summary>
/// <param name="Clock">The clock that determines when signatures expire.</param>
/// <param name="Buffers">The buffers for the bodies of responses.</param>
/// <param name="MaxResponseBytes">The maximum length of a body.</param>
/// <param name="HasOuterHandlers">
/// Whether the user's handlers, which may look at responses and repeat requests, surround the signing.
/// </param>
/// <param name="UserAgent">The user agent; see <see cref="ClientHeaders"/>.</param>
/// <param name="TracePolls">Whether poll requests may create traces.</param>
internal sealed record WireSettings(
    ServerClock Clock, BodyBuffers Buffers, int MaxResponseBytes, bool HasOuterHandlers, string UserAgent, bool TracePolls);
