namespace CloudStack.Client.Jobs.Polling;

/// <summary>One poll of a job, in progress.</summary>
internal sealed class JobPoll(WatchedJob job) : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();

    public WatchedJob Job { get; } = job;

    /// <summary>What was known about the job when the poll was sent.</summary>
    public JobIdentity Identity { get; } = job.Identity;

    /// <summary>When the poll was sent, in clock ticks.</summary>
    public required long StartedAt { get; init; }

    /// <summary>Whether a list must be requested first, so that the query can settle the outcome as unknown.</summary>
    public required bool NeedsConfirmingList { get; init; }

    /// <summary>Whether the job was polled individually because it was likely to be over.</summary>
    public required bool WasExpectedSoon { get; init; }

    /// <summary>Whether the poll follows a hint, no matter where the hint came from.</summary>
    public required bool FollowsHint { get; init; }

    /// <summary>The source of that hint; null if there is none, or if a caller passed it on.</summary>
    public SourceReader? HintedBy { get; init; }

    /// <summary>Canceled when there is no longer a wait for the job.</summary>
    public CancellationToken Token => _cancel.Token;

    public void Cancel() => _cancel.CancelInBackground();

    public void Dispose() => _cancel.Dispose();
}
