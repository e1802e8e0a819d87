using Microsoft.Extensions.Logging;

namespace CloudStack.Client.DependencyInjection;

/// <summary>Creates clients on the factory's HTTP client, which is requested for each attempt so that handlers can rotate.</summary>
internal sealed class CloudStackClientFactory(IHttpClientFactory http, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    : ICloudStackClientFactory
{
    public ICloudStackClient Create(CloudStackClientOptions options)
    {
        ClientSettings settings = ClientSettings.From(options);
        return settings.Connection.IsDefault
            ? Create(settings, HttpClientNames.Factory)
            : throw new ArgumentException(
                $"The options of {nameof(CloudStackClientOptions.Connection)} are set, but the clients of the factory share one HTTP client. "
                + "Set certificates and the proxy on that HTTP client with AddCloudStackClientFactory().UseSocketsHttpHandler(…), or create a client with its own connections: new CloudStackClient(options).",
                nameof(options));
    }

    public CloudStackClient Create(ClientSettings settings, string httpName) =>
        new(settings, ownHttp: null, () => CreateHttpClient(httpName), hasOuterHandlers: true, loggerFactory, timeProvider);

    private HttpClient CreateHttpClient(string name)
    {
        HttpClient client = http.CreateClient(name);
        // The client's own timeouts apply. HttpClient's timeout would look like a cancellation that nobody requested.
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }
}
