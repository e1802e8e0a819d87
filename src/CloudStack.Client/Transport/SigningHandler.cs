using System.Net.Http.Headers;
using System.Text;

namespace CloudStack.Client.Transport;

/// <summary>
/// The innermost handler: turns an attempt into a signed request, or into one of a session. Every pass is signed afresh, so
/// that no old expiry is sent again.
/// </summary>
internal sealed class SigningHandler : OncePassingHandler
{
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

    /// <summary>The signing for a handler that somebody else has made, and that may repeat requests.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="sender">What sends through it: the handler itself, or something around it.</param>
    public static SigningHandler Around(HttpMessageHandler handler, HttpMessageHandler sender)
    {
        ConnectionGuard.AddTo(handler);
        return new SigningHandler(sender, PrimaryHandler.MayRepeat(handler));
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(RequestAttempt.OptionsKey, out RequestAttempt? attempt)
            ? PassAsync(request, attempt, attempt.Passes, cancellationToken)
            : Task.FromException<HttpResponseMessage>(new InvalidOperationException(
                "This handler sends only requests of a CloudStackClient; the request has lost the client's options, or is not one of them."));

    protected override void Prepare(HttpRequestMessage request, RequestAttempt attempt)
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
