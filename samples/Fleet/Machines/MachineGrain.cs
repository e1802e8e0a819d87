using Fleet.Fleets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fleet.Machines;

/// <summary>
/// A machine as a grain. Its work is a task alongside its calls, which starts with each activation, in whichever silo, and
/// continues from the stored state. If its silo dies, a reminder activates it in another one.
/// </summary>
/// <remarks>Placed at random, because the default prefers the silo of the caller, the fleet's grain.</remarks>
[RandomPlacement]
internal sealed partial class MachineGrain(
    [PersistentState("machine")] IPersistentState<MachineState> store,
    Deployment deployment,
    IOptions<FleetOptions> options,
    ILogger<MachineGrain> logger) : Grain, IMachineGrain, IRemindable, IDisposable
{
    private const string Reminder = "wake";

    private readonly CancellationTokenSource _leaving = new();
    private Task? _work;

    private MachineState State => store.State;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!State.IsOver)
        {
            GoOn();
        }

        return Task.CompletedTask;
    }

    public async Task StartAsync(MachineOrder order)
    {
        if (!store.RecordExists)
        {
            store.State = new() { Order = order };
            State.Begin(deployment.NewToken());
            await store.WriteStateAsync(); // the token is in Redis before anything is sent
        }

        await this.RegisterOrUpdateReminder(Reminder, options.Value.ReminderPeriod, options.Value.ReminderPeriod);
        GoOn();
    }

    public Task<MachineReport> GetAsync() => Task.FromResult(State.ToReport());

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        GoOn();
        return Task.CompletedTask;
    }

    /// <summary>This activation ends, but not the machine's deployment. The next activation finds whatever was sent.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _leaving.CancelAsync();

    public void Dispose() => _leaving.Dispose();

    private void GoOn()
    {
        if (store.RecordExists && _work is null or { IsCompleted: true } && !_leaving.IsCancellationRequested)
        {
            _work = WorkAsync(_leaving.Token);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await WorkToTheEndAsync(cancellationToken);
                return;
            }
            catch (InconsistentStateException)
            {
                // Another activation has written the state since: that one continues, and this one ends.
                DeactivateOnIdle();
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // The fleet or Redis is unavailable. If this process ends meanwhile, the next reminder continues from here.
                LogPaused(logger, this.GetPrimaryKeyString(), e.Message);
                await Task.Delay(options.Value.RetryPause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkToTheEndAsync(CancellationToken cancellationToken)
    {
        IFleetGrain fleet = GrainFactory.GetGrain<IFleetGrain>(State.Order!.Fleet);
        while (!State.IsOver)
        {
            fleet.NoteAsync(State.Order.Number, State.ToReport()).Ignore();
            TimeSpan pause = await deployment.StepAsync(State, cancellationToken);
            await SaveAsync(cancellationToken);
            await Task.Delay(pause, cancellationToken);
        }

        // The reminder may be removed only after the fleet has stored the end.
        await fleet.EndAsync(State.Order.Number, State.ToReport());
        if (await this.GetReminder(Reminder, cancellationToken) is { } reminder)
        {
            await this.UnregisterReminder(reminder, cancellationToken);
        }
    }

    /// <summary>Stores the state, and retries while Redis is unavailable. Nothing is lost meanwhile: the state is in memory.</summary>
    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await store.WriteStateAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (e is not (InconsistentStateException or OperationCanceledException))
            {
                LogPaused(logger, this.GetPrimaryKeyString(), e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Machine} is paused: {Problem}")]
    private static partial void LogPaused(ILogger logger, string machine, string problem);
}
