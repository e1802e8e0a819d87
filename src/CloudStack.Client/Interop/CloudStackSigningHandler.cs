using System.Text;
using CloudStack.Client.Http;
using CloudStack.Client.Interop;

namespace CloudStack.Client;

/// <summary>
/// Signs the requests of other HTTP code: a Refit interface, a plain <see cref="HttpClient"/>, a test. It signs any request whose
/// parameters are in its query, in a form body, or in both, as the API accepts them. The SDK's own clients don't need it.
/// </summary>
/// <remarks>
/// <para>
/// The handler adds <c>apikey</c>, <c>signatureversion</c>, <c>expires</c> and <c>signature</c>, to the form if there is one and
/// otherwise to the query; request JSON with <c>response=json</c>. It also adds a <c>User-Agent</c>, and an <c>Accept</c> for JSON,
/// if they are missing. A GET whose query is longer than 6 kB is sent as a POST with a form, because servers accept 8,192 bytes of
/// request line and headers. Nothing else is changed. If an outer handler repeats a request, it gets a new signature. Put this
/// handler inside such handlers, because signatures expire.
/// </para>
/// <para>
/// Before its first request, it configures the <see cref="SocketsHttpHandler"/> or <see cref="HttpClientHandler"/> that it sends
/// through: no cookies, no redirects, gzip accepted. A redirect is returned as the response.
/// </para>
/// <para>
/// The handler doesn't know what a command does. Unlike the SDK's clients, it can't stop an outer handler from repeating a command
/// that changes the cloud.
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

    /// <summary>Creates a handler for a pipeline, which sets <see cref="DelegatingHandler.InnerHandler"/> later.</summary>
    /// <param name="credentials">An <see cref="ApiKeyCredentials"/>, or a provider that returns one; called for each request.</param>
    /// <param name="timeProvider">The clock; null for the system clock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    public CloudStackSigningHandler(ICredentialsProvider credentials, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Creates a handler for use without a pipeline.</summary>
    /// <param name="credentials">An <see cref="ApiKeyCredentials"/>, or a provider that returns one; called for each request.</param>
    /// <param name="innerHandler">
    /// The handler that sends the signed request. If it isn't one of the framework's handlers, it must not keep cookies (a cookie
    /// of a browser session turns a signed request into a request of that session) or follow redirects.
    /// </param>
    /// <param name="timeProvider">The clock; null for the system clock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> or <paramref name="innerHandler"/> is null.</exception>
    public CloudStackSigningHandler(ICredentialsProvider credentials, HttpMessageHandler innerHandler, TimeProvider? timeProvider = null)
        : this(credentials, timeProvider)
    {
        ArgumentNullException.ThrowIfNull(innerHandler);
        InnerHandler = innerHandler;
    }

    /// <summary>How long a signature is valid, by the server's clock; 10 min by default, 5 s to 15 min (exclusive).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan SignatureLifetime
    {
        get => _signatureLifetime;
        init
        {
            if (value < TimeSpan.FromSeconds(5) || value >= TimeSpan.FromMinutes(15))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "SignatureLifetime must be at least 5 s and less than 15 min.");
            }

            _signatureLifetime = value;
        }
    }

    /// <summary>Signs a request and sends it. Afterwards, the request is restored to its original state.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The response, whatever it is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The request can't be signed: it has no <c>command</c>, a body that isn't a UTF-8 form, or a duplicate parameter, or the
    /// credentials are not an API key. Or the inner handler keeps cookies or follows redirects, and has already sent a request.
    /// Nothing was sent.
    /// </exception>
    /// <exception cref="HttpRequestException">The inner handler could not send the request.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        CloudStackCredentials credentials = await _credentials.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
        if (credentials is not ApiKeyCredentials key)
        {
            throw new InvalidOperationException("CloudStackSigningHandler supports only API keys; use a CloudStackClient for sessions.");
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
            // The signature stays out of what callers log about the request, and a repetition starts from the original.
            (request.Method, request.RequestUri, request.Content) = (method, uri, content);
            ClientHeaders.Remove(request.Headers, added);
        }
    }
}
