namespace CloudStack.Simulator;

/// <summary>The stages of a command that its events name.</summary>
internal enum ActionStatus
{
    Created,
    Scheduled,
    Started,
    Completed,
}
