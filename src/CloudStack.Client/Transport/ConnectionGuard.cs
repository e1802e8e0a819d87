namespace CloudStack.Client.Transport;

/// <summary>
/// Lies between somebody else's handlers and the one that owns the connections, below the signing. Those handlers may repeat a
/// request without the client's knowledge, even with a copy of its body; past this place a change goes once only. Requests of
/// others pass as they are.
/// </summary>
internal sealed class ConnectionGuard(HttpMessageHandler innerHandler) : OncePassingHandler(innerHandler)
{
    /// <summary>Puts a guard to the end of a chain of handlers, if it is one and has none.</summary>
    public static void AddTo(HttpMessageHandler handler)
    {
        if (handler is not DelegatingHandler { InnerHandler: { } inner } last || handler is ConnectionGuard)
        {
            return;
        }

        if (inner is DelegatingHandler { InnerHandler: not null })
        {
            AddTo(inner);
            return;
        }

        try
        {
            last.InnerHandler = new ConnectionGuard(inner);
        }
        catch (InvalidOperationException)
        {
            // A chain that has begun to send does not let itself be changed; the bodies that can be written once are left.
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(RequestAttempt.OptionsKey, out RequestAttempt? attempt)
            ? PassAsync(request, attempt, attempt.ConnectionPasses, cancellationToken)
            : base.SendAsync(request, cancellationToken);
}
