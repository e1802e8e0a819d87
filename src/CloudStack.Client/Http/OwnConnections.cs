namespace CloudStack.Client.Http;

/// <summary>
/// The connections of a client that isn't given any. While HTTP is traced, polls use connections for which the framework creates no
/// activities, because that can be turned off only for a handler, not for a request.
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
