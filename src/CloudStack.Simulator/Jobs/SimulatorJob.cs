namespace CloudStack.Simulator;

/// <summary>A snapshot of a job of the fake server.</summary>
/// <param name="Id">The job's UUID.</param>
/// <param name="Command">The command that started it.</param>
/// <param name="AccountName">The account that started it.</param>
/// <param name="ResourceId">The UUID of the object that it works on; null if it has none.</param>
/// <param name="Status">0 running, 1 succeeded, 2 failed.</param>
/// <param name="ResultCode">The error code of a failed job; otherwise 0.</param>
/// <param name="Created">When it was accepted.</param>
/// <param name="Completed">When it ended; null while it is running.</param>
/// <param name="Queries">How many times its result was queried.</param>
public sealed record SimulatorJob(
    string Id,
    string Command,
    string AccountName,
    string? ResourceId,
    int Status,
    int ResultCode,
    DateTimeOffset Created,
    DateTimeOffset? Completed,
    int Queries);
