using System.Runtime.CompilerServices;
using Fleet.Machines;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Fleet.Fleets;

/// <summary>
/// Starts machines in the order of their numbers, up to the limit. So those under way are always the first ones that haven't
/// ended: this needn't be stored, and applies across all silos, even if they die.
/// </summary>
internal sealed partial class FleetGrain(
    [PersistentState("fleet")] IPersistentState<FleetState> store,
    IOptions<FleetOptions> options,
    ILogger<FleetGrain> logger) : Grain, IFleetGrain, IRemindable
{
    private const string Reminder = "wake";

    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(0.25);

    private readonly Dictionary<int, MachineReport?> _underWay = [];
    private bool _isStored = true;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Fill();
        return Task.CompletedTask;
    }

    public async Task<FleetPlan> StartAsync(FleetPlan plan)
    {
        if (!store.RecordExists)
        {
            store.State = new() { Plan = plan, Ended = new byte[plan.Machines] };
            await store.WriteStateAsync();
        }

        await this.RegisterOrUpdateReminder(Reminder, options.Value.ReminderPeriod, options.Value.ReminderPeriod);
        Fill();
        return store.State.Plan!;
    }

    public Task NoteAsync(int number, MachineReport report)
    {
        // One whose start failed is missing here until it is started again, although it may be working already.
        if (_underWay.ContainsKey(number))
        {
            _underWay[number] = report;
        }

        return Task.CompletedTask;
    }

    public async Task EndAsync(int number, MachineReport report)
    {
        if (!store.State.HasEnded(number))
        {
            store.State.End(number, report);
            _underWay.Remove(number);
            _isStored = false;
        }

        if (!_isStored)
        {
            await store.WriteStateAsync();
            _isStored = true;
        }

        Fill();
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Fill();
        if (store.State.IsOver && await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public async IAsyncEnumerable<FleetProgress> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FleetProgress progress = Progress();
        while (!progress.IsOver)
        {
            yield return progress;
            await Task.Delay(WatchInterval, cancellationToken);
            progress = Progress();
        }

        yield return progress;
    }

    /// <summary>Starts machines until as many as allowed are under way.</summary>
    private void Fill()
    {
        if (store.State.Plan is not { } plan)
        {
            return;
        }

        for (int number = 0; number < plan.Machines && _underWay.Count < plan.Parallel; number++)
        {
            if (!store.State.HasEnded(number) && _underWay.TryAdd(number, null))
            {
                StartMachineAsync(plan.Order(number)).Ignore();
            }
        }
    }

    private async Task StartMachineAsync(MachineOrder order)
    {
        try
        {
            await GrainFactory.GetGrain<IMachineGrain>(order.Name).StartAsync(order);
        }
        catch (Exception e)
        {
            // Its silo has died, or Redis is unavailable: the next call of Fill tries again. Even if it has reported something: without
            // its reminder, nothing would wake it after the death of its silo.
            LogNotStarted(logger, order.Name, e.Message);
            _underWay.Remove(order.Number);
        }
    }

    private FleetProgress Progress()
    {
        FleetState state = store.State;
        Dictionary<MachinePhase, int> phases = Enum.GetValues<MachinePhase>().ToDictionary(phase => phase, state.Count);
        Dictionary<string, int> errors = new(state.Errors);
        phases[MachinePhase.Waiting] = state.Ended.Count(ended => ended == 0) - _underWay.Count;
        foreach (MachineReport? report in _underWay.Values)
        {
            phases[report?.Phase ?? MachinePhase.Submitting]++;
            foreach ((string kind, int count) in report?.Errors ?? [])
            {
                errors[kind] = errors.GetValueOrDefault(kind) + count;
            }
        }

        return new(state.Plan?.Machines ?? 0, phases, errors);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Machine} was not started: {Problem}")]
    private static partial void LogNotStarted(ILogger logger, string machine, string problem);
}
