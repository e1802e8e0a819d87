using Microsoft.Extensions.Logging;

namespace CloudStack.Client.DependencyInjection;

/// <summary>Makes clients on the factory's HTTP client. It asks for that on each attempt, so that handlers rotate.</summary>
internal sealed class CloudStackClientFactory(IHttpClientFactory http, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    : ICloudStackClientFactory
{
    public CloudStackClient Create(CloudStackClientOptions options) => Create(options, credentials: null, HttpClientNames.Factory);

    /// <param name="options">The settings; they are copied.</param>
    /// <param name="credentials">Where the credentials come from; null for the options themselves.</param>
    /// <param name="httpName">The HTTP client.</param>
    public CloudStackClient Create(CloudStackClientOptions options, ICredentialsProvider? credentials, string httpName) =>
        new(ClientSettings.From(options, credentials), ownHttp: null, () => CreateHttpClient(httpName), loggerFactory, timeProvider);

    private HttpClient CreateHttpClient(string name)
    {
        HttpClient client = http.CreateClient(name);
        // Ours are the timeouts that count; HttpClient's own would come as a cancellation that nobody asked for.
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }
}
