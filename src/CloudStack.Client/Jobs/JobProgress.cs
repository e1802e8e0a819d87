namespace CloudStack.Client;

/// <summary>
/// One step of a wait. There is no percentage: the server has none to give (<c>jobprocstatus</c> is always 0).
/// </summary>
/// <param name="Status">What the latest poll said; <see cref="JobStatus.Pending"/> before the first answer.</param>
/// <param name="Elapsed">The time since this wait began.</param>
/// <param name="Polls">How many polls of this job the wait has seen.</param>
/// <param name="Snapshot">The latest answer of the server; null before the first one.</param>
public readonly record struct JobProgress(JobStatus Status, TimeSpan Elapsed, int Polls, JobSnapshot? Snapshot);
