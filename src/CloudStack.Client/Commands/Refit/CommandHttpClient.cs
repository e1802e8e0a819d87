using System.Runtime.ExceptionServices;

namespace CloudStack.Client.Commands;

/// <summary>The client in front of a <see cref="CommandHandler"/>.</summary>
/// <remarks>
/// Refit asks its exception factories only where a method has an answer; methods without one come through here, and are
/// told the same exceptions.
/// </remarks>
internal sealed class CommandHttpClient(HttpMessageHandler handler) : HttpClient(handler)
{
    public override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            HttpResponseMessage response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            (response.Content as ResultContent)?.Take();
            return response;
        }
        catch (Exception e)
        {
            ExceptionDispatchInfo.Throw(CallFailure.Of(e, cancellationToken));
            throw;
        }
    }
}
