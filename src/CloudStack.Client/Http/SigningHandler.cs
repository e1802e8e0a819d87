using System.Net.Http.Headers;
using System.Text;

namespace CloudStack.Client.Http;

/// <summary>
/// The handler around the connections: turns an attempt into a signed request, or into one of a session, and reads its response.
/// Every pass is signed afresh, so that no old expiry is sent again; but a command that changes the cloud passes once, and
/// whoever repeats it gets the first response again.
/// </summary>
internal sealed class SigningHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(RequestAttempt.OptionsKey, out RequestAttempt? attempt)
            ? PassAsync(request, attempt, cancellationToken)
            : Task.FromException<HttpResponseMessage>(new InvalidOperationException(
                "This handler sends only requests of a CloudStackClient; the request has lost the client's options, or is not one of them."));

    private async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, RequestAttempt attempt, CancellationToken cancellationToken)
    {
        if (!attempt.TryPass())
        {
            return attempt.Response is { } known ? KeptResponse.Repeat(request, known) : throw new RepeatedRequestException(attempt.Context.Command);
        }

        Sign(request, attempt);
        HttpResponseMessage message;
        try
        {
            message = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (NothingWasSent(e))
        {
            attempt.TakeBack();
            throw;
        }

        try
        {
            PooledResponse response = await PooledResponse.ReadAsync(message, attempt.Wire, cancellationToken).ConfigureAwait(false);
            attempt.Keep(response);
            if (attempt.Wire.HasOuterHandlers)
            {
                KeptResponse.TakeOver(message, response);
            }

            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    /// <summary>Whether it is certain that the server saw nothing of the request: there was no connection.</summary>
    private static bool NothingWasSent(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static void Sign(HttpRequestMessage request, RequestAttempt attempt)
    {
        CommandContext context = attempt.Context;
        List<KeyValuePair<string, string>> pairs = new(context.Parameters.Count + 6) { new("command", context.Command) };
        pairs.AddRange(context.Parameters);
        pairs.Add(new("response", "json"));
        if (context.Session is { } session)
        {
            request.Headers.Remove("Cookie");
            pairs.Add(new("sessionkey", session.Key));
            request.Headers.TryAddWithoutValidation("Cookie", session.Cookies.Header);
        }
        else if (context.Key is { } key)
        {
            RequestSigner.AddSignature(pairs, key.ApiKey, key.SecretKeyBytes, attempt.Wire.Clock.ExpiryWith(context.ClockOffset));
        }

        byte[] form = JavaFormEncoding.WriteForm(pairs);
        if (request.Method == HttpMethod.Get)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Query = Encoding.ASCII.GetString(form) }.Uri;
            return;
        }

        request.Content = new ReadOnlyMemoryContent(form);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
    }
}
