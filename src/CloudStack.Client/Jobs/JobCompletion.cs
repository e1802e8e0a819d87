namespace CloudStack.Client.Jobs;

/// <summary>How a job ended, before its result is given a type.</summary>
internal sealed record JobCompletion(JobOutcome Outcome)
{
    public JobSnapshot? Snapshot { get; init; }

    public JobError? Error { get; init; }

    public UnknownReason? UnknownReason { get; init; }

    public string? ResultKey { get; init; }

    /// <summary>The JSON under <see cref="ResultKey"/>; empty if the job has no result.</summary>
    public ReadOnlyMemory<byte> RawResult { get; init; }

    /// <summary>The value itself, if there is no JSON for it because a test created the result.</summary>
    public object? Value { get; init; }

    public TimeSpan Waited { get; init; }

    public int Polls { get; init; }

    public static JobCompletion NotFound(JobSnapshot snapshot) =>
        new(JobOutcome.Unknown) { Snapshot = snapshot, UnknownReason = Client.UnknownReason.NotFound };

    public static JobCompletion Unreadable(JobSnapshot? lastSeen) =>
        new(JobOutcome.Unknown) { Snapshot = lastSeen, UnknownReason = Client.UnknownReason.ResultUnreadable };

    public static JobCompletion ServerDown(JobSnapshot lastSeen) =>
        new(JobOutcome.Unknown) { Snapshot = lastSeen, UnknownReason = Client.UnknownReason.ServerDown };

    /// <summary>The state of a job that was never queried: a command that was answered directly, or a test's result.</summary>
    public JobSnapshot ToSnapshot(JobHandle job)
    {
        // An unknown outcome isn't a failure: the server has no such job, or has not been seen to report its end.
        (JobStatus status, int? rawStatus) = Outcome switch
        {
            JobOutcome.Succeeded => (JobStatus.Succeeded, (int?)1),
            JobOutcome.Failed => (JobStatus.Failed, 2),
            _ when UnknownReason == Client.UnknownReason.NotFound => (JobStatus.NotFound, null),
            _ => (JobStatus.Pending, 0),
        };
        return new JobSnapshot
        {
            JobId = job.Identity.Id,
            Status = status,
            RawStatus = rawStatus,
            ResourceId = job.ResourceId,
            RawResult = RawResult,
            Error = Error,
        };
    }
}
