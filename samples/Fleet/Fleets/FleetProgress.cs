using Fleet.Machines;

namespace Fleet.Fleets;

/// <summary>The progress of a fleet.</summary>
/// <param name="Machines">How many machines are requested.</param>
/// <param name="ByPhase">How many machines are in each phase.</param>
/// <param name="Errors">What went wrong so far, by kind.</param>
[GenerateSerializer, Immutable]
internal sealed record FleetProgress(int Machines, Dictionary<MachinePhase, int> ByPhase, Dictionary<string, int> Errors)
{
    public int Ready => ByPhase[MachinePhase.Ready];

    public int Failed => ByPhase[MachinePhase.Failed];

    public bool IsOver => Ready + Failed == Machines;
}
