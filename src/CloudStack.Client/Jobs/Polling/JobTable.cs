using CloudStack.Client.Diagnostics;
using CloudStack.Client.Pipeline;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The jobs that have waits, and which poll or list is sent next. Plain state without threads or locks: only
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

    /// <summary>The number of jobs that have waits.</summary>
    public int Count => _jobs.Count;

    /// <summary>
    /// When the next poll or list can be sent; <see cref="long.MaxValue"/> if none can, and <see cref="long.MinValue"/> if there
    /// are no waits, because then there is nothing to sleep for.
    /// </summary>
    public long NextDueAt =>
        _jobs.Count == 0 ? long.MinValue
        // If no exchange is free, the one that finishes first takes the next job, so there is nothing to wake up for.
        : _exchanges >= MaxExchanges ? long.MaxValue
        : Math.Min(_queue.NextAt, _list.NextAt);

    public void Add(JobIdentity identity, JobWaiter waiter)
    {
        CommandDurations durations = _durations.Of(identity);
        if (!_jobs.TryGetValue(identity.Id, out WatchedJob? job))
        {
            _jobs.Add(identity.Id, job = new WatchedJob(identity, _added++, durations, _timeProvider));
        }

        job.Identify(identity, durations);
        job.Add(waiter, _hints.HasConfirmedSource);
        Plan(job);
        if (_hints.Take(identity) is { } hint)
        {
            LookAt(job, hint.Source, hint.At);
        }

        ReconsiderLists();
        _list.Add(job);
    }

    /// <summary>Removes a wait that has ended in any way. Returns its job if no other wait needs that job; otherwise null.</summary>
    public WatchedJob? Remove(JobIdentity identity, JobWaiter waiter)
    {
        if (!_jobs.TryGetValue(identity.Id, out WatchedJob? job) || !job.Waiters.Remove(waiter))
        {
            return null;
        }

        if (ForgetIfNobodyWaits(job))
        {
            ReconsiderLists();
            return job;
        }

        Plan(job);
        return null;
    }

    /// <summary>Removes and returns all jobs. Their waits have not ended yet.</summary>
    public WatchedJob[] Clear()
    {
        WatchedJob[] jobs = [.. _jobs.Values];
        _jobs.Clear();
        _queue.Clear();
        _hints.Clear();
        return jobs;
    }

    /// <summary>Returns the list to request now; null if none is due, or if no exchange is free for it.</summary>
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

    /// <summary>Returns a poll to send now; null if none is due, if a list goes first, or if no exchange is free for it.</summary>
    public JobPoll? TakePoll()
    {
        long now = _timeProvider.GetTimestamp();
        if (_exchanges >= MaxExchanges || _list.NextAt <= now || _queue.TakeDue(now) is not { } job)
        {
            return null;
        }

        _exchanges++;
        return job.StartPoll(now, _list.IsAllowed);
    }

    /// <inheritdoc cref="ListPolling.SettleConfirming"/>
    public void SettleConfirmingList(WatchedJob job, RunningJobs? list) => _list.SettleConfirming(job, list);

    /// <summary>Processes the result of a poll, and collects the notifications for the waits.</summary>
    public void Settle(JobPoll poll, PollOutcome outcome, List<Action> notifications)
    {
        WatchedJob job = poll.Job;
        if (job.Waiters.Count == 0 || !ReferenceEquals(job.Identity, poll.Identity))
        {
            // The row was removed (another row with the same id may exist), or a poll follows that knows which secrets to remove.
            return;
        }

        switch (outcome)
        {
            case { Snapshot: { IsFinished: true } snapshot }:
                if (poll.HintedBy is { } source && snapshot.Status != JobStatus.NotFound && _hints.Confirm(source))
                {
                    _list.TrustHints();
                }

                job.Learn(snapshot, poll.FollowsHint, _metrics, notifications);
                job.Complete(JobResultReader.Complete(snapshot, job.Identity), snapshot.Status, snapshot, notifications);
                break;
            case { Snapshot: { } snapshot }:
                ListPolling.QuerySawRunning(job);
                job.Report(snapshot, poll.StartedAt, _hints.HasConfirmedSource, notifications);
                break;
            case { Failure: CloudStackException failure } when RetryRules.IsUnreadableJob(failure) && job.CountUnreadable():
                job.Complete(JobCompletion.Unreadable(job.LastSeen), JobStatus.Pending, job.LastSeen, notifications);
                break;
            case { Failure: CloudStackException failure } when RetryRules.MayPassByWaiting(failure):
                job.CountFailure(failure, notifications);
                break;
            case { Failure: { } failure }:
                // Waiting doesn't fix it, or it isn't a failed exchange at all (for example, a credentials provider that throws).
                job.Fail(failure, notifications);
                break;
        }

        ForgetIfNobodyWaits(job);
    }

    /// <summary>Ends a poll that has been settled. Its job can be polled again.</summary>
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

    /// <summary>Processes the result of a list, and collects the notifications for the waits.</summary>
    public void SettleList(ListRequest request, RunningJobs? list, Exception? failure, List<Action> notifications)
    {
        _exchanges--;
        if (list is null)
        {
            SettleFailedList(failure!, notifications);
        }
        else if (_list.Settle(list))
        {
            // The list says nothing about a job that was added after the list was requested.
            SettleShownJobs(list, request.StartedAt, notifications);
        }

        ReconsiderLists();
    }

    /// <summary>
    /// Handles a hint that jobs may be over: the jobs that have waits are polled now. Returns true if there is such a job.
    /// </summary>
    public bool Notify(JobHint hint, SourceReader? source)
    {
        List<WatchedJob> jobs = _hints.Open(hint, source);
        foreach (WatchedJob job in jobs)
        {
            LookAt(job, source, _timeProvider.GetTimestamp());
        }

        return jobs.Count > 0;
    }

    /// <summary>Handles a source that lost its connection. If no other source is confirmed, polling continues without hints.</summary>
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
                job.Missing();
                Plan(job);
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
        // A query in progress may have been answered before the job ended. In that case, another query follows it.
        Plan(job);
    }

    /// <summary>Decides whether jobs are watched through lists, and plans all jobs again when that changes.</summary>
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
    /// Plans the next poll of a job. If a poll of the job is in progress, this happens when the poll is settled. A job that is
    /// watched through lists is polled only after a hint, when a list doesn't show it, and just before a deadline.
    /// </summary>
    private void Plan(WatchedJob job)
    {
        _list.Recount(job);
        if (job.Poll is null && job.Waiters.Count > 0)
        {
            bool isListed = _list.StandsFor(job);
            _queue.Set(job, Math.Min(job.WantedAt, isListed ? job.LastChanceAt : job.DueAt), isListed ? TimeSpan.Zero : job.Slack);
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
