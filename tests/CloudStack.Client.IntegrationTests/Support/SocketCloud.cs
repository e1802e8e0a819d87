using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>A client and the simulator over real HTTP on loopback, in real time.</summary>
internal sealed class SocketCloud : IAsyncDisposable
{
    private readonly SimulatorServer _server;

    private SocketCloud(SimulatorServer server, HttpMessageHandler? handler, Func<HttpMessageHandler, HttpMessageHandler>? outerHandlers, Action<CloudStackClientOptions>? configure)
    {
        _server = server;
        Parts = new CloudParts(server.Engine);
        CloudStackClientOptions options = new()
        {
            Endpoint = server.Endpoint,
            ApiKey = server.Engine.Admin.ApiKey,
            SecretKey = server.Engine.Admin.SecretKey,
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(200), Timeout = TimeSpan.FromMinutes(2) },
        };
        configure?.Invoke(options);
        Client = new CloudStackClient(options, handler, outerHandlers: outerHandlers);
    }

    public SimulatorEngine Engine => _server.Engine;

    public Uri Endpoint => _server.Endpoint;

    public CloudParts Parts { get; }

    public CloudStackClient Client { get; }

    public static async Task<SocketCloud> StartAsync(
        Func<HttpMessageHandler, HttpMessageHandler>? outerHandlers = null,
        HttpMessageHandler? handler = null,
        Action<CloudStackClientOptions>? configure = null,
        Action<SimulatorOptions>? simulate = null)
    {
        SimulatorOptions options = new() { JobDuration = TimeSpan.FromMilliseconds(100) };
        simulate?.Invoke(options);
        return new SocketCloud(await SimulatorServer.StartAsync(options), handler, outerHandlers, configure);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _server.DisposeAsync();
    }
}
