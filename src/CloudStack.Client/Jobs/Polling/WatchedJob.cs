using CloudStack.Client.Diagnostics;
using CloudStack.Client.Pipeline;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// One job that is waited for: everybody who waits for it, when it is to be asked for, and what its polls have brought so far. Plain
/// state of the <see cref="JobTable"/>.
/// </summary>
/// <param name="identity">Which job.</param>
/// <param name="number">Tells jobs apart that are planned for the same time; the order in which they came.</param>
/// <param name="durations">How long other jobs of its command took.</param>
/// <param name="timeProvider">Tells the time.</param>
internal sealed class WatchedJob(JobIdentity identity, long number, CommandDurations durations, TimeProvider timeProvider)
{
    private static readonly TimeSpan UnreadableFor = TimeSpan.FromSeconds(5);
    private const int UnreadableQueries = 3;

    // Webhooks come up to 2 s before the job's row says that it is over.
    private static readonly TimeSpan SecondLookAfter = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan SoonAfterFailure = TimeSpan.FromSeconds(2);

    private int _unreadable;
    private long _unreadableSince;
    private bool _seenGone;
    private long? _failingSince;
    private long _secondLookAt = long.MaxValue;
    private SourceReader? _hintedBy;

    public JobIdentity Identity { get; } = identity;

    public long Number { get; } = number;

    /// <summary>When somebody began to wait for it.</summary>
    public long AddedAt { get; } = timeProvider.GetTimestamp();

    /// <summary>How long other jobs of its command took.</summary>
    public CommandDurations Durations { get; } = durations;

    /// <summary>How long one poll of it may take.</summary>
    public PollLimit Limit { get; } = new();

    public JobSightings Sightings { get; } = new(identity.SubmittedTimestamp, timeProvider);

    public List<JobWaiter> Waiters { get; } = new(1);

    public JobSnapshot? LastSeen { get; private set; }

    /// <summary>The running poll; null between polls.</summary>
    public JobPoll? Poll { get; private set; }

    /// <summary>When the next poll is planned. Only the <see cref="PollQueue"/> changes it: it keeps jobs in the order of these times.</summary>
    public long PlannedAt { get; set; }

    /// <summary>When a hint wants the job to be asked for; <see cref="long.MaxValue"/> if none does.</summary>
    public long HintedAt { get; private set; } = long.MaxValue;

    /// <summary>Whether it is counted among the jobs that a list can watch. This and the next three belong to <see cref="ListPolling"/>.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Whether lists are known not to show it although it runs.</summary>
    public bool IsUnlistable { get; set; }

    /// <summary>Whether the last list did not show it.</summary>
    public bool WasMissing { get; set; }

    /// <summary>How many lists of all accounts and ages in a row did not show it although it ran.</summary>
    public int Misses { get; set; }

    /// <summary>Whether a list may stand for its polls: it can show it, and no wait insists on times of its own.</summary>
    public bool IsListable => !IsUnlistable && Waiters.Count > 0 && Waiters.TrueForAll(static waiter => waiter.Options.Coalesce);

    /// <summary>
    /// Whether its first poll is likely to find it over, as far as is known of its command. Then it is asked for by itself although
    /// lists stand for it: the query is needed anyway, and a list would come later.
    /// </summary>
    public bool IsExpectedSoon { get; private set; }

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

    /// <summary>Whether the job is known to work on a resource.</summary>
    public bool WorksOn(string resourceId) =>
        resourceId.Equals(Identity.ResourceId, StringComparison.OrdinalIgnoreCase)
        || resourceId.Equals(Identity.TargetId, StringComparison.OrdinalIgnoreCase)
        || resourceId.Equals(LastSeen?.ResourceId, StringComparison.OrdinalIgnoreCase);

    /// <summary>Somebody begins to wait for it.</summary>
    /// <param name="waiter">The wait.</param>
    /// <param name="trustsHints">Whether hints are known to come, so that polls are only the safety net.</param>
    public void Add(JobWaiter waiter, bool trustsHints)
    {
        Waiters.Add(waiter);
        if (waiter.ScheduleFirst(this, trustsHints))
        {
            Sightings.WatchedFromSubmit();
        }

        IsExpectedSoon = !trustsHints && Durations.IsKnown && Durations.LongerThan((waiter.Age + waiter.Delay).TotalSeconds) < 0.5;
    }

    /// <summary>Takes in a hint: the job is asked for now, and once more if that was too early.</summary>
    /// <param name="source">Where it comes from; null if a caller passes it on.</param>
    /// <param name="cameAt">When it came, in ticks of the clock.</param>
    public void TakeHint(SourceReader? source, long cameAt)
    {
        Sightings.Hinted(cameAt);
        HintedAt = timeProvider.GetTimestamp();
        _hintedBy = source;
        _secondLookAt = HintedAt + Clock.ToTimestamp(timeProvider, SecondLookAfter);
    }

    /// <summary>A poll goes out; it answers a hint that is due.</summary>
    /// <param name="now">The time, in ticks of the clock.</param>
    /// <param name="mayList">Whether a list can be asked that confirms an unknown outcome.</param>
    public JobPoll StartPoll(long now, bool mayList)
    {
        bool followsHint = HintedAt <= now;
        Poll = new JobPoll(this)
        {
            StartedAt = now,
            WasExpectedSoon = IsExpectedSoon,
            NeedsConfirmingList = mayList && _unreadable > 0 && !_seenGone,
            FollowsHint = followsHint,
            HintedBy = followsHint ? _hintedBy : null,
        };
        if (followsHint)
        {
            HintedAt = _secondLookAt;
            _secondLookAt = long.MaxValue;
        }

        return Poll;
    }

    public void EndPoll()
    {
        Poll = null;
        IsExpectedSoon = false;
    }

    /// <summary>A list was asked whether the job is over, because its answers are unreadable.</summary>
    /// <param name="isGone">Whether it does not run any more; null if lists fail as well.</param>
    public void ConfirmByList(bool? isGone)
    {
        _seenGone = isGone == true;
        if (isGone is null)
        {
            // The server is in trouble, and its answers so far say nothing about this job in particular.
            _unreadable = 0;
        }
    }

    /// <summary>Counts an answer that the server could not write. True once that means that the outcome is unknown.</summary>
    public bool CountUnreadable()
    {
        if (_unreadable++ == 0)
        {
            _unreadableSince = timeProvider.GetTimestamp();
        }

        return _unreadable >= UnreadableQueries && _seenGone && timeProvider.GetElapsedTime(_unreadableSince) >= UnreadableFor;
    }

    /// <summary>The job is over: remembers how long it took, where that was seen.</summary>
    /// <param name="snapshot">What the poll says.</param>
    /// <param name="followedHint">Whether a hint led to the poll.</param>
    /// <param name="metrics">Hears how late the end was noticed.</param>
    /// <param name="notifications">Collects what listeners must hear.</param>
    public void Learn(JobSnapshot snapshot, bool followedHint, Metrics metrics, List<Action> notifications)
    {
        if (snapshot.Status != JobStatus.NotFound && Sightings.End(followedHint) is { } end)
        {
            Durations.Add(end.Duration);
            notifications.Add(() => metrics.EndNoticed(Identity.Command, end.Lateness));
        }
    }

    /// <summary>The job runs, as a poll or a list says.</summary>
    /// <param name="snapshot">What it says.</param>
    /// <param name="askedAt">When that poll or list was asked for, in ticks of the clock.</param>
    /// <param name="trustsHints">Whether hints are known to come, so that polls are only the safety net.</param>
    /// <param name="notifications">Collects what the waits must hear.</param>
    public void Report(JobSnapshot snapshot, long askedAt, bool trustsHints, List<Action> notifications)
    {
        Sightings.Running(askedAt);
        _unreadable = 0;
        _seenGone = false;
        _failingSince = null;
        LastSeen = snapshot;
        foreach (JobWaiter waiter in Waiters)
        {
            waiter.LastSeen = snapshot;
            waiter.CountPoll(JobStatus.Pending);
            waiter.ScheduleNext(trustsHints);
            if (waiter.HasListener)
            {
                notifications.Add(() => waiter.Report(JobStatus.Pending, snapshot));
            }
        }
    }

    /// <summary>A poll or a list failed in a way that may pass: the waits whose tolerance is used up end.</summary>
    public void CountFailure(CloudStackException failure, List<Action> notifications)
    {
        Sightings.Failed();
        Limit.Note(failure);
        bool isAway = RetryRules.SaysServerIsAway(failure);
        TimeSpan failing = timeProvider.GetElapsedTime(_failingSince ??= timeProvider.GetTimestamp());
        for (int i = Waiters.Count - 1; i >= 0; i--)
        {
            JobWaiter waiter = Waiters[i];
            waiter.CountPoll(status: null);
            if (failing >= waiter.Options.FailureTolerance)
            {
                Waiters.RemoveAt(i);
                notifications.Add(() => waiter.Fail(failure));
            }
            else
            {
                waiter.RecordFailure(failure);
                // A server that is away is asked for by one request for all, so that this one can be ready when it is back.
                waiter.ScheduleNext(trustsHints: false, isAway ? SoonAfterFailure : null);
            }
        }
    }

    /// <summary>The job is over: all waits end.</summary>
    public void Complete(JobCompletion completion, JobStatus status, JobSnapshot? snapshot, List<Action> notifications)
    {
        foreach (JobWaiter waiter in Waiters)
        {
            waiter.CountPoll(status);
            notifications.Add(() =>
            {
                waiter.Report(status, snapshot);
                waiter.Complete(completion);
            });
        }

        Waiters.Clear();
    }

    /// <summary>A poll failed for good: all waits end.</summary>
    public void Fail(Exception failure, List<Action> notifications)
    {
        foreach (JobWaiter waiter in Waiters)
        {
            notifications.Add(() => waiter.Fail(failure));
        }

        Waiters.Clear();
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
}
