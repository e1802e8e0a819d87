namespace Fleet.Machines;

/// <summary>What to do next for a machine.</summary>
internal enum MachinePhase
{
    /// <summary>Its turn hasn't come yet.</summary>
    Waiting,

    /// <summary>Its token is stored; the command may have been sent.</summary>
    Submitting,

    /// <summary>The server has accepted the job.</summary>
    Running,

    /// <summary>The outcome of the job is unknown: search for the job and the machine.</summary>
    InDoubt,

    /// <summary>What the last job left behind must be removed before the next one.</summary>
    Removing,

    /// <summary>The machine has been deployed.</summary>
    Ready,

    /// <summary>It failed permanently.</summary>
    Failed,
}
