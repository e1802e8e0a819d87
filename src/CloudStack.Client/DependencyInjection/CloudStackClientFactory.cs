using Microsoft.Extensions.Logging;

namespace CloudStack.Client.DependencyInjection;

/// <summary>Makes clients on the factory's HTTP client. It asks for that on each attempt, so that handlers rotate.</summary>
internal sealed class CloudStackClientFactory(IHttpClientFactory http, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    : ICloudStackClientFactory
{
    public CloudStackClient Create(CloudStackClientOptions options) => Create(ClientSettings.From(options), HttpClientNames.Factory);

    public CloudStackClient Create(ClientSettings settings, string httpName) =>
        new(settings, ownHttp: null, () => CreateHttpClient(httpName), hasOuterHandlers: true, loggerFactory, timeProvider);

    private HttpClient CreateHttpClient(string name)
    {
        HttpClient client = http.CreateClient(name);
        // Ours are the timeouts that count; HttpClient's own would come as a cancellation that nobody asked for.
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }
}
