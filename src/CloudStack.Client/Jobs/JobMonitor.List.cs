using CloudStack.Client.Diagnostics;

namespace CloudStack.Client.Jobs;

internal sealed partial class JobMonitor
{
    private const int TolerableMisses = 2;

    private static readonly TimeSpan FirstListWithin = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Decides whether jobs are waited for by lists, and plans all of them anew when that changes. Called under the lock.
    /// </summary>
    private void ReconsiderListing()
    {
        if (!_list.Reconsider(_listable))
        {
            return;
        }

        if (_list.IsInUse)
        {
            // The first list takes the place of the first poll that is planned.
            _list.DueAt = Math.Min(_plan.NextAt, _timeProvider.GetTimestamp() + Clock.ToTimestamp(_timeProvider, FirstListWithin));
        }

        foreach (WatchedJob job in _jobs.Values)
        {
            PlanPoll(job);
        }
    }

    /// <summary>
    /// Plans the next poll of a job; of one that is being asked for, when that is settled. A job that lists watch is only asked
    /// for after a hint, and just before a deadline. Called under the lock.
    /// </summary>
    private void PlanPoll(WatchedJob job)
    {
        if (job.Poll is null && job.Waiters.Count > 0)
        {
            _plan.Set(job, Math.Min(job.HintedAt, _list.IsInUse && job.IsListable ? job.LastChanceAt : job.DueAt));
        }
    }

    /// <summary>Asks for the list. Never throws.</summary>
    private async Task ListAsync()
    {
        JobListScope scope;
        int worth;
        lock (_gate)
        {
            scope = _list.Scope(OldestListable());
            worth = SharedList.Worth(_listable);
        }

        long startedAt = _timeProvider.GetTimestamp();
        JobListing? listing = null;
        Exception? failure = null;
        try
        {
            Metrics.Polled(Metrics.ListPoll);
            listing = await _source.ListAsync(scope, worth, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }

        List<Action> notifications = [];
        lock (_gate)
        {
            _list.IsAsking = false;
            _exchanges--;
            if (listing is not null)
            {
                SettleListing(listing, startedAt, notifications);
            }
            else if (!_disposed)
            {
                SettleListFailure(failure!, notifications);
            }

            ReconsiderListing();
            WakeAfterPoll();
        }

        foreach (Action notify in notifications)
        {
            notify();
        }
    }

    private void SettleListing(JobListing listing, long startedAt, List<Action> notifications)
    {
        long now = _timeProvider.GetTimestamp();
        if (!_list.CountAnswer(listing, _listable, YoungestListable(now)))
        {
            return;
        }

        foreach (WatchedJob job in _jobs.Values)
        {
            // A job that is being asked for, or that came after the list was asked for, is not the list's to judge.
            if (!job.IsListable || job.Poll is not null || job.AddedAt > startedAt)
            {
                continue;
            }

            if (listing.Jobs.TryGetValue(job.Identity.Id, out JobSnapshot? snapshot) && snapshot.Status == JobStatus.Pending)
            {
                job.WasMissing = false;
                job.Misses = 0;
                SettlePending(job, snapshot, notifications);
            }
            else
            {
                // Only a query says how it ended, and whether it has ended.
                job.WasMissing = true;
                _plan.Set(job, now);
            }
        }
    }

    private void SettleListFailure(Exception failure, List<Action> notifications)
    {
        // What no waiting mends may still be about lists alone; the queries that take their place will tell.
        CloudStackException? passing = failure is CloudStackException e && Transport.FailureClassifier.MayPassByWaiting(e) ? e : null;
        _list.CountFailure(passing is not null, YoungestListable(_timeProvider.GetTimestamp()));
        if (passing is null)
        {
            return;
        }

        foreach (WatchedJob job in _jobs.Values.Where(static job => job.IsListable && job.Poll is null).ToList())
        {
            CountFailedPoll(job, passing, notifications);
        }
    }

    /// <summary>
    /// A query found a job running that a list had not shown. The next list looks further; if lists that do so miss it twice in
    /// a row, the job is asked for by itself from then on. Once can happen to any job: pages shift while jobs end.
    /// </summary>
    private void NoteMissing(WatchedJob job)
    {
        if (job.WasMissing && !_list.Widen() && ++job.Misses >= TolerableMisses)
        {
            job.IsUnlistable = true;
            CountListable(job, isListable: false);
        }

        job.WasMissing = false;
    }

    private TimeSpan YoungestListable(long now)
    {
        long youngest = long.MinValue;
        foreach (WatchedJob job in _jobs.Values)
        {
            if (job.IsListable)
            {
                youngest = Math.Max(youngest, job.AddedAt);
            }
        }

        return youngest == long.MinValue ? TimeSpan.Zero : _timeProvider.GetElapsedTime(youngest, now);
    }

    /// <summary>The age of the oldest job that lists watch; null if the age of one of them is not known.</summary>
    private TimeSpan? OldestListable()
    {
        TimeSpan oldest = TimeSpan.Zero;
        foreach (WatchedJob job in _jobs.Values)
        {
            if (job.IsListable)
            {
                if (job.Identity.SubmittedTimestamp is not { } submitted)
                {
                    return null;
                }

                TimeSpan age = _timeProvider.GetElapsedTime(submitted);
                oldest = age > oldest ? age : oldest;
            }
        }

        return oldest;
    }
}
