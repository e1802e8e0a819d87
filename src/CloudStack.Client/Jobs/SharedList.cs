namespace CloudStack.Client.Jobs;

/// <summary>
/// When the one list is asked that stands for many polls, and what has been learnt about it. Not thread-safe; the monitor
/// guards it.
/// </summary>
/// <remarks>
/// A list says which jobs do not run any more; it never says how one ended. So it costs one call a tick, and one query for
/// each job that has ended, instead of a query a tick for each job.
/// </remarks>
internal sealed class SharedList(TimeProvider timeProvider)
{
    /// <summary>With fewer jobs than this, asking for them one by one is not dearer.</summary>
    public const int MinJobs = 4;

    private const int RememberedTimes = 5;
    private const int TolerableFailures = 2;
    private const int TolerableSurplus = 4;

    private static readonly TimeSpan ShortestTick = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Queue<TimeSpan> _times = new(RememberedTimes);
    private bool _forbidden;
    private bool _allAccounts;
    private int _failures;
    private bool _trustsHints;
    private TimeSpan _trustedTick;
    private long _pausedUntil = long.MinValue;

    /// <summary>Whether a list is under way.</summary>
    public bool IsAsking { get; set; }

    /// <summary>When the next list is due; meaningful while lists are in use.</summary>
    public long DueAt { get; set; }

    /// <summary>Whether jobs are waited for by lists now.</summary>
    public bool IsInUse { get; private set; }

    /// <summary>Decides anew whether lists are worth it. True if that has changed.</summary>
    public bool Reconsider(int listableJobs)
    {
        bool use = !_forbidden && listableJobs >= MinJobs && timeProvider.GetTimestamp() >= _pausedUntil;
        bool changed = use != IsInUse;
        IsInUse = use;
        return changed;
    }

    public JobListScope Scope(TimeSpan? oldest) => _allAccounts ? JobListScope.Everything : new JobListScope(AllAccounts: false, oldest);

    /// <summary>How long a list may be for so many jobs: beyond that it is mostly other people's.</summary>
    public static int Worth(int watched) => TolerableSurplus * Math.Max(watched, MinJobs);

    /// <summary>Takes in a list that came. Returns whether absence from it means anything.</summary>
    public bool CountAnswer(JobListing listing, int watched, TimeSpan youngest)
    {
        if (!listing.IsAllowed)
        {
            _forbidden = true;
            return false;
        }

        _failures = 0;
        if (_times.Count == RememberedTimes)
        {
            _times.Dequeue();
        }

        _times.Enqueue(listing.Cost);
        if (listing.Total > Worth(watched))
        {
            // Asking for ours one by one is cheaper. Look again later.
            _pausedUntil = timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, Pause);
        }

        Plan(youngest);
        return listing.IsComplete;
    }

    /// <summary>Takes in a list that failed. It says nothing about any job.</summary>
    /// <param name="mayPass">Whether the next list may work; else jobs are asked for one by one for a while.</param>
    /// <param name="youngest">The age of the youngest job.</param>
    public void CountFailure(bool mayPass, TimeSpan youngest)
    {
        if (++_failures >= TolerableFailures || !mayPass)
        {
            _failures = 0;
            _pausedUntil = timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, Pause);
        }

        Plan(youngest);
    }

    /// <summary>
    /// A query found a job running that a list had not shown: from now on look at all accounts and ages. False if that is done
    /// already, so that no list will ever show it.
    /// </summary>
    public bool Widen()
    {
        if (_allAccounts)
        {
            return false;
        }

        _allAccounts = true;
        return true;
    }

    /// <summary>
    /// Hints are known to come, so lists are only the safety net: each waits twice as long as the one before, up to half a minute.
    /// </summary>
    public void TrustHints()
    {
        if (!_trustsHints)
        {
            _trustsHints = true;
            _trustedTick = ShortestTick;
        }
    }

    /// <summary>Hints come no more: the next list comes when it would have come without them.</summary>
    public void StopTrustingHints(TimeSpan youngest)
    {
        _trustsHints = false;
        BringForward(TimeSpan.Zero, youngest);
    }

    /// <summary>A job has come whose first poll is due soon; a list that is planned by the age of older jobs would be late for it.</summary>
    /// <param name="firstPoll">The time until that poll.</param>
    public void Welcome(TimeSpan firstPoll)
    {
        if (!_trustsHints)
        {
            BringForward(firstPoll, TimeSpan.Zero);
        }
    }

    private void BringForward(TimeSpan atLeast, TimeSpan youngest)
    {
        TimeSpan tick = Tick(MedianTime(), youngest);
        DueAt = Math.Min(DueAt, timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, tick > atLeast ? tick : atLeast));
    }

    private void Plan(TimeSpan youngest)
    {
        TimeSpan tick = Tick(MedianTime(), youngest);
        if (_trustsHints)
        {
            tick = _trustedTick > tick ? _trustedTick : tick;
            _trustedTick = _trustedTick * 2 < LongestTick ? _trustedTick * 2 : LongestTick;
        }

        DueAt = timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, tick);
    }

    /// <summary>
    /// At most a tenth of the time is spent listing, and a job is noticed within a thirty-second of its age.
    /// </summary>
    internal static TimeSpan Tick(TimeSpan medianTime, TimeSpan youngest)
    {
        TimeSpan tick = TimeSpan.FromTicks(Math.Max(medianTime.Ticks * 10, youngest.Ticks / 32));
        return tick < ShortestTick ? ShortestTick : tick > LongestTick ? LongestTick : tick;
    }

    private TimeSpan MedianTime() => _times.Count == 0 ? TimeSpan.Zero : _times.Order().ElementAt(_times.Count / 2);
}
