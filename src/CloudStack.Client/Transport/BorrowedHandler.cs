namespace CloudStack.Client.Transport;

/// <summary>A handler that belongs to somebody else: used, but not disposed.</summary>
internal sealed class BorrowedHandler(HttpMessageHandler handler) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.SendAsync(request, cancellationToken);
}
