namespace CloudStack.Simulator;

/// <summary>What is due in a job's life.</summary>
internal enum JobPhase
{
    Begin,
    Announce,
    End,
}
