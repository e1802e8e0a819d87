using CloudStack.Client.Diagnostics;
using CloudStack.Client.Pipeline;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// One job that is being waited for: all its waits, when to poll it, and what its polls have returned so far. Plain state owned by
/// <see cref="JobTable"/>.
/// </summary>
/// <param name="identity">The job.</param>
/// <param name="number">Distinguishes jobs that are planned for the same time; the order in which they were added.</param>
/// <param name="durations">How long other jobs of its command took.</param>
/// <param name="timeProvider">Provides the time.</param>
internal sealed class WatchedJob(JobIdentity identity, long number, CommandDurations durations, TimeProvider timeProvider)
{
    private static readonly TimeSpan UnreadableFor = TimeSpan.FromSeconds(5);
    private const int UnreadableQueries = 3;

    // Webhooks arrive up to 2 s before the job's row shows that the job is over.
    private static readonly TimeSpan SecondLookAfter = TimeSpan.FromSeconds(2);

    private int _unreadable;
    private long _unreadableSince;
    private bool _seenGone;
    private long? _failingSince;
    private long _hintedAt = long.MaxValue;
    private long _secondLookAt = long.MaxValue;
    private long _neededAt = long.MaxValue;
    private SourceReader? _hintedBy;

    public JobIdentity Identity { get; private set; } = identity;

    public long Number { get; } = number;

    /// <summary>When the first wait for the job began.</summary>
    public long AddedAt { get; } = timeProvider.GetTimestamp();

    /// <summary>How long other jobs of its command took.</summary>
    public CommandDurations Durations { get; private set; } = durations;

    /// <summary>How long one poll of the job may take.</summary>
    public PollLimit Limit { get; } = new();

    public JobSightings Sightings { get; } = new(identity.SubmittedTimestamp, timeProvider);

    public List<JobWaiter> Waiters { get; } = new(1);

    public JobSnapshot? LastSeen { get; private set; }

    /// <summary>The poll in progress; null between polls.</summary>
    public JobPoll? Poll { get; private set; }

    /// <summary>
    /// When the next poll is planned. Only the <see cref="PollQueue"/> changes this value, because it keeps the jobs in the order
    /// of these times.
    /// </summary>
    public long PlannedAt { get; set; }

    /// <summary>When a hint or a list without the job requires a poll; <see cref="long.MaxValue"/> if none does.</summary>
    public long WantedAt => Math.Min(_hintedAt, _neededAt);

    /// <summary>
    /// Whether the job is counted among the jobs that a list can watch. This property and the next two belong to
    /// <see cref="ListPolling"/>.
    /// </summary>
    public bool IsCounted { get; set; }

    /// <summary>Whether the last list didn't show the job.</summary>
    public bool WasMissing { get; set; }

    /// <summary>
    /// How many lists in a row didn't show the job even though it was running. The first one makes the next ones cover all accounts
    /// and ages, and stays counted.
    /// </summary>
    public int Misses { get; set; }

    /// <summary>Whether a list may replace the job's polls: it can show the job, and no wait insists on its own times.</summary>
    public bool IsListable => Misses <= ListPolling.TolerableMisses && Waiters.Count > 0 && Waiters.TrueForAll(static waiter => waiter.Options.Coalesce);

    /// <summary>
    /// Whether the first poll is likely to find the job over, as far as its command is known. If so, the job is polled individually
    /// even though lists cover it: the query is needed anyway, and a list would be later.
    /// </summary>
    public bool IsExpectedSoon { get; private set; }

    /// <summary>When the earliest of the waits needs the next poll.</summary>
    public long DueAt => Least(static waiter => waiter.DueAt);

    /// <summary>When the earliest of the waits needs its last poll, just before its deadline.</summary>
    public long LastChanceAt => Least(static waiter => waiter.LastChanceAt);

    /// <summary>How early the next poll may be sent together with others.</summary>
    public TimeSpan Slack => TimeSpan.FromTicks(Least(static waiter => PollSchedule.Slack(waiter.Options, waiter.Delay).Ticks));

    /// <summary>Whether the job is known to work on a resource.</summary>
    public bool WorksOn(string resourceId) =>
        resourceId.Equals(Identity.ResourceId, StringComparison.OrdinalIgnoreCase)
        || resourceId.Equals(Identity.TargetId, StringComparison.OrdinalIgnoreCase)
        || resourceId.Equals(LastSeen?.ResourceId, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes over what the handle of a wait knows, if that is the submission's, and the job was resumed before.</summary>
    public void Identify(JobIdentity other, CommandDurations durations)
    {
        if (Identity.SubmittedTimestamp is null && other.SubmittedTimestamp is { } submittedAt)
        {
            (Identity, Durations) = (other, durations);
            Sightings.Submitted(submittedAt);
            // A response that is on its way is read without the secrets that are known now.
            _neededAt = Poll is null ? _neededAt : timeProvider.GetTimestamp();
        }
    }

    /// <summary>Adds a wait that begins.</summary>
    /// <param name="waiter">The wait.</param>
    /// <param name="trustsHints">Whether hints are known to arrive, which makes polls only a safety net.</param>
    public void Add(JobWaiter waiter, bool trustsHints)
    {
        Waiters.Add(waiter);
        if (waiter.ScheduleFirst(this, trustsHints))
        {
            Sightings.WatchedFromSubmit();
        }

        IsExpectedSoon = !trustsHints && Durations.IsKnown && Durations.LongerThan((waiter.Age + waiter.Delay).TotalSeconds) < 0.5;
    }

    /// <summary>Handles a hint: the job is polled now, and once more if that was too early.</summary>
    /// <param name="source">The source of the hint; null if a caller passes it on.</param>
    /// <param name="cameAt">When the hint arrived, in clock ticks.</param>
    public void TakeHint(SourceReader? source, long cameAt)
    {
        Sightings.Hinted(cameAt);
        _hintedAt = timeProvider.GetTimestamp();
        _hintedBy = source;
        _secondLookAt = _hintedAt + Clock.ToTimestamp(timeProvider, SecondLookAfter);
    }

    /// <summary>Handles a list that doesn't show the job: the job is polled now.</summary>
    public void Missing()
    {
        Sightings.Missing();
        _neededAt = timeProvider.GetTimestamp();
    }

    /// <summary>Starts a poll. It also serves a hint that is due, and a list that didn't show the job.</summary>
    /// <param name="now">The time, in clock ticks.</param>
    /// <param name="mayList">Whether a list can be requested that confirms an unknown outcome.</param>
    public JobPoll StartPoll(long now, bool mayList)
    {
        bool followsHint = _hintedAt <= now;
        Poll = new JobPoll(this)
        {
            StartedAt = now,
            WasExpectedSoon = IsExpectedSoon,
            NeedsConfirmingList = mayList && _unreadable > 0 && !_seenGone,
            FollowsHint = followsHint,
            HintedBy = followsHint ? _hintedBy : null,
        };
        _neededAt = long.MaxValue;
        if (followsHint)
        {
            _hintedAt = _secondLookAt;
            _secondLookAt = long.MaxValue;
        }

        return Poll;
    }

    public void EndPoll()
    {
        Poll = null;
        IsExpectedSoon = false;
    }

    /// <summary>Handles the list that was requested to find out whether the job is over, because its responses are unreadable.</summary>
    /// <param name="isGone">Whether the job is no longer running; null if lists fail as well.</param>
    public void ConfirmByList(bool? isGone)
    {
        _seenGone = isGone == true;
        if (isGone is null)
        {
            // The server is in trouble, and its responses so far say nothing about this job in particular.
            _unreadable = 0;
        }
    }

    /// <summary>Counts a response that the server could not write. Returns true once that means that the outcome is unknown.</summary>
    public bool CountUnreadable()
    {
        if (_unreadable++ == 0)
        {
            _unreadableSince = timeProvider.GetTimestamp();
        }

        return _unreadable >= UnreadableQueries && _seenGone && timeProvider.GetElapsedTime(_unreadableSince) >= UnreadableFor;
    }

    /// <summary>Handles the end of the job: remembers how long the job took, if that was observed.</summary>
    /// <param name="snapshot">The result of the poll.</param>
    /// <param name="followedHint">Whether a hint triggered the poll.</param>
    /// <param name="metrics">Records how late the end was noticed.</param>
    /// <param name="notifications">Collects the notifications for listeners.</param>
    public void Learn(JobSnapshot snapshot, bool followedHint, Metrics metrics, List<Action> notifications)
    {
        if (snapshot.Status != JobStatus.NotFound && Sightings.End(followedHint) is { } end)
        {
            Durations.Add(end.Duration);
            notifications.Add(() => metrics.EndNoticed(Identity.Command, end.Lateness));
        }
    }

    /// <summary>Handles a poll or a list that shows the job as running.</summary>
    /// <param name="snapshot">The state of the job.</param>
    /// <param name="askedAt">When that poll or list was requested, in clock ticks.</param>
    /// <param name="trustsHints">Whether hints are known to arrive, which makes polls only a safety net.</param>
    /// <param name="notifications">Collects the notifications for the waits.</param>
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

    /// <summary>Handles a poll or a list that failed in a way that may be temporary: the waits whose tolerance is used up end.</summary>
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
                // While a server is unavailable, one request is sent for all, so this wait can be ready when the server is back.
                waiter.ScheduleNext(trustsHints: false, isAway ? PollSchedule.LongestDelayWhileAway : null);
            }
        }
    }

    /// <summary>Ends all waits because the job is over.</summary>
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

    /// <summary>Ends all waits because a poll failed permanently.</summary>
    public void Fail(Exception failure, List<Action> notifications)
    {
        foreach (JobWaiter waiter in Waiters)
        {
            notifications.Add(() => waiter.Fail(failure));
        }

        Waiters.Clear();
    }

    private long Least(Func<JobWaiter, long> value)
    {
        long least = long.MaxValue;
        foreach (JobWaiter waiter in Waiters)
        {
            least = Math.Min(least, value(waiter));
        }

        return least;
    }
}
