using CloudStack.Client.Commands;

namespace CloudStack.Client.Tests.Commands;

/// <summary>A handler of somebody else between Refit and the client.</summary>
internal sealed class FrontHandler(Func<Func<Task<HttpResponseMessage>>, HttpRequestMessage, Task<HttpResponseMessage>> send) : DelegatingHandler
{
    /// <summary>An implementation whose messages pass through the handler.</summary>
    /// <param name="client">The client that they come to.</param>
    /// <param name="send">Gets what passes a message on, and the message.</param>
    public static T Create<T>(CloudStackClient client, Func<Func<Task<HttpResponseMessage>>, HttpRequestMessage, Task<HttpResponseMessage>> send)
        where T : class =>
        new ApiFactory(new FrontHandler(send) { InnerHandler = ((CloudStackClient)client).Pipeline.Commands }).Create<T>();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        send(() => base.SendAsync(request, cancellationToken), request);
}
