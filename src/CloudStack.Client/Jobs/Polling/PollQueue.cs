namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The jobs that need a poll, ordered by the time of the poll. A job that may be polled a little early joins a poll that is planned
/// for that time anyway, so polls are sent together. Plain state owned by <see cref="JobTable"/>.
/// </summary>
internal sealed class PollQueue(TimeProvider timeProvider)
{
    private readonly SortedSet<WatchedJob> _jobs = new(Comparer<WatchedJob>.Create(static (left, right) =>
        left.PlannedAt != right.PlannedAt ? left.PlannedAt.CompareTo(right.PlannedAt) : left.Number.CompareTo(right.Number)));

    // Represents a point in time in searches; it is never in the set.
    private readonly WatchedJob _from = new(new JobIdentity("", "", null, default, null), long.MinValue, CommandDurations.Unknown, timeProvider);
    private readonly WatchedJob _to = new(new JobIdentity("", "", null, default, null), long.MaxValue, CommandDurations.Unknown, timeProvider);

    /// <summary>When the next job needs a poll; <see cref="long.MaxValue"/> if none does.</summary>
    public long NextAt => _jobs.Min?.PlannedAt ?? long.MaxValue;

    /// <summary>Plans the next poll of a job, replacing the planned one, if any.</summary>
    /// <param name="job">The job.</param>
    /// <param name="due">When the job needs the poll; <see cref="long.MaxValue"/> for not at all.</param>
    /// <param name="slackTime">How much earlier the poll may be sent together with others.</param>
    public void Set(WatchedJob job, long due, TimeSpan slackTime)
    {
        // This must happen before the planned time changes, or the set would no longer find the job.
        _jobs.Remove(job);
        if (due == long.MaxValue)
        {
            return;
        }

        long slack = Clock.ToTimestamp(timeProvider, slackTime);
        job.PlannedAt = slack > 0 ? LatestBetween(due - slack, due) ?? due : due;
        _jobs.Add(job);
    }

    public void Remove(WatchedJob job) => _jobs.Remove(job);

    /// <summary>Removes and returns a job that is due; null if there is none.</summary>
    public WatchedJob? TakeDue(long now)
    {
        if (_jobs.Min is not { } next || next.PlannedAt > now)
        {
            return null;
        }

        _jobs.Remove(next);
        return next;
    }

    public void Clear() => _jobs.Clear();

    private long? LatestBetween(long from, long to)
    {
        if (_jobs.Count == 0)
        {
            return null;
        }

        _from.PlannedAt = from;
        _to.PlannedAt = to;
        return _jobs.GetViewBetween(_from, _to).Max?.PlannedAt;
    }
}
