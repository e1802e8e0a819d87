using BenchmarkDotNet.Attributes;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>Submit and wait, with the server in the same process and jobs that end immediately.</summary>
[MemoryDiagnoser]
public class WaitBenchmarks : IDisposable
{
    private CloudStackClient _client = null!;
    private string _machine = null!;

    /// <summary>The number of jobs that are waited for at the same time.</summary>
    [Params(10, 100, 1000)]
    public int Jobs { get; set; }

    /// <summary>Starts the server and creates a machine to work on.</summary>
    /// <returns>A task that completes when that is done.</returns>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        SimulatorEngine engine = new(new SimulatorOptions { JobDuration = TimeSpan.Zero, RequestLogLimit = 0 });
        string zone = engine.AddZone("bench"), offering = engine.AddServiceOffering("bench"), template = engine.AddTemplate("bench");
        _client = new CloudStackClient(
            new CloudStackClientOptions
            {
                Endpoint = SimulatorHandler.Endpoint,
                ApiKey = engine.Admin.ApiKey,
                SecretKey = engine.Admin.SecretKey,
                Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(10) },
            },
            new SimulatorHandler(engine));
        VirtualMachine machine = await _client.VirtualMachines
            .DeployVirtualMachineAsync(new DeployVirtualMachineRequest { ZoneId = zone, ServiceOfferingId = offering, TemplateId = template })
            .WaitForResultAsync();
        _machine = machine.Id;
    }

    /// <summary>Disposes the client.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _client.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Submits the jobs and waits for all of them.</summary>
    /// <returns>The machine, as each job saw it.</returns>
    [Benchmark]
    public Task<VirtualMachine[]> SubmitAndWait() => Task.WhenAll(Enumerable.Range(0, Jobs)
        .Select(_ => _client.VirtualMachines.RebootVirtualMachineAsync(new RebootVirtualMachineRequest { Id = _machine }).WaitForResultAsync()));
}
