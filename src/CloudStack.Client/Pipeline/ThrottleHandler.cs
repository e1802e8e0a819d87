using CloudStack.Client.Http;

namespace CloudStack.Client.Pipeline;

/// <summary>
/// Gives each request its turn. Throttled requests determine the pace of the others. Requests that reach no server hold back the
/// others that can wait.
/// </summary>
internal sealed class ThrottleHandler(RequestThrottle throttle, ServerOutage outage) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;

        // A logout must not queue, because the throttle is disposed together with the client.
        return context.OutlivesClient ? base.SendAsync(request, cancellationToken) : SendInTurnAsync(request, context, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendInTurnAsync(HttpRequestMessage request, CommandContext context, CancellationToken cancellationToken)
    {
        if (context.PollLimit is not null && await outage.EnterAsync(cancellationToken).ConfigureAwait(false) is { } failureOfOther)
        {
            return new CommandResponse(context, failureOfOther.Copy());
        }

        if (context.Pause > TimeSpan.Zero)
        {
            await throttle.PauseAsync(context.Pause, cancellationToken).ConfigureAwait(false);
            context.Pause = TimeSpan.Zero;
        }

        await throttle.EnterAsync(context.Priority, cancellationToken).ConfigureAwait(false);
        bool wasGranted = false;
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            CloudStackException? failure = ((CommandResponse)response).Failure;
            outage.Note(failure);
            if (failure is CloudStackApiException { Kind: ErrorKind.RateLimited } refusal)
            {
                context.Pause = throttle.Refuse(refusal.RetryAfter);
                context.Paused += context.Pause;
            }

            wasGranted = failure is null or CloudStackApiException { Kind: not ErrorKind.RateLimited };

            return response;
        }
        finally
        {
            throttle.Leave(wasGranted);
        }
    }
}
