using CloudStack.Client.Pipeline;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Everything about the one list that stands for many polls: whether lists are asked for, what they show, which jobs they stand for,
/// and which ones they miss. Plain state of the <see cref="JobTable"/>.
/// </summary>
/// <remarks>
/// A list says which jobs do not run any more; it never says how one ended. So it costs one call a tick, and one query for
/// each job that has ended, instead of a query a tick for each job.
/// </remarks>
/// <param name="jobs">All jobs of the table.</param>
/// <param name="timeProvider">Tells the time.</param>
/// <param name="expectsHints">Whether there is a source of hints; they may come or not.</param>
internal sealed class ListPolling(IEnumerable<WatchedJob> jobs, TimeProvider timeProvider, bool expectsHints = false)
{
    // With fewer jobs than this, asking for them one by one is not dearer.
    private const int MinJobs = PollSchedule.ListPrice + 1;

    // A list that is longer than so many times our jobs shows mostly other people's.
    private const int TolerableSurplus = 4;
    private const int TolerableFailures = 2;
    private const int TolerableMisses = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ListTick _tick = new(jobs, timeProvider, expectsHints);
    private readonly PollLimit _limit = new();
    private bool _isUnderWay;
    private bool _allAccounts;
    private int _listable;
    private int _failures;
    private long _pausedUntil = long.MinValue;

    /// <summary>Whether the account may list jobs, as far as is known.</summary>
    public bool IsAllowed { get; private set; } = true;

    /// <summary>Whether jobs are waited for by lists now.</summary>
    public bool IsInUse { get; private set; }

    /// <summary>When the next list can go out; <see cref="long.MaxValue"/> if none is planned.</summary>
    public long NextAt => IsInUse && !_isUnderWay ? _tick.DueAt : long.MaxValue;

    /// <summary>Whether lists stand for the polls of a job now.</summary>
    public bool StandsFor(WatchedJob job) => IsInUse && job.IsListable && !job.IsExpectedSoon;

    /// <summary>Takes in that a job, or who waits for it, has changed.</summary>
    public void Recount(WatchedJob job)
    {
        bool isListable = job.IsListable;
        if (job.IsCounted != isListable)
        {
            job.IsCounted = isListable;
            _listable += isListable ? 1 : -1;
        }
    }

    /// <summary>Decides anew whether jobs are waited for by lists. True if that has changed.</summary>
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

    /// <summary>Somebody has begun to wait for a job.</summary>
    public void Add(WatchedJob job)
    {
        if (StandsFor(job))
        {
            _tick.JobAdded(job.Waiters[^1]);
        }
    }

    /// <summary>What to ask for, if a list is due; null if none is.</summary>
    public ListRequest? TakeDue()
    {
        long now = timeProvider.GetTimestamp();
        if (NextAt > now)
        {
            return null;
        }

        _isUnderWay = true;
        JobListScope scope = _allAccounts ? JobListScope.Everything : new JobListScope(AllAccounts: false, OldestAge());
        return new ListRequest(scope, MaxJobs, _limit, now);
    }

    /// <summary>Takes in a list that came. Returns whether absence from it means anything.</summary>
    public bool Settle(RunningJobs list)
    {
        _isUnderWay = false;
        if (!list.IsAllowed)
        {
            IsAllowed = false;
            return false;
        }

        _failures = 0;
        _limit.Note(list.Cost);
        _tick.AddCost(list.Cost);
        if (list.TotalCount > MaxJobs)
        {
            // Asking for ours one by one is cheaper. Look again later.
            PauseLists();
        }

        _tick.Next();
        return list.IsComplete;
    }

    /// <summary>Takes in a list that failed. It says nothing about any job.</summary>
    /// <param name="failure">Why.</param>
    /// <returns>The failure if it is a failed poll of the jobs as well: a later list may work.</returns>
    public CloudStackException? SettleFailure(Exception failure)
    {
        _isUnderWay = false;
        _limit.Note(failure);
        // What no waiting mends may still be about lists alone; the queries that take their place will tell.
        CloudStackException? passing = failure is CloudStackException e && RetryRules.MayPassByWaiting(e) ? e : null;
        if (++_failures >= TolerableFailures || passing is null)
        {
            _failures = 0;
            PauseLists();
        }

        _tick.Next();
        return passing;
    }

    /// <summary>Takes in a list of everything that was to tell whether a job is over; null if it failed.</summary>
    public void SettleConfirming(WatchedJob job, RunningJobs? list)
    {
        IsAllowed &= list is not { IsAllowed: false };
        job.ConfirmByList(list is null ? null : list.IsComplete && list.FindRunning(job.Identity.Id) is null);
    }

    /// <summary>A list showed a job as running.</summary>
    public static void SawRunning(WatchedJob job)
    {
        job.WasMissing = false;
        job.Misses = 0;
    }

    /// <summary>A list did not show a job as running. Only a query says how it ended, and whether it has ended.</summary>
    public static void SawMissing(WatchedJob job) => job.WasMissing = true;

    /// <summary>
    /// A query found a job running. If a list had not shown it, the next list looks further; if lists that do so miss it twice in a
    /// row, the job is asked for by itself from then on. Once can happen to any job: pages shift while jobs end.
    /// </summary>
    public void QuerySawRunning(WatchedJob job)
    {
        if (job.WasMissing)
        {
            if (!_allAccounts)
            {
                _allAccounts = true;
            }
            else if (++job.Misses >= TolerableMisses)
            {
                job.IsUnlistable = true;
            }
        }

        job.WasMissing = false;
    }

    /// <inheritdoc cref="ListTick.TrustHints"/>
    public void TrustHints() => _tick.TrustHints();

    /// <inheritdoc cref="ListTick.StopTrustingHints"/>
    public void StopTrustingHints() => _tick.StopTrustingHints();

    private int MaxJobs => TolerableSurplus * Math.Max(_listable, MinJobs);

    private void PauseLists() => _pausedUntil = timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, Pause);

    /// <summary>The age of the oldest job that lists stand for; null if the age of one of them is not known.</summary>
    private TimeSpan? OldestAge()
    {
        TimeSpan oldest = TimeSpan.Zero;
        foreach (WatchedJob job in jobs)
        {
            if (job.IsListable)
            {
                if (job.Identity.SubmittedTimestamp is not { } submitted)
                {
                    return null;
                }

                TimeSpan age = timeProvider.GetElapsedTime(submitted);
                oldest = age > oldest ? age : oldest;
            }
        }

        return oldest;
    }
}
