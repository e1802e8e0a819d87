using Fleet.Machines;
using Orleans.Concurrency;

namespace Fleet.Fleets;

/// <summary>A fleet of machines; the key is its name.</summary>
internal interface IFleetGrain : IGrainWithStringKey
{
    /// <summary>Starts or continues. A fleet that has a plan keeps it.</summary>
    /// <returns>The fleet's plan.</returns>
    Task<FleetPlan> StartAsync(FleetPlan plan);

    /// <summary>A machine reports its progress. Nothing waits for the call, and it may get lost.</summary>
    [OneWay]
    Task NoteAsync(int number, MachineReport report);

    /// <summary>A machine has ended. This is stored when the call returns.</summary>
    Task EndAsync(int number, MachineReport report);

    /// <summary>The progress, four times a second, until all machines have ended.</summary>
    IAsyncEnumerable<FleetProgress> WatchAsync(CancellationToken cancellationToken);
}
