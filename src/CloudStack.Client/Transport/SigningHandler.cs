using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CloudStack.Client.Transport;

/// <summary>
/// The innermost handler: turns an attempt into a signed request, or into one of a session. Every pass is signed afresh, so
/// that no old expiry is sent again.
/// </summary>
internal sealed class SigningHandler : DelegatingHandler
{
    private const int LongestRefusal = 64 * 1024;

    private readonly bool _sendsBodiesOnce;

    /// <param name="innerHandler">What carries the signed request.</param>
    /// <param name="sendsBodiesOnce">
    /// Whether the body of a command that changes the cloud may be written once only, because code of somebody else below
    /// could repeat it. The framework's own handlers never do so except for redirects and proxies that ask for credentials,
    /// which must stay possible.
    /// </param>
    public SigningHandler(HttpMessageHandler innerHandler, bool sendsBodiesOnce = false)
        : base(innerHandler)
    {
        _sendsBodiesOnce = sendsBodiesOnce;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(RequestAttempt.OptionsKey, out RequestAttempt? attempt))
        {
            throw new InvalidOperationException("This handler sends only requests of a CloudStackClient; the request has lost the client's options, or is not one of them.");
        }

        if (!attempt.TryPass())
        {
            throw new RepeatedRequestException(attempt.Call.Command);
        }

        Prepare(request, attempt);
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!attempt.Call.IsRead && await WasRefusedUntouchedAsync(response, cancellationToken).ConfigureAwait(false))
            {
                attempt.TakeBack();
            }

            return response;
        }
        catch (HttpRequestException e) when (FailureClassifier.NothingWasSent(e))
        {
            attempt.TakeBack();
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

    private void Prepare(HttpRequestMessage request, RequestAttempt attempt)
    {
        CommandCall call = attempt.Call;
        List<KeyValuePair<string, string>> pairs = new(call.Parameters.Count + 6) { new("command", call.Command) };
        pairs.AddRange(call.Parameters);
        pairs.Add(new("response", "json"));
        if (attempt.Key is { } key)
        {
            RequestSigner.AddSignature(pairs, key.ApiKey, key.SecretKeyBytes, attempt.Clock.Now + attempt.Settings.SignatureLifetime);
        }

        if (attempt.Session is { } session)
        {
            request.Headers.Remove("Cookie");
            pairs.Add(new("sessionkey", session.Key));
            request.Headers.TryAddWithoutValidation("Cookie", session.Cookies.Header);
        }

        byte[] form = JavaFormEncoding.WriteForm(pairs);
        if (request.Method == HttpMethod.Get)
        {
            request.RequestUri = new UriBuilder(attempt.Settings.Endpoint) { Query = Encoding.ASCII.GetString(form) }.Uri;
            return;
        }

        HttpContent content = _sendsBodiesOnce ? new OnceOnlyContent(form, call) : new ReadOnlyMemoryContent(form);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Content = content;
    }
}
