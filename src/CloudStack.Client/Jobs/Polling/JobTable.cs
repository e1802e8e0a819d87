using CloudStack.Client.Diagnostics;
using CloudStack.Client.Pipeline;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The jobs that somebody waits for, and which poll or list goes out next. Plain state without threads or locks: only
/// <see cref="JobPoller"/> uses it, and only inside its lock.
/// </summary>
internal sealed class JobTable
{
    private const int MaxExchanges = 8;

    private readonly Dictionary<string, WatchedJob> _jobs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Metrics _metrics;
    private readonly TimeProvider _timeProvider;
    private readonly PollQueue _queue;
    private readonly ListPolling _list;
    private readonly HintInbox _hints;
    private readonly DurationHistory _durations = new();
    private int _exchanges;
    private long _added;

    public JobTable(Metrics metrics, TimeProvider timeProvider, bool expectsHints)
    {
        _metrics = metrics;
        _timeProvider = timeProvider;
        _queue = new PollQueue(timeProvider);
        _list = new ListPolling(_jobs.Values, timeProvider, expectsHints);
        _hints = new HintInbox(_jobs, timeProvider);
    }

    /// <summary>The number of jobs that somebody waits for.</summary>
    public int Count => _jobs.Count;

    /// <summary>
    /// When the next poll or list can go out; <see cref="long.MaxValue"/> if none can, and <see cref="long.MinValue"/> if nobody
    /// waits, for then there is nothing to sleep for.
    /// </summary>
    public long NextDueAt =>
        _jobs.Count == 0 ? long.MinValue
        // With no exchange free, whoever finishes first takes the next job; there is nothing to wake up for.
        : _exchanges >= MaxExchanges ? long.MaxValue
        : Math.Min(_queue.NextAt, _list.NextAt);

    public void Add(JobIdentity identity, JobWaiter waiter)
    {
        if (!_jobs.TryGetValue(identity.Id, out WatchedJob? job))
        {
            _jobs.Add(identity.Id, job = new WatchedJob(identity, _added++, _durations.Of(identity), _timeProvider));
        }

        job.Add(waiter, _hints.HasConfirmedSource);
        Plan(job);
        if (_hints.Take(identity) is { } hint)
        {
            LookAt(job, hint.Source, hint.At);
        }

        ReconsiderLists();
        _list.Add(job);
    }

    /// <summary>Takes a wait out that has ended, whichever way. Returns its job if nobody else waits for that, else null.</summary>
    public WatchedJob? Remove(JobIdentity identity, JobWaiter waiter)
    {
        if (!_jobs.TryGetValue(identity.Id, out WatchedJob? job) || !job.Waiters.Remove(waiter))
        {
            return null;
        }

        if (!ForgetIfNobodyWaits(job))
        {
            Plan(job);
            return null;
        }

        ReconsiderLists();
        return job;
    }

    /// <summary>Takes all jobs out; their waits have not ended yet.</summary>
    public WatchedJob[] Clear()
    {
        WatchedJob[] jobs = [.. _jobs.Values];
        _jobs.Clear();
        _queue.Clear();
        _hints.Clear();
        return jobs;
    }

    /// <summary>The list to ask for now; null if none is due, or no exchange is free for it.</summary>
    public ListRequest? TakeList()
    {
        ReconsiderLists();
        if (_exchanges >= MaxExchanges || _list.TakeDue() is not { } request)
        {
            return null;
        }

        _exchanges++;
        return request;
    }

    /// <summary>A poll to send now; null if none is due, or no exchange is free for it.</summary>
    public JobPoll? TakePoll()
    {
        long now = _timeProvider.GetTimestamp();
        if (_exchanges >= MaxExchanges || _queue.TakeDue(now) is not { } job)
        {
            return null;
        }

        _exchanges++;
        return job.StartPoll(now, _list.IsAllowed);
    }

    /// <inheritdoc cref="ListPolling.SettleConfirming"/>
    public void SettleConfirmingList(WatchedJob job, RunningJobs? list) => _list.SettleConfirming(job, list);

    /// <summary>Takes in what a poll brought, and collects what the waits must hear.</summary>
    public void Settle(JobPoll poll, PollOutcome outcome, List<Action> notifications)
    {
        WatchedJob job = poll.Job;
        if (job.Waiters.Count == 0)
        {
            // The row is no longer in the table; another one of the same id may be.
            return;
        }

        switch (outcome)
        {
            case { Snapshot: { IsFinished: true } snapshot }:
                if (poll.HintedBy is { } source && snapshot.Status != JobStatus.NotFound)
                {
                    _hints.Confirm(source);
                    _list.TrustHints();
                }

                job.Learn(snapshot, poll.FollowsHint, _metrics, notifications);
                job.Complete(JobResultReader.Complete(snapshot, job.Identity), snapshot.Status, snapshot, notifications);
                break;
            case { Snapshot: { } snapshot }:
                _list.QuerySawRunning(job);
                job.Report(snapshot, poll.StartedAt, _hints.HasConfirmedSource, notifications);
                break;
            case { Failure: CloudStackException failure } when RetryRules.IsUnreadableJob(failure) && job.CountUnreadable():
                job.Complete(JobCompletion.Unreadable(job.LastSeen), JobStatus.Pending, job.LastSeen, notifications);
                break;
            case { Failure: CloudStackException failure } when RetryRules.MayPassByWaiting(failure):
                job.CountFailure(failure, notifications);
                break;
            case { Failure: { } failure }:
                // No waiting mends it, or it is no failed exchange at all (a credentials provider that throws, say).
                job.Fail(failure, notifications);
                break;
        }

        ForgetIfNobodyWaits(job);
    }

    /// <summary>A poll is over and settled; its job can be asked for again.</summary>
    public void EndPoll(JobPoll poll)
    {
        _exchanges--;
        poll.Job.EndPoll();
        Plan(poll.Job);
        ReconsiderLists();
        if (poll.WasExpectedSoon)
        {
            _list.Add(poll.Job);
        }
    }

    /// <summary>Takes in what a list brought, and collects what the waits must hear.</summary>
    public void SettleList(ListRequest request, RunningJobs? list, Exception? failure, List<Action> notifications)
    {
        _exchanges--;
        if (list is null)
        {
            SettleFailedList(failure!, notifications);
        }
        else if (_list.Settle(list))
        {
            // A job that came after the list was asked for is not the list's to judge.
            SettleShownJobs(list, request.StartedAt, notifications);
        }

        ReconsiderLists();
    }

    /// <summary>Somebody says that jobs may be over: whoever is waited for is asked for now. True if there is such a job.</summary>
    public bool Notify(JobHint hint, SourceReader? source)
    {
        List<WatchedJob> jobs = _hints.Open(hint, source);
        foreach (WatchedJob job in jobs)
        {
            LookAt(job, source, _timeProvider.GetTimestamp());
        }

        return jobs.Count > 0;
    }

    /// <summary>A source lost its connection. Without another one that is confirmed, polls go out as if it had never been.</summary>
    public void Disconnect(SourceReader source)
    {
        if (!_hints.Disconnect(source))
        {
            return;
        }

        _list.StopTrustingHints();
        foreach (WatchedJob job in _jobs.Values)
        {
            job.Waiters.ForEach(static waiter => waiter.ScheduleWithoutHints());
            Plan(job);
        }
    }

    private void SettleShownJobs(RunningJobs list, long startedAt, List<Action> notifications)
    {
        foreach (WatchedJob job in _jobs.Values.Where(job => job.IsListable && job.Poll is null && job.AddedAt <= startedAt))
        {
            if (list.FindRunning(job.Identity.Id) is { } snapshot)
            {
                ListPolling.SawRunning(job);
                job.Report(snapshot, startedAt, _hints.HasConfirmedSource, notifications);
            }
            else
            {
                ListPolling.SawMissing(job);
                job.Sightings.Missing();
                _queue.Set(job, _timeProvider.GetTimestamp(), TimeSpan.Zero);
            }
        }
    }

    private void SettleFailedList(Exception failure, List<Action> notifications)
    {
        if (_list.SettleFailure(failure) is not { } passing)
        {
            return;
        }

        foreach (WatchedJob job in _jobs.Values.Where(static job => job.IsListable && job.Poll is null).ToList())
        {
            job.CountFailure(passing, notifications);
            ForgetIfNobodyWaits(job);
        }
    }

    private void LookAt(WatchedJob job, SourceReader? source, long cameAt)
    {
        job.TakeHint(source, cameAt);
        // A query that is under way may have been answered before the job ended; then another one follows it.
        Plan(job);
    }

    /// <summary>Decides whether jobs are waited for by lists, and plans all of them anew when that changes.</summary>
    private void ReconsiderLists()
    {
        if (_list.Reconsider(_queue.NextAt))
        {
            foreach (WatchedJob job in _jobs.Values)
            {
                Plan(job);
            }
        }
    }

    /// <summary>
    /// Plans the next poll of a job; of one that is being asked for, when that is settled. A job that lists stand for is only asked
    /// for after a hint, and just before a deadline.
    /// </summary>
    private void Plan(WatchedJob job)
    {
        _list.Recount(job);
        if (job.Poll is null && job.Waiters.Count > 0)
        {
            bool isListed = _list.StandsFor(job);
            _queue.Set(job, Math.Min(job.HintedAt, isListed ? job.LastChanceAt : job.DueAt), isListed ? TimeSpan.Zero : job.Slack);
        }
    }

    private bool ForgetIfNobodyWaits(WatchedJob job)
    {
        if (job.Waiters.Count > 0)
        {
            return false;
        }

        _jobs.Remove(job.Identity.Id);
        _queue.Remove(job);
        _list.Recount(job);
        return true;
    }
}
