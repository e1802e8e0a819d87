using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Client.IntegrationTests.DependencyInjection;

/// <summary>A simulated cloud over real HTTP, for clients from a container.</summary>
internal sealed class ContainerCloud : IAsyncDisposable
{
    private readonly SimulatorServer _server;

    private ContainerCloud(SimulatorServer server)
    {
        _server = server;
        Parts = new CloudParts(server.Engine);
    }

    public SimulatorEngine Engine => _server.Engine;

    public CloudParts Parts { get; }

    public Uri Endpoint => _server.Endpoint;

    public static async Task<ContainerCloud> StartAsync(TimeSpan? jobDuration = null) =>
        new(await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = jobDuration ?? TimeSpan.FromMilliseconds(50) }));

    /// <summary>Points options at this cloud, with polling that suits a test.</summary>
    public void Configure(CloudStackClientOptions options)
    {
        options.Endpoint = Endpoint;
        options.ApiKey = Engine.Admin.ApiKey;
        options.SecretKey = Engine.Admin.SecretKey;
        options.Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(100) };
    }

    /// <summary>The same settings as in a configuration section.</summary>
    public Dictionary<string, string?> Settings(string section) => new()
    {
        [$"{section}:Endpoint"] = Endpoint.ToString(),
        [$"{section}:ApiKey"] = Engine.Admin.ApiKey,
        [$"{section}:SecretKey"] = Engine.Admin.SecretKey,
        [$"{section}:Polling:InitialDelay"] = "00:00:00.02",
        [$"{section}:Polling:MaxDelay"] = "00:00:00.1",
    };

    public static ServiceProvider Build(Action<IServiceCollection> register)
    {
        ServiceCollection services = new();
        register(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
