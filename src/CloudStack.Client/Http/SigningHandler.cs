using System.Diagnostics;
using System.Text;
using CloudStack.Client.Diagnostics;

namespace CloudStack.Client.Http;

/// <summary>
/// The handler around the connections. It turns an attempt into a signed request, or into a session request, and reads the
/// response. Every pass gets a new signature, so no outdated expiry is sent again. But a command that changes the cloud passes only
/// once, and a handler that repeats it gets the first response again. Signing starts from the message as the user's handlers have
/// left it, and restores that state afterwards.
/// </summary>
internal sealed class SigningHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(RequestAttempt.OptionsKey, out RequestAttempt? attempt)
            ? PassAsync(request, attempt, cancellationToken)
            : Task.FromException<HttpResponseMessage>(new InvalidOperationException(
                "This handler sends only requests from a CloudStackClient. This request is not one, or it has lost the client's options."));

    private async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, RequestAttempt attempt, CancellationToken cancellationToken)
    {
        // A body that can't be signed is refused before the attempt counts as sent.
        string form = request.Content is null ? "" : await FormText.ReadAsync(request.Content, cancellationToken).ConfigureAwait(false);
        if (!attempt.TryPass())
        {
            return attempt.Response is { } known ? KeptResponse.Repeat(request, known) : throw new RepeatedRequestException(attempt.Context.Command);
        }

        (HttpMethod method, Uri? address, HttpContent? content) = (request.Method, request.RequestUri, request.Content);
        attempt.Address = address;
        (bool UserAgent, bool Accept) added = ClientHeaders.AddMissing(request.Headers, attempt.Wire.UserAgent);
        try
        {
            Sign(request, attempt, form);
            return await ExchangeAsync(request, attempt, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A repetition starts from the same state, and outer handlers see neither the signature nor the session.
            (request.Method, request.RequestUri, request.Content) = (method, address, content);
            ClientHeaders.Remove(request.Headers, added);
            if (attempt.Context.Session is not null)
            {
                request.Headers.Remove("Cookie");
            }
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, RequestAttempt attempt, CancellationToken cancellationToken)
    {
        HttpMethod sentBy = request.Method;
        using Activity? quiet = attempt.IsQuiet && InnerHandler is not OwnConnections ? Tracing.StartQuiet() : null;
        HttpResponseMessage message;
        try
        {
            message = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (NothingWasSent(e, cancellationToken))
        {
            attempt.TakeBack();
            throw;
        }

        try
        {
            message.RequestMessage ??= request;
            PooledResponse response = await PooledResponse.ReadAsync(message, attempt.Wire, cancellationToken).ConfigureAwait(false);
            if (LostParameters(request, sentBy))
            {
                response.FollowedBy = InnerHandler!.GetType().Name;
            }

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

    /// <summary>
    /// Whether the inner handler followed a redirect as browsers do: as a GET to an address without the signed parameters.
    /// </summary>
    private static bool LostParameters(HttpRequestMessage request, HttpMethod sentBy) =>
        request.Method != sentBy || (sentBy == HttpMethod.Get && !request.RequestUri!.Query.Contains("signature=", StringComparison.Ordinal));

    /// <summary>Whether it's certain that the server received nothing of the request, because there was no connection.</summary>
    private bool NothingWasSent(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        HttpRequestException e => e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        // The framework's connections have one time limit of their own: that for connecting. What it means to another handler is unknown.
        OperationCanceledException { InnerException: TimeoutException } => InnerHandler is OwnConnections or SocketsHttpHandler && !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    private static void Sign(HttpRequestMessage request, RequestAttempt attempt, string form)
    {
        CommandContext context = attempt.Context;
        MessageParameters parameters = new(context, request.RequestUri!.Query, form);
        if (context.Session is { } session)
        {
            request.Headers.Remove("Cookie");
            parameters.All.Add(new("sessionkey", session.Key));
            request.Headers.TryAddWithoutValidation("Cookie", session.Cookies.Header);
        }
        else if (context.Key is { } key)
        {
            RequestSigner.AddSignature(parameters.All, key.ApiKey, key.SecretKeyBytes, attempt.Wire.Clock.ExpiryWith(context.ClockOffset));
        }

        if (request.Method == HttpMethod.Get)
        {
            // A session key must not appear in an address.
            byte[] query = JavaFormEncoding.WriteForm(parameters.All);
            if (context.Key is not null && query.Length <= FormText.LongestQuery)
            {
                SetQuery(request, query);
                request.Content = null;
                return;
            }

            request.Method = HttpMethod.Post;
        }

        if (request.RequestUri.Query.Length > 0)
        {
            SetQuery(request, JavaFormEncoding.WriteForm(parameters.InQuery));
        }

        request.Content = FormText.Create(JavaFormEncoding.WriteForm(parameters.InBody), request.Content);
    }

    private static void SetQuery(HttpRequestMessage request, byte[] query) =>
        request.RequestUri = new UriBuilder(request.RequestUri!) { Query = Encoding.ASCII.GetString(query) }.Uri;
}
