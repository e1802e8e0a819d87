using CloudStack.Client.Http;

namespace CloudStack.Client.Pipeline;

/// <summary>Gives each request its turn, and learns from those that the server has throttled how fast they may go.</summary>
internal sealed class ThrottleHandler(RequestThrottle throttle) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;

        // A logout must not queue: the turns end with the client.
        return context.OutlivesClient ? base.SendAsync(request, cancellationToken) : SendInTurnAsync(request, context, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendInTurnAsync(HttpRequestMessage request, CommandContext context, CancellationToken cancellationToken)
    {
        await throttle.EnterAsync(context.Priority, cancellationToken).ConfigureAwait(false);
        bool wasGranted = true;
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (((CommandResponse)response).Failure is CloudStackApiException { Kind: ErrorKind.RateLimited } failure)
            {
                wasGranted = false;
                throttle.Refuse(failure.RetryAfter);
            }

            return response;
        }
        finally
        {
            throttle.Leave(wasGranted);
        }
    }
}
