using System.Text.Json;
using CloudStack.Client;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Simulator;
using Fleet.Machines;
using Microsoft.Extensions.Options;

namespace Fleet.Tests.Support;

/// <summary>Deploys one machine in virtual time, without silos: each step starts from the state that the last one stored.</summary>
internal sealed class MachineLife : IAsyncDisposable
{
    public const string Name = "web-0001";

    // More than any life needs.
    private const int MaxSteps = 1000;

    private readonly ManualTimeProvider _clock = new();
    private readonly IOptions<FleetOptions> _options;
    private readonly SimulatorHandler _handler;
    private CloudStackClient _client;
    private Deployment _deployment;

    public MachineLife(TimeSpan? jobDuration = null, Func<SimulatedJobContext, JobEnding?>? endings = null)
    {
        Engine = new SimulatorEngine(new SimulatorOptions { JobDuration = jobDuration ?? TimeSpan.FromSeconds(20), JobEndingSelector = endings }, _clock);
        _handler = new SimulatorHandler(Engine);
        Options = new FleetOptions();
        _options = Microsoft.Extensions.Options.Options.Create(Options);
        (_client, _deployment) = NewProcess();
        State = new MachineState
        {
            Order = new("web", 1, Name, Engine.AddZone("eu-1"), Engine.AddServiceOffering("small"), Engine.AddTemplate("debian")),
        };
        State.Begin(_deployment.NewToken());
    }

    public SimulatorEngine Engine { get; }

    public FleetOptions Options { get; }

    public MachineState State { get; private set; }

    /// <summary>The elapsed virtual time.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    public int Executions => Engine.ExecutionCount(Name);

    public int Jobs => Engine.Jobs.Count(job => job.Command == "deployVirtualMachine");

    public Task WaitAsync(TimeSpan time) => _clock.RunForAsync(time);

    /// <summary>Runs one step; the state is serialized and read back.</summary>
    public async Task<TimeSpan> StepAsync()
    {
        TimeSpan pause = await _clock.RunUntilAsync(() => _deployment.StepAsync(State, CancellationToken.None));
        State = JsonSerializer.Deserialize<MachineState>(JsonSerializer.Serialize(State))!;
        return pause;
    }

    /// <summary>Runs steps until the machine has ended.</summary>
    /// <param name="diesAfterEachStep">Whether each step runs in its own process.</param>
    public async Task RunAsync(bool diesAfterEachStep = false)
    {
        for (int steps = 0; !State.IsOver; steps++)
        {
            Assert.That(steps, Is.LessThan(MaxSteps), $"it never ends; {string.Join(", ", State.Errors)}");
            TimeSpan pause = await StepAsync();
            if (diesAfterEachStep)
            {
                await DieAsync();
            }

            await _clock.RunForAsync(pause);
        }
    }

    /// <summary>The process ends, and another one continues.</summary>
    public async Task DieAsync()
    {
        await _client.DisposeAsync();
        (_client, _deployment) = NewProcess();
    }

    /// <summary>Somebody else deploys a machine and stops it if it is to be stopped.</summary>
    /// <returns>Its id.</returns>
    public Task<string> AddOtherAsync(string name, bool isStopped) => _clock.RunUntilAsync(async () =>
    {
        MachineOrder order = State.Order!;
        VirtualMachine other = await _client.VirtualMachines.DeployVirtualMachineAsync(
            new() { Name = name, ZoneId = order.ZoneId, ServiceOfferingId = order.OfferingId, TemplateId = order.TemplateId }).WaitForResultAsync();
        if (isStopped)
        {
            await _client.VirtualMachines.StopVirtualMachineAsync(new() { Id = other.Id }).WaitForResultAsync();
        }

        return other.Id;
    });

    /// <summary>Somebody destroys and expunges all machines.</summary>
    public Task ExpungeAllAsync() => _clock.RunUntilAsync(async () =>
    {
        foreach (VirtualMachine machine in await _client.VirtualMachines.ListVirtualMachines().ToListAsync())
        {
            await _client.VirtualMachines.DestroyVirtualMachineAsync(new() { Id = machine.Id, Expunge = true }).WaitForCompletionAsync();
        }

        return true;
    });

    /// <summary>The states of all existing machines.</summary>
    public async Task<string?[]> MachinesAsync() => [.. (await ListAsync()).Select(machine => machine.State)];

    /// <summary>All existing machines.</summary>
    public Task<List<VirtualMachine>> ListAsync() => _clock.RunUntilAsync(() => _client.VirtualMachines.ListVirtualMachines().ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _handler.Dispose();
    }

    private (CloudStackClient Client, Deployment Deployment) NewProcess()
    {
        CloudStackClientOptions options = new()
        {
            Endpoint = SimulatorHandler.Endpoint,
            ApiKey = Engine.Admin.ApiKey,
            SecretKey = Engine.Admin.SecretKey,
            LookUpTimeout = Options.LookUpTimeout,
        };
        CloudStackClient client = new(options, _handler, timeProvider: _clock);
        return (client, new Deployment(client, _options, _clock));
    }
}
