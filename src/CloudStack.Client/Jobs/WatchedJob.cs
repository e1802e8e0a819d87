namespace CloudStack.Client.Jobs;

/// <summary>
/// One job in the monitor's table, with everybody who waits for it. All members are guarded by the monitor's lock, but for
/// the poll itself.
/// </summary>
internal sealed class WatchedJob(JobIdentity identity, long number, long addedAt)
{
    private static readonly TimeSpan UnreadableFor = TimeSpan.FromSeconds(5);
    private const int UnreadableQueries = 3;

    private int _unreadable;
    private long _unreadableSince;
    private long? _failingSince;
    private long _secondLookAt = long.MaxValue;
    private CompletionFeed? _hintedBy;

    public JobIdentity Identity { get; } = identity;

    /// <summary>Tells jobs apart that are planned for the same time; the order in which they came.</summary>
    public long Number { get; } = number;

    /// <summary>When somebody began to wait for it.</summary>
    public long AddedAt { get; } = addedAt;

    /// <summary>Whether it is counted among the jobs that a list can watch.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Whether lists are known not to show it although it runs.</summary>
    public bool IsUnlistable { get; set; }

    /// <summary>Whether the last list did not show it.</summary>
    public bool WasMissing { get; set; }

    /// <summary>How many lists of all accounts and ages in a row did not show it although it ran.</summary>
    public int Misses { get; set; }

    /// <summary>Whether a list may stand for its polls: it can show it, and no wait insists on times of its own.</summary>
    public bool IsListable => !IsUnlistable && Waiters.Count > 0 && Waiters.TrueForAll(static waiter => waiter.Options.Coalesce);

    /// <summary>When the next poll is planned. Only the plan changes it: it keeps jobs in the order of these times.</summary>
    public long PlannedAt { get; set; }

    public List<JobWaiter> Waiters { get; } = new(1);

    /// <summary>When a hint wants the job to be asked for; <see cref="long.MaxValue"/> if none does.</summary>
    public long HintedAt { get; private set; } = long.MaxValue;

    /// <summary>Where the hint came from that the running poll follows; null if it follows none, or one that a caller passed on.</summary>
    public CompletionFeed? AskedFor { get; private set; }

    /// <summary>Whether the running poll follows a hint, whoever gave it.</summary>
    public bool IsAskedByHint { get; private set; }

    /// <summary>The running poll; null between polls. Cancelled when nobody waits any more.</summary>
    public CancellationTokenSource? Poll { get; set; }

    public JobSnapshot? LastSeen { get; set; }

    /// <summary>Whether a list said, since the answers became unreadable, that the job does not run any more.</summary>
    public bool SeenGone { get; set; }

    /// <summary>
    /// Whether a list must be asked before the next query, so that the queries from then on can settle the outcome as unknown.
    /// </summary>
    public bool NeedsConfirmingList => _unreadable > 0 && !SeenGone;

    /// <summary>When the first of the waits wants the next poll.</summary>
    public long DueAt => Earliest(static waiter => waiter.DueAt);

    /// <summary>When the first of the waits wants its last poll, just before its deadline.</summary>
    public long LastChanceAt => Earliest(static waiter => waiter.LastChanceAt);

    /// <summary>How early the next poll may go out with others.</summary>
    public TimeSpan Slack
    {
        get
        {
            TimeSpan slack = TimeSpan.MaxValue;
            foreach (JobWaiter waiter in Waiters)
            {
                TimeSpan own = PollSchedule.Slack(waiter.Options, waiter.Delay);
                slack = own < slack ? own : slack;
            }

            return slack;
        }
    }

    private long Earliest(Func<JobWaiter, long> time)
    {
        long earliest = long.MaxValue;
        foreach (JobWaiter waiter in Waiters)
        {
            earliest = Math.Min(earliest, time(waiter));
        }

        return earliest;
    }

    /// <summary>Whether the job is known to work on a resource.</summary>
    public bool WorksOn(string resourceId) =>
        resourceId.Equals(Identity.ResourceId, StringComparison.OrdinalIgnoreCase)
        || resourceId.Equals(Identity.TargetId, StringComparison.OrdinalIgnoreCase)
        || resourceId.Equals(LastSeen?.ResourceId, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes in a hint: the job is asked for now, and once more if that was too early.</summary>
    public void TakeHint(CompletionFeed? feed, long now, long secondLookAt)
    {
        HintedAt = now;
        _hintedBy = feed;
        _secondLookAt = secondLookAt;
    }

    /// <summary>A poll goes out; it answers a hint that is due.</summary>
    public void StartPoll(long now)
    {
        AskedFor = null;
        IsAskedByHint = HintedAt <= now;
        if (IsAskedByHint)
        {
            AskedFor = _hintedBy;
            HintedAt = _secondLookAt;
            _secondLookAt = long.MaxValue;
        }
    }

    public void CountAnswer()
    {
        _unreadable = 0;
        SeenGone = false;
        _failingSince = null;
    }

    /// <summary>Counts a failed poll, and says for how long polls have been failing.</summary>
    public TimeSpan CountFailure(TimeProvider timeProvider) => timeProvider.GetElapsedTime(_failingSince ??= timeProvider.GetTimestamp());

    /// <summary>Lists fail as well: the server is in trouble, and its answers so far say nothing about this job in particular.</summary>
    public void ForgetUnreadable() => _unreadable = 0;

    /// <summary>Counts an answer that the server could not write. True once that means that the outcome is unknown.</summary>
    public bool CountUnreadable(TimeProvider timeProvider)
    {
        if (_unreadable++ == 0)
        {
            _unreadableSince = timeProvider.GetTimestamp();
        }

        return _unreadable >= UnreadableQueries && SeenGone && timeProvider.GetElapsedTime(_unreadableSince) >= UnreadableFor;
    }
}
