namespace CloudStack.Simulator;

/// <summary>What the threads that carry a clock's flow are doing.</summary>
internal enum FlowActivity
{
    /// <summary>No thread runs code of the clock.</summary>
    None,

    /// <summary>All that do are blocked, for a moment or for long.</summary>
    Blocked,

    /// <summary>At least one is running.</summary>
    Running,
}
