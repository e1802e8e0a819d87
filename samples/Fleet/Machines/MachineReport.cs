namespace Fleet.Machines;

/// <summary>The progress of a machine.</summary>
/// <param name="Phase">What to do next.</param>
/// <param name="MachineId">The machine's id; null if it is not known yet.</param>
/// <param name="JobId">The id of its latest job; null if there hasn't been one.</param>
/// <param name="Attempts">How many jobs there have been.</param>
/// <param name="Errors">What has gone wrong so far, by kind.</param>
/// <param name="Problem">The message of the last error; null if there was none.</param>
/// <param name="EndedAt">When the machine was found to be ready or failed; null if neither.</param>
[GenerateSerializer, Immutable]
internal sealed record MachineReport(
    MachinePhase Phase, string? MachineId, string? JobId, int Attempts, Dictionary<string, int> Errors, string? Problem, DateTimeOffset? EndedAt);
