namespace CloudStack.Simulator;

/// <summary>The next step of a job.</summary>
internal enum JobPhase
{
    Begin,
    Announce,
    End,
}
