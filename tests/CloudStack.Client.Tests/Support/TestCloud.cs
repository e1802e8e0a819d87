using CloudStack.Simulator;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Tests.Support;

/// <summary>A client on the in-process simulator and a manual clock.</summary>
internal sealed class TestCloud : IAsyncDisposable
{
    public TestCloud(Action<CloudStackClientOptions>? configure = null, SimulatorOptions? simulator = null, ILoggerFactory? loggers = null)
    {
        Clock = new ManualTimeProvider();
        Engine = new SimulatorEngine(simulator ?? new SimulatorOptions(), Clock);
        Handler = new SimulatorHandler(Engine);
        CloudStackClientOptions options = new()
        {
            Endpoint = SimulatorHandler.Endpoint,
            ApiKey = Engine.Admin.ApiKey,
            SecretKey = Engine.Admin.SecretKey,
        };
        configure?.Invoke(options);
        Client = new CloudStackClient(options, Handler, loggers, Clock);
    }

    public ManualTimeProvider Clock { get; }

    public SimulatorEngine Engine { get; }

    public SimulatorHandler Handler { get; }

    public CloudStackClient Client { get; }

    public async ValueTask DisposeAsync() => await Client.DisposeAsync();
}
