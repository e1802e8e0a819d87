using CloudStack.Client.Pipeline;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Manages the one list that replaces many polls: whether lists are requested, what they show, which jobs they cover, and which
/// ones they miss. Plain state owned by <see cref="JobTable"/>.
/// </summary>
/// <remarks>
/// A list shows which jobs are no longer running, but never how one ended. It costs one call per tick, plus one query for each job
/// that has ended, instead of one query per tick for each job.
/// </remarks>
/// <param name="jobs">All jobs of the table.</param>
/// <param name="timeProvider">Provides the time.</param>
/// <param name="expectsHints">Whether there is a source of hints. Hints may or may not arrive.</param>
internal sealed class ListPolling(IEnumerable<WatchedJob> jobs, TimeProvider timeProvider, bool expectsHints = false)
{
    /// <summary>How many lists in a row may miss a running job. After one more, it is polled individually.</summary>
    public const int TolerableMisses = 2;

    // With fewer jobs than this, querying them individually isn't more expensive.
    private const int MinJobs = PollSchedule.ListPrice + 1;

    // If a list is longer than our jobs by more than this factor, it shows mostly other people's jobs.
    private const int TolerableSurplus = 4;
    private const int TolerableFailures = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ListTick _tick = new(jobs, timeProvider, expectsHints);
    private readonly PollLimit _limit = new();
    private bool _isUnderWay;
    private int _listable;
    private int _failures;
    private long _pausedUntil = long.MinValue;

    /// <summary>Whether the account is allowed to list jobs, as far as is known.</summary>
    public bool IsAllowed { get; private set; } = true;

    /// <summary>Whether jobs are watched through lists now.</summary>
    public bool IsInUse { get; private set; }

    /// <summary>When the next list can be sent; <see cref="long.MaxValue"/> if none is planned.</summary>
    public long NextAt => IsInUse && !_isUnderWay ? _tick.DueAt : long.MaxValue;

    /// <summary>Whether lists replace the polls of a job now.</summary>
    public bool StandsFor(WatchedJob job) => IsInUse && job.IsListable && !job.IsExpectedSoon;

    /// <summary>Updates the count of jobs after a change to a job or its waits.</summary>
    public void Recount(WatchedJob job)
    {
        bool isListable = job.IsListable;
        if (job.IsCounted != isListable)
        {
            job.IsCounted = isListable;
            _listable += isListable ? 1 : -1;
        }
    }

    /// <summary>Decides again whether jobs are watched through lists. Returns true if that has changed.</summary>
    /// <param name="nextPollAt">When the next poll of a job is planned.</param>
    public bool Reconsider(long nextPollAt)
    {
        bool use = IsAllowed && _listable >= MinJobs && timeProvider.GetTimestamp() >= _pausedUntil;
        if (use == IsInUse)
        {
            return false;
        }

        IsInUse = use;
        if (use)
        {
            _tick.Start(nextPollAt);
        }

        return true;
    }

    /// <summary>Handles a new wait for a job.</summary>
    public void Add(WatchedJob job)
    {
        if (StandsFor(job))
        {
            _tick.JobAdded(job.Waiters[^1]);
        }
    }

    /// <summary>Returns the list to request, if one is due; otherwise null.</summary>
    public ListRequest? TakeDue()
    {
        long now = timeProvider.GetTimestamp();
        if (NextAt > now)
        {
            return null;
        }

        _isUnderWay = true;
        return new ListRequest(Scope(), MaxJobs, _limit, now);
    }

    /// <summary>Processes a list. Returns whether a job's absence from it means anything.</summary>
    public bool Settle(RunningJobs list)
    {
        _isUnderWay = false;
        if (!list.IsAllowed)
        {
            IsAllowed = false;
            return false;
        }

        // A list that isn't complete, for example because of a limit of the server or a proxy, shows no more than one that failed.
        _failures = list.IsComplete ? 0 : _failures + 1;
        _limit.Note(list.Cost);
        _tick.AddCost(list.Cost);
        if (list.TotalCount > MaxJobs || _failures >= TolerableFailures)
        {
            // Querying our jobs individually is cheaper. Lists are tried again later.
            PauseLists();
        }

        _tick.Next();
        return list.IsComplete;
    }

    /// <summary>Processes a list that failed. The failure says nothing about any particular job.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>The failure if it also counts as a failed poll of the jobs, because a later list may succeed; otherwise null.</returns>
    public CloudStackException? SettleFailure(Exception failure)
    {
        _isUnderWay = false;
        _limit.Note(failure);
        // A failure that waiting doesn't fix may still concern only lists. The queries that replace them will show whether it does.
        CloudStackException? passing = failure is CloudStackException e && RetryRules.MayPassByWaiting(e) ? e : null;
        if (++_failures >= TolerableFailures || passing is null)
        {
            PauseLists();
        }

        _tick.Next(isAway: passing is not (null or CloudStackTransportException { TimedOut: true }) && RetryRules.SaysServerIsAway(passing));
        return passing;
    }

    /// <summary>Processes a list of everything that was requested to find out whether a job is over; null if the list failed.</summary>
    public void SettleConfirming(WatchedJob job, RunningJobs? list)
    {
        IsAllowed &= list is not { IsAllowed: false };
        job.ConfirmByList(list is null ? null : list.IsComplete && list.FindRunning(job.Identity.Id) is null);
    }

    /// <summary>A list showed a job as running.</summary>
    public static void SawRunning(WatchedJob job)
    {
        job.WasMissing = false;
        job.Misses = Math.Min(job.Misses, 1);
    }

    /// <summary>A list didn't show a job as running. Only a query shows whether and how the job has ended.</summary>
    public static void SawMissing(WatchedJob job) => job.WasMissing = true;

    /// <summary>
    /// A query found a job running. If a list hadn't shown it, lists cover all accounts and ages as long as the job is waited for.
    /// If such lists miss the job twice in a row, it is polled individually from then on. A single miss can happen to any job,
    /// because pages shift while jobs end.
    /// </summary>
    public static void QuerySawRunning(WatchedJob job)
    {
        if (job.WasMissing)
        {
            job.Misses++;
        }

        job.WasMissing = false;
    }

    /// <inheritdoc cref="ListTick.TrustHints"/>
    public void TrustHints() => _tick.TrustHints();

    /// <inheritdoc cref="ListTick.StopTrustingHints"/>
    public void StopTrustingHints() => _tick.StopTrustingHints();

    private int MaxJobs => TolerableSurplus * Math.Max(_listable, MinJobs);

    private void PauseLists()
    {
        _failures = 0;
        _pausedUntil = timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, Pause);
    }

    /// <summary>What the list must cover: jobs as old as the oldest one, or all jobs if the age of one isn't known.</summary>
    private JobListScope Scope()
    {
        long oldest = timeProvider.GetTimestamp();
        bool isAgeKnown = true;
        foreach (WatchedJob job in jobs)
        {
            if (job.IsListable)
            {
                if (job.Misses > 0)
                {
                    return JobListScope.Everything;
                }

                isAgeKnown &= job.Identity.SentTimestamp is not null;
                oldest = Math.Min(oldest, job.Identity.SentTimestamp ?? oldest);
            }
        }

        return new JobListScope(AllAccounts: false, isAgeKnown ? timeProvider.GetElapsedTime(oldest) : null);
    }
}
