using Fleet.Machines;

namespace Fleet.Fleets;

/// <summary>The state of a fleet that must survive: its plan, and which machines have ended. Small, because it is written often.</summary>
[GenerateSerializer]
internal sealed class FleetState
{
    [Id(0)]
    public FleetPlan? Plan { get; set; }

    /// <summary>A byte for each machine: 0 until it has ended, then its phase.</summary>
    [Id(1)]
    public byte[] Ended { get; set; } = [];

    /// <summary>The errors of those that have ended, by kind.</summary>
    [Id(2)]
    public Dictionary<string, int> Errors { get; set; } = [];

    public bool IsOver => Plan is not null && !Ended.Contains((byte)0);

    public bool HasEnded(int number) => Ended[number] != 0;

    public int Count(MachinePhase phase) => Ended.Count(ended => ended == (byte)phase);

    public void End(int number, MachineReport report)
    {
        Ended[number] = (byte)report.Phase;
        foreach ((string kind, int count) in report.Errors)
        {
            Errors[kind] = Errors.GetValueOrDefault(kind) + count;
        }
    }
}
