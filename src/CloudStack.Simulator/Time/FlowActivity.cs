namespace CloudStack.Simulator;

/// <summary>What the threads that carry a clock's flow are doing.</summary>
internal enum FlowActivity
{
    /// <summary>No thread runs code of the clock.</summary>
    None,

    /// <summary>All threads that run code of the clock are blocked, briefly or for long.</summary>
    Blocked,

    /// <summary>At least one of these threads is running.</summary>
    Running,
}
