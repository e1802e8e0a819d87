using CloudStack.Client.Diagnostics;
using CloudStack.Client.Transport;
using Polly;

namespace CloudStack.Client.Jobs;

/// <summary>
/// Owns time: the table of all jobs that somebody waits for, and the one loop that asks for them. The loop is a Polly retry
/// pipeline whose callback is a round, whose handled outcome is "jobs are still watched", and whose delay leads to the
/// next poll that is due. Nothing runs while nobody waits.
/// </summary>
internal sealed partial class JobMonitor : IAsyncDisposable
{
    private const int MaxExchanges = 8;

    private readonly object _gate = new();
    private readonly Dictionary<string, WatchedJob> _jobs = new(StringComparer.OrdinalIgnoreCase);
    private readonly IJobSource _source;
    private readonly TimeProvider _timeProvider;
    private readonly ResiliencePipeline _rounds;
    private readonly PollPlan _plan;
    private readonly SharedList _list;
    private readonly CancellationTokenSource _stop = new();

    private Task _loop = Task.CompletedTask;
    private bool _running;
    private CancellationTokenSource? _sleep;
    private long _sleepUntil;
    private TaskCompletionSource? _roundWait;
    private int _exchanges;
    private int _listable;
    private long _added;
    private bool _disposed;

    public JobMonitor(IJobSource source, TimeProvider timeProvider)
    {
        _source = source;
        _timeProvider = timeProvider;
        _plan = new PollPlan(timeProvider);
        _list = new SharedList(timeProvider);
        _rounds = ResiliencePipelines.CreateRounds(timeProvider, PlanSleep);
    }

    /// <summary>The number of jobs that somebody waits for.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _jobs.Count;
            }
        }
    }

    public JobWaiter Add(JobIdentity job, PollingOptions options, IProgress<JobProgress>? progress)
    {
        JobWaiter waiter = new(options, progress, _timeProvider);
        waiter.ScheduleFirst(job);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(CloudStackClient));
            if (!_jobs.TryGetValue(job.Id, out WatchedJob? watched))
            {
                _jobs.Add(job.Id, watched = new WatchedJob(job, _added++, _timeProvider.GetTimestamp()));
                Metrics.WaitingChanged(1);
            }

            watched.Waiters.Add(waiter);
            Replan(watched);
            RecallHints(watched);
            ReconsiderListing();
            if (_list.IsInUse && watched.IsListable)
            {
                _list.Welcome(Clock.Until(_timeProvider, waiter.DueAt));
            }

            if (_running)
            {
                WakeFor(Math.Min(waiter.DueAt, NextDueAt()));
                return waiter;
            }

            _running = true;
        }

        // The loop outlives this wait: it must not carry the caller's activity, scopes and other ambient values along.
        if (ExecutionContext.IsFlowSuppressed())
        {
            _loop = RunAsync();
        }
        else
        {
            using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
            _loop = RunAsync();
        }

        return waiter;
    }

    /// <summary>Takes a wait out that has ended, whichever way. Its job's poll is dropped if nobody else wants it.</summary>
    public void Remove(JobIdentity job, JobWaiter waiter)
    {
        CancellationTokenSource? poll = null;
        lock (_gate)
        {
            if (_jobs.TryGetValue(job.Id, out WatchedJob? watched) && watched.Waiters.Remove(waiter))
            {
                if (watched.Waiters.Count > 0)
                {
                    Replan(watched);
                    return;
                }

                Forget(watched);
                ReconsiderListing();
                poll = watched.Poll;
                if (_jobs.Count == 0)
                {
                    WakeFor(long.MinValue);
                }
            }
        }

        CancelInBackground(poll);
    }

    public async ValueTask DisposeAsync()
    {
        List<JobWaiter> waiters = [];
        List<CancellationTokenSource> polls = [];
        lock (_gate)
        {
            _disposed = true;
            foreach (WatchedJob job in _jobs.Values)
            {
                waiters.AddRange(job.Waiters);
                if (job.Poll is { } poll)
                {
                    polls.Add(poll);
                }
            }

            Metrics.WaitingChanged(-_jobs.Count);
            _jobs.Clear();
            _plan.Clear();
            _jobHints.Clear();
            _resourceHints.Clear();
            _listable = 0;
            WakeFor(long.MinValue);
        }

        foreach (JobWaiter waiter in waiters)
        {
            waiter.Fail(new ObjectDisposedException(typeof(CloudStackClient).FullName));
        }

        foreach (CancellationTokenSource poll in polls)
        {
            CancelInBackground(poll);
        }

        CancelInBackground(_stop);
        await _loop.ConfigureAwait(false);
    }

    /// <summary>Takes a job out of the table for good. Called under the lock.</summary>
    private void Forget(WatchedJob job)
    {
        if (_jobs.Remove(job.Identity.Id))
        {
            Metrics.WaitingChanged(-1);
        }

        _plan.Remove(job);
        CountListable(job, isListable: false);
    }

    private void CountListable(WatchedJob job, bool isListable)
    {
        if (job.IsCounted != isListable)
        {
            job.IsCounted = isListable;
            _listable += isListable ? 1 : -1;
        }
    }

    /// <summary>Takes in that others wait for a job now. Called under the lock.</summary>
    private void Replan(WatchedJob job)
    {
        CountListable(job, job.IsListable);
        PlanPoll(job);
    }
}
