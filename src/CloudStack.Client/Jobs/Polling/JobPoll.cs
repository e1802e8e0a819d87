namespace CloudStack.Client.Jobs.Polling;

/// <summary>One poll of a job that is under way.</summary>
internal sealed class JobPoll(WatchedJob job) : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();

    public WatchedJob Job { get; } = job;

    /// <summary>When it went out, in ticks of the clock.</summary>
    public required long StartedAt { get; init; }

    /// <summary>Whether a list must be asked first, so that the query can settle the outcome as unknown.</summary>
    public required bool NeedsConfirmingList { get; init; }

    /// <summary>Whether the job was asked for by itself because it was likely to be over.</summary>
    public required bool WasExpectedSoon { get; init; }

    /// <summary>Whether the poll follows a hint, whoever gave it.</summary>
    public required bool FollowsHint { get; init; }

    /// <summary>Where that hint came from; null if there is none, or if a caller passed it on.</summary>
    public SourceReader? HintedBy { get; init; }

    /// <summary>Fires when nobody waits for the job any more.</summary>
    public CancellationToken Token => _cancel.Token;

    public void Cancel() => _cancel.CancelInBackground();

    public void Dispose() => _cancel.Dispose();
}
