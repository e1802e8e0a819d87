using System.Text;
using CloudStack.Client.Http;
using CloudStack.Client.Interop;

namespace CloudStack.Client;

/// <summary>
/// Signs the requests of other HTTP code: a Refit interface, a plain <see cref="HttpClient"/>, a test. Any request is signed
/// whose parameters are in its query, in a form body, or in both, as the API takes them. For the SDK's own clients it is not
/// needed.
/// </summary>
/// <remarks>
/// <para>
/// The handler adds <c>apikey</c>, <c>signatureversion</c>, <c>expires</c> and <c>signature</c>, to the form if there is one
/// and to the query otherwise; ask for JSON with <c>response=json</c>. A <c>User-Agent</c> and an <c>Accept</c> for JSON are added
/// where there is none. A GET whose query is longer than 6 kB goes as a POST with a form, because servers take 8,192 bytes
/// of request line and headers. Nothing else is changed. A request that comes again, because a handler outside repeats it, is
/// signed afresh. Put it inside of such handlers: signatures expire.
/// </para>
/// <para>
/// The <see cref="SocketsHttpHandler"/> or <see cref="HttpClientHandler"/> that it leads to is set before its first request: no
/// cookies, no redirects, gzip accepted. A redirect comes back as the answer that it is.
/// </para>
/// <para>
/// It does not know what a command does, so it cannot hold back the repetition of one that changes the cloud, as the SDK's
/// clients do.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// services.AddRefitGeneratedClient&lt;IMyCloud&gt;()
///     .ConfigureHttpClient(http => http.BaseAddress = new Uri("https://cloud.example.org"))
///     .AddCloudStackSigning(new ApiKeyCredentials(apiKey, secretKey));
/// </code>
/// </example>
public sealed class CloudStackSigningHandler : DelegatingHandler
{
    private readonly ICredentialsProvider _credentials;
    private readonly TimeProvider _timeProvider;
    private bool _isAdjusted;
    private readonly TimeSpan _signatureLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Creates a handler whose <see cref="DelegatingHandler.InnerHandler"/> is still to be set, for a pipeline.</summary>
    /// <param name="credentials">An <see cref="ApiKeyCredentials"/>, or what provides one; asked for each request.</param>
    /// <param name="timeProvider">Tells the time; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    public CloudStackSigningHandler(ICredentialsProvider credentials, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Creates a handler for use without a pipeline.</summary>
    /// <param name="credentials">An <see cref="ApiKeyCredentials"/>, or what provides one; asked for each request.</param>
    /// <param name="innerHandler">
    /// What sends the signed request. A handler of another kind than the framework's must not keep cookies (one of a browser
    /// session turns a signed request into one of that session), nor follow redirects.
    /// </param>
    /// <param name="timeProvider">Tells the time; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> or <paramref name="innerHandler"/> is null.</exception>
    public CloudStackSigningHandler(ICredentialsProvider credentials, HttpMessageHandler innerHandler, TimeProvider? timeProvider = null)
        : this(credentials, timeProvider)
    {
        ArgumentNullException.ThrowIfNull(innerHandler);
        InnerHandler = innerHandler;
    }

    /// <summary>How long a signature is valid, by the server's clock; 10 min by default, 1 s to 15 min (exclusive).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public TimeSpan SignatureLifetime
    {
        get => _signatureLifetime;
        init
        {
            if (value < TimeSpan.FromSeconds(1) || value >= TimeSpan.FromMinutes(15))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "SignatureLifetime must be at least 1 s and less than 15 min.");
            }

            _signatureLifetime = value;
        }
    }

    /// <summary>Signs a request and sends it. Afterwards the request is again as it was.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer, whatever it is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The request cannot be signed: it has no <c>command</c>, a body that is no UTF-8 form, one parameter twice, or the
    /// credentials are no API key. Or the handler inside keeps cookies or follows redirects, and has sent already. Nothing was
    /// sent.
    /// </exception>
    /// <exception cref="HttpRequestException">The handler inside of this one could not send the request.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        CloudStackCredentials credentials = await _credentials.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
        if (credentials is not ApiKeyCredentials key)
        {
            throw new InvalidOperationException("CloudStackSigningHandler signs with API keys only; a session needs a CloudStackClient.");
        }

        Uri uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        if (!_isAdjusted)
        {
            PrimaryHandler.Adjust(InnerHandler!);
            _isAdjusted = true;
        }

        (HttpMethod method, HttpContent? content) = (request.Method, request.Content);
        RequestParameters parameters = await RequestParameters.ReadAsync(uri, content, cancellationToken).ConfigureAwait(false);
        string signed = parameters.Sign(key, _timeProvider.GetUtcNow() + SignatureLifetime);
        (bool, bool) added = ClientHeaders.AddMissing(request.Headers, ClientHeaders.Client);
        try
        {
            if (parameters.HasForm)
            {
                request.Content = FormText.Create(Encoding.UTF8.GetBytes(signed), content);
                request.RequestUri = new UriBuilder(uri) { Query = parameters.Query }.Uri;
            }
            else if (method == HttpMethod.Get && signed.Length > FormText.LongestQuery)
            {
                request.Method = HttpMethod.Post;
                request.Content = FormText.Create(Encoding.UTF8.GetBytes(signed), content);
                request.RequestUri = new UriBuilder(uri) { Query = "" }.Uri;
            }
            else
            {
                request.RequestUri = new UriBuilder(uri) { Query = signed }.Uri;
            }

            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The signature stays out of what callers log of the request, and a repetition starts from the original.
            (request.Method, request.RequestUri, request.Content) = (method, uri, content);
            ClientHeaders.Remove(request.Headers, added);
        }
    }
}
