using System.Net;

namespace CloudStack.Client.Transport;

/// <summary>A handler that lets an attempt of a command which changes the cloud go on once only, whoever repeats it.</summary>
internal abstract class OncePassingHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private const int LongestRefusal = 64 * 1024;

    /// <param name="request">The request as it goes on.</param>
    /// <param name="attempt">What the request is an attempt of.</param>
    /// <param name="passes">How often it has come here.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    protected async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, RequestAttempt attempt, PassCount passes, CancellationToken cancellationToken)
    {
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!attempt.Call.IsRead && await WasRefusedUntouchedAsync(response, cancellationToken).ConfigureAwait(false))
            {
                passes.TakeBack();
            }

            return response;
        }
        catch (HttpRequestException e) when (FailureClassifier.NothingWasSent(e))
        {
            passes.TakeBack();
            throw;
        }
    }

    /// <summary>
    /// Whether the answer says that the server has not even begun: it was called too often, or takes no new jobs. Handlers
    /// outside may then send the command again.
    /// </summary>
    private static async Task<bool> WasRefusedUntouchedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return true;
        }

        if (response.StatusCode != HttpStatusCode.ServiceUnavailable
            || response.Content.Headers is not { ContentType.MediaType: "application/json", ContentLength: null or <= LongestRefusal })
        {
            return false;
        }

        // Buffered, so that whoever is outside can read it again.
#if NET9_0_OR_GREATER
        await response.Content.LoadIntoBufferAsync(LongestRefusal, cancellationToken).ConfigureAwait(false);
#else
        await response.Content.LoadIntoBufferAsync(LongestRefusal).WaitAsync(cancellationToken).ConfigureAwait(false);
#endif
        return ErrorKinds.SaysNoNewJobs(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }
}
