using CloudStack.Client.Diagnostics;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Polls all jobs that have waits: keeps the table of the jobs, sends the polls and lists that are due, and passes the results to
/// the waits. Its <see cref="PollLoop"/> decides when that happens.
/// </summary>
/// <remarks>
/// All state is in the <see cref="JobTable"/>, and all access to it is inside the one lock of this class. While the lock is held,
/// nothing is sent, no code of callers runs, and the loop isn't called.
/// </remarks>
internal sealed class JobPoller : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly JobTable _table;
    private readonly IJobApi _api;
    private readonly Metrics _metrics;
    private readonly TimeProvider _timeProvider;
    private readonly PollLoop _loop;
    private readonly CancellationTokenSource _stop = new();
    private bool _disposed;

    /// <param name="api">Sends the requests to the server.</param>
    /// <param name="metrics">Counts waits and polls.</param>
    /// <param name="timeProvider">Provides the time and the timers.</param>
    /// <param name="expectsHints">Whether there is a source of hints. Hints may or may not arrive.</param>
    public JobPoller(IJobApi api, Metrics metrics, TimeProvider timeProvider, bool expectsHints = false)
    {
        _api = api;
        _metrics = metrics;
        _timeProvider = timeProvider;
        _table = new JobTable(metrics, timeProvider, expectsHints);
        _loop = new PollLoop(SendDueAsync, NextDueAt, timeProvider);
    }

    public JobWaiter Add(JobIdentity job, PollingOptions options, IProgress<JobProgress>? progress)
    {
        JobWaiter waiter = new(options, progress, _timeProvider);
        int change;
        lock (_gate)
        {
            ClientDisposed.ThrowIf(_disposed);
            change = -_table.Count;
            _table.Add(job, waiter);
            change += _table.Count;
        }

        CountWaiting(change);
        _loop.Wake();
        return waiter;
    }

    /// <summary>Removes a wait that has ended in any way. The poll of its job is dropped if no other wait needs it.</summary>
    public void Remove(JobIdentity job, JobWaiter waiter)
    {
        waiter.Leave();
        WatchedJob? unwanted;
        JobPoll? poll;
        lock (_gate)
        {
            unwanted = _table.Remove(job, waiter);
            poll = unwanted?.Poll;
        }

        if (unwanted is null)
        {
            return;
        }

        CountWaiting(-1);
        poll?.Cancel();
        _loop.Wake();
    }

    /// <summary>Handles a hint that jobs may be over: the jobs that have waits are polled now.</summary>
    /// <param name="hint">The hint.</param>
    /// <param name="source">The source of the hint; null if a caller passes it on.</param>
    public void Notify(JobHint hint, SourceReader? source = null)
    {
        bool isOurs;
        lock (_gate)
        {
            isOurs = !_disposed && _table.Notify(hint, source);
        }

        if (isOurs)
        {
            _loop.Wake();
        }
    }

    /// <summary>
    /// Handles a source that lost its connection, and possibly messages with it: polling continues as if the source had never
    /// existed.
    /// </summary>
    public void Disconnect(SourceReader source)
    {
        lock (_gate)
        {
            _table.Disconnect(source);
        }

        _loop.Wake();
    }

    public async ValueTask DisposeAsync()
    {
        List<JobWaiter> waiters = [];
        List<JobPoll> polls = [];
        WatchedJob[] jobs;
        lock (_gate)
        {
            _disposed = true;
            jobs = _table.Clear();
            foreach (WatchedJob job in jobs)
            {
                waiters.AddRange(job.Waiters);
                job.Waiters.Clear();
                if (job.Poll is { } poll)
                {
                    polls.Add(poll);
                }
            }
        }

        CountWaiting(-jobs.Length);
        _loop.Wake();
        waiters.ForEach(static waiter => waiter.Fail(ClientDisposed.Exception()));
        polls.ForEach(static poll => poll.Cancel());
        _stop.CancelInBackground();
        await _loop.Completion.ConfigureAwait(false);
    }

    private long NextDueAt()
    {
        lock (_gate)
        {
            return _table.NextDueAt;
        }
    }

    private Task SendDueAsync()
    {
        ListRequest? list;
        List<JobPoll> polls = [];
        lock (_gate)
        {
            list = _table.TakeList();
            while (_table.TakePoll() is { } poll)
            {
                polls.Add(poll);
            }
        }

        List<Task> exchanges = new(polls.Count + 1);
        if (list is { } request)
        {
            exchanges.Add(ListAsync(request));
        }

        foreach (JobPoll poll in polls)
        {
            exchanges.Add(PollAsync(poll));
        }

        return Task.WhenAll(exchanges);
    }

    /// <summary>Sends a poll and then the next one that is due, until none is. Never throws.</summary>
    private async Task PollAsync(JobPoll first)
    {
        for (JobPoll? poll = first; poll is not null;)
        {
            PollOutcome outcome = await AskAsync(poll, poll.Token).ConfigureAwait(false);
            List<Action> notifications = [];
            int change;
            lock (_gate)
            {
                change = -_table.Count;
                _table.Settle(poll, outcome, notifications);
                change += _table.Count;
            }

            CountWaiting(change);

            // Listeners are the callers' code. They never run under the lock, but they run before this job can be polled again.
            notifications.ForEach(static notify => notify());
            poll.Dispose();
            lock (_gate)
            {
                _table.EndPoll(poll);
                poll = _table.TakePoll();
            }

            // The end of a poll can make the list and other polls due, which must not wait for the poll that was just taken.
            _loop.Wake();
        }
    }

    /// <summary>Sends one query, preceded by the list that an unknown outcome requires.</summary>
    private async Task<PollOutcome> AskAsync(JobPoll poll, CancellationToken cancellationToken)
    {
        try
        {
            if (poll.NeedsConfirmingList)
            {
                _metrics.Listed();
                RunningJobs? list = await ListEverythingAsync(poll.Job.Limit, cancellationToken).ConfigureAwait(false);
                lock (_gate)
                {
                    _table.SettleConfirmingList(poll.Job, list);
                }
            }

            _metrics.Polled(poll.FollowsHint ? Metrics.HintPoll : Metrics.QueryPoll, poll.Identity.Command);
            return new PollOutcome(await _api.QueryAsync(poll.Identity, poll.Job.Limit, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception e)
        {
            return new PollOutcome(null, e);
        }
    }

    private async Task<RunningJobs?> ListEverythingAsync(PollLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.ListAsync(JobListScope.Everything, maxJobs: int.MaxValue, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackException)
        {
            return null;
        }
    }

    /// <summary>Requests the list. Never throws.</summary>
    private async Task ListAsync(ListRequest request)
    {
        RunningJobs? list = null;
        Exception? failure = null;
        try
        {
            _metrics.Listed();
            list = await _api.ListAsync(request.Scope, request.MaxJobs, request.Limit, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }

        List<Action> notifications = [];
        int change;
        lock (_gate)
        {
            change = -_table.Count;
            _table.SettleList(request, list, failure, notifications);
            change += _table.Count;
        }

        CountWaiting(change);
        _loop.Wake();
        notifications.ForEach(static notify => notify());
    }

    private void CountWaiting(int change)
    {
        if (change != 0)
        {
            _metrics.WaitingChanged(change);
        }
    }
}
