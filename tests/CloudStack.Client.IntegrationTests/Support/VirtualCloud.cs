using CloudStack.Client.Apis;
using CloudStack.Simulator;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>A client and the simulator in one process, both in virtual time.</summary>
internal sealed class VirtualCloud : IAsyncDisposable
{
    public VirtualCloud(
        SimulatorOptions? options = null,
        ILoggerFactory? loggerFactory = null,
        Action<CloudStackClientOptions>? configure = null,
        Func<HttpMessageHandler, HttpMessageHandler>? outside = null)
    {
        Clock = new ManualTimeProvider();
        Engine = new SimulatorEngine(options ?? new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(20) }, Clock);
        Parts = new CloudParts(Engine);
        CloudStackClientOptions clientOptions = new()
        {
            Endpoint = SimulatorHandler.Endpoint,
            ApiKey = Engine.Admin.ApiKey,
            SecretKey = Engine.Admin.SecretKey,
        };
        configure?.Invoke(clientOptions);
        Client = new CloudStackClient(clientOptions, new SimulatorHandler(Engine), loggerFactory, Clock, outside);
    }

    public ManualTimeProvider Clock { get; }

    public SimulatorEngine Engine { get; }

    public CloudParts Parts { get; }

    public CloudStackClient Client { get; }

    public IVirtualMachinesApi Machines => Client.VirtualMachines;

    public Task<T> RunAsync<T>(Func<Task<T>> function) => Clock.RunUntilAsync(function);

    public Task RunAsync(Func<Task> function) => Clock.RunUntilAsync(function);

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
