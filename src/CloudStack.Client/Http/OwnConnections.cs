namespace CloudStack.Client.Http;

/// <summary>
/// The connections of a client that is given none. While somebody traces HTTP, polls go by connections of which the framework
/// makes no activities: it can be told so for a handler only, not for a request.
/// </summary>
internal sealed class OwnConnections : DelegatingHandler
{
    private readonly Lazy<HttpMessageInvoker> _quiet;

    public OwnConnections(ConnectionSettings settings)
        : base(PrimaryHandler.Create(settings)) =>
        _quiet = new(() =>
        {
            SocketsHttpHandler handler = PrimaryHandler.Create(settings);
            handler.ActivityHeadersPropagator = null;
            return new HttpMessageInvoker(handler);
        });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(RequestAttempt.OptionsKey, out RequestAttempt? attempt) && attempt.IsQuiet
            ? _quiet.Value.SendAsync(request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _quiet.IsValueCreated)
        {
            _quiet.Value.Dispose();
        }
    }
}
