using CloudStack.Client.IntegrationTests.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>A client with connection options: constructed ("own"), registered in code ("container"), or from a "configuration".</summary>
/// <param name="door">How the client is created.</param>
/// <param name="endpoint">The server.</param>
/// <param name="settings">Connection options by name.</param>
internal sealed class ConnectionDoor(string door, Uri endpoint, params (string Name, string Value)[] settings) : IAsyncDisposable
{
    private ICloudStackClient? _client;
    private ServiceProvider? _services;

    public ILoggerFactory? Loggers { get; init; }

    public ICloudStackClient Client => _client ??= Open();

    public static CloudStackClientOptions Options(Uri endpoint)
    {
        CloudStackClientOptions options = new();
        Set(options, endpoint);
        return options;
    }

    public static void Set(CloudStackClientOptions options, Uri endpoint) =>
        (options.Endpoint, options.ApiKey, options.SecretKey, options.MaxRetries) = (endpoint, "the-api-key", "the-secret-key", 1);

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
        else if (_client is CloudStackClient own)
        {
            await own.DisposeAsync();
        }
    }

    private ICloudStackClient Open()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"Cloud:Connection:{setting.Name}", setting.Value)))
            .AddInMemoryCollection([new("Cloud:Endpoint", endpoint.ToString()), new("Cloud:ApiKey", "the-api-key"), new("Cloud:SecretKey", "the-secret-key"), new("Cloud:MaxRetries", "1")])
            .Build();
        if (door == "own")
        {
            CloudStackClientOptions options = Options(endpoint);
            configuration.GetSection("Cloud").Bind(options);
            return new CloudStackClient(options, loggerFactory: Loggers);
        }

        _services = ContainerCloud.Build(services =>
        {
            if (Loggers is not null)
            {
                services.AddSingleton(Loggers);
            }

            if (door == "container")
            {
                services.AddCloudStackClient(options =>
                {
                    Set(options, endpoint);
                    configuration.GetSection("Cloud").Bind(options);
                });
            }
            else
            {
                services.AddCloudStackClient(configuration.GetSection("Cloud"));
            }
        });
        return _services.GetRequiredService<ICloudStackClient>();
    }
}
