using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Pipeline;

/// <summary>
/// If a signature was refused because the clocks of client and server differ, signs the request by the server's clock and sends it
/// again. The time in a response may come from something in between, so a correction is kept only if it worked. Until then, no
/// other call uses it.
/// </summary>
internal sealed class ClockHandler(ServerClock clock, Metrics metrics, ILogger logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;
        TimeSpan used = clock.Offset;
        context.ClockOffset = used;
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (((CommandResponse)response).Failure is not CloudStackApiException { ErrorCode: 401, Kind: ErrorKind.Authentication } failure
            || context is not { Key: not null, ServerTime: { } serverTime }
            || !clock.ExplainsRefusal(serverTime, used, out TimeSpan better))
        {
            return response;
        }

        metrics.Retried(context.Command, failure);
        context.ClockOffset = better;
        response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (IsAccepted(response) && clock.TryCorrect(used, better))
        {
            Log.ClockCorrected(logger, better);
        }

        return response;
    }

    /// <summary>
    /// Whether the API accepted the signature. A missing response proves nothing, nor does a 429, which may come from a proxy.
    /// </summary>
    private static bool IsAccepted(HttpResponseMessage response) =>
        ((CommandResponse)response).Failure is null or CloudStackApiException { ErrorCode: not (401 or 429) };
}
