namespace CloudStack.Client.Jobs;

internal sealed partial class JobMonitor
{
    // Web hooks come up to 2 s before the job's row says that it is over.
    private static readonly TimeSpan SecondLookAfter = TimeSpan.FromSeconds(2);

    // A resource's hint from before the submit may be about an earlier job; from just before the answer it may be about this one.
    private static readonly TimeSpan ResourceHintAge = TimeSpan.FromSeconds(10);

    private readonly RecentHints _jobHints = new();
    private readonly RecentHints _resourceHints = new();
    private int _provedFeeds;

    /// <summary>Somebody says that jobs may be over: whoever is waited for is asked for now.</summary>
    /// <param name="hint">What it says.</param>
    /// <param name="feed">Where it comes from; null if a caller passes it on.</param>
    public void Notify(JobHint hint, CompletionFeed? feed = null)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            long now = _timeProvider.GetTimestamp();
            bool isOurs = false;
            if (hint.JobId is { Length: > 0 } jobId)
            {
                isOurs = LookAtJob(jobId, feed, now);
                if (!isOurs)
                {
                    _jobHints.Add(jobId, feed, now);
                }
            }

            if (hint.ResourceId is { Length: > 0 } resourceId)
            {
                bool found = LookAtResource(resourceId, feed, now);
                isOurs |= found;
                if (!found)
                {
                    _resourceHints.Add(resourceId, feed, now);
                }
            }

            if (isOurs)
            {
                WakeFor(NextDueAt());
            }
        }
    }

    /// <summary>A source lost its connection, and messages may be lost with it: back to polling as if it had never been.</summary>
    public void Disconnect(CompletionFeed feed)
    {
        lock (_gate)
        {
            if (!feed.IsProved)
            {
                return;
            }

            feed.IsProved = false;
            if (--_provedFeeds > 0 || _disposed)
            {
                return;
            }

            _list.StopTrustingHints(YoungestListable(_timeProvider.GetTimestamp()));
            foreach (WatchedJob job in _jobs.Values)
            {
                foreach (JobWaiter waiter in job.Waiters)
                {
                    waiter.Hasten();
                }

                PlanPoll(job);
            }

            WakeFor(NextDueAt());
        }
    }

    /// <summary>A query that a hint had asked for found the job finished. Called under the lock.</summary>
    private void Prove(CompletionFeed feed)
    {
        if (!feed.IsProved)
        {
            feed.IsProved = true;
            _provedFeeds++;
            _list.TrustHints();
        }
    }

    /// <summary>Takes in hints that came before anybody waited for a job. Called under the lock.</summary>
    private void RecallHints(WatchedJob job)
    {
        long now = _timeProvider.GetTimestamp();
        JobIdentity identity = job.Identity;
        RecentHint? hint = _jobHints.Take(identity.Id);
        foreach (string? resourceId in (ReadOnlySpan<string?>)[identity.ResourceId, identity.TargetId])
        {
            long earliest = (identity.SubmittedTimestamp ?? now) - Clock.ToTimestamp(_timeProvider, ResourceHintAge);
            if (hint is null && resourceId is not null && _resourceHints.Take(resourceId) is { } found && found.At >= earliest)
            {
                hint = found;
            }
        }

        if (hint is { } recalled)
        {
            LookAt(job, recalled.Feed, now);
        }
    }

    private bool LookAtJob(string jobId, CompletionFeed? feed, long now)
    {
        if (!_jobs.TryGetValue(jobId, out WatchedJob? job))
        {
            return false;
        }

        LookAt(job, feed, now);
        return true;
    }

    private bool LookAtResource(string resourceId, CompletionFeed? feed, long now)
    {
        bool found = false;
        foreach (WatchedJob job in _jobs.Values)
        {
            if (job.WorksOn(resourceId))
            {
                LookAt(job, feed, now);
                found = true;
            }
        }

        return found;
    }

    private void LookAt(WatchedJob job, CompletionFeed? feed, long now)
    {
        job.TakeHint(feed, now, now + Clock.ToTimestamp(_timeProvider, SecondLookAfter));

        // A query that is under way may have been answered before the job ended; then another one follows it.
        PlanPoll(job);
    }
}
