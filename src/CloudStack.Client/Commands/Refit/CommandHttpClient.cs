using System.Runtime.ExceptionServices;

namespace CloudStack.Client.Commands;

/// <summary>The HTTP client in front of a <see cref="CommandHandler"/>.</summary>
/// <remarks>
/// Refit calls its exception factories only for methods that return a response. This class gives methods without one the same
/// exceptions.
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
