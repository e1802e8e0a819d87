using CloudStack.Client.Commands;

namespace CloudStack.Client.Tests.Commands;

/// <summary>A third-party handler between Refit and the client.</summary>
internal sealed class FrontHandler(Func<Func<Task<HttpResponseMessage>>, HttpRequestMessage, Task<HttpResponseMessage>> send) : DelegatingHandler
{
    /// <summary>Creates an implementation whose messages pass through the handler.</summary>
    /// <param name="client">The client that receives them.</param>
    /// <param name="send">Receives a delegate that passes a message on, and the message.</param>
    public static T Create<T>(CloudStackClient client, Func<Func<Task<HttpResponseMessage>>, HttpRequestMessage, Task<HttpResponseMessage>> send)
        where T : class =>
        new ApiFactory(new FrontHandler(send) { InnerHandler = ((CloudStackClient)client).Pipeline.Commands }).Create<T>();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        send(() => base.SendAsync(request, cancellationToken), request);
}
