using System.Net;

namespace CloudStack.Client.Transport;

/// <summary>A handler that lets an attempt of a command which changes the cloud go on once only, whoever repeats it.</summary>
internal abstract class OncePassingHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private const int LongestRefusal = 64 * 1024;

    /// <summary>Lets a request go on, if it may.</summary>
    /// <param name="request">The request.</param>
    /// <param name="attempt">What the request is an attempt of.</param>
    /// <param name="passes">How often it has come here.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="RepeatedRequestException">It has come here before.</exception>
    protected async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, RequestAttempt attempt, PassCount passes, CancellationToken cancellationToken)
    {
        if (!passes.TryPass(attempt.Call.IsRead))
        {
            throw new RepeatedRequestException(attempt.Call.Command);
        }

        Prepare(request, attempt);
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

    /// <summary>What a request still needs; only of one that goes on, because a repetition may share its message.</summary>
    protected virtual void Prepare(HttpRequestMessage request, RequestAttempt attempt)
    {
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
