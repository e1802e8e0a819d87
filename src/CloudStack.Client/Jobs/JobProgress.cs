namespace CloudStack.Client;

/// <summary>One step of a wait. There is no percentage, because the server provides none (<c>jobprocstatus</c> is always 0).</summary>
/// <param name="Status">The status from the latest poll; <see cref="JobStatus.Pending"/> before the first response.</param>
/// <param name="Elapsed">The time since this wait began.</param>
/// <param name="Polls">How many polls of this job the wait has seen.</param>
/// <param name="Snapshot">The latest response of the server; null before the first one.</param>
public readonly record struct JobProgress(JobStatus Status, TimeSpan Elapsed, int Polls, JobSnapshot? Snapshot);
