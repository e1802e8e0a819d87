using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;

namespace CloudStack.Client.Pipeline;

/// <summary>Reports a call to traces and metrics, from start to end.</summary>
internal sealed class TelemetryHandler(Metrics metrics, TimeProvider timeProvider) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        CallScope.IsWanted ? SendInScopeAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendInScopeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;
        CallScope scope = CallScope.Begin(context.Command, metrics, timeProvider);
        context.Span = scope.Span;
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            CloudStackException? failure = ((CommandResponse)response).Failure;
            if (failure is null && ((CommandResponse)response).Result is SubmitResponse { JobId: { } jobId } job)
            {
                scope.Submitted(jobId, job.ResourceId);
            }

            scope.End(context.Attempts, failure);
            return response;
        }
        catch (Exception e)
        {
            scope.End(context.Attempts, e);
            throw;
        }
    }
}
