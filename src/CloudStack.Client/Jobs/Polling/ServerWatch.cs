namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Ends waits for jobs whose management server is down, if the waits request that, because such a job doesn't continue. One check
/// from time to time serves all waits. Nothing runs while there are none.
/// </summary>
/// <param name="api">Sends the requests to the server.</param>
/// <param name="timeProvider">Provides the time and the delays.</param>
internal sealed class ServerWatch(IJobApi api, TimeProvider timeProvider) : IDisposable
{
    private const int LooksWithinTolerance = 4;

    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly HashSet<JobWaiter> _waiters = [];
    private readonly Dictionary<string, long> _downSince = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource? _earlier;
    private long _dueAt;
    private bool _isRunning;
    private bool _isRefused;

    /// <summary>Adds a wait that begins.</summary>
    public void Add(JobWaiter waiter)
    {
        lock (_gate)
        {
            if (waiter.Options.ServerDownTolerance is null || _isRefused || !_waiters.Add(waiter))
            {
                return;
            }

            if (_isRunning)
            {
                // The next check may be a minute away, which is too late for a wait with a short tolerance.
                long dueAt = After(Interval(waiter));
                if (dueAt < _dueAt)
                {
                    _dueAt = dueAt;
                    _earlier?.TrySetResult();
                }

                return;
            }

            _isRunning = true;
        }

        Background.Run(RunAsync);
    }

    /// <summary>Removes a wait that has ended in any way.</summary>
    public void Remove(JobWaiter waiter)
    {
        lock (_gate)
        {
            _waiters.Remove(waiter);
        }
    }

    public void Dispose() => _stop.CancelInBackground();

    private async Task RunAsync()
    {
        PollLimit limit = new();
        while (PlanNext() && await SleepAsync().ConfigureAwait(false))
        {
            try
            {
                if (CanLearn())
                {
                    Settle(await api.ListServersAsync(limit, _stop.Token).ConfigureAwait(false));
                }
            }
            catch (Exception e)
            {
                // The failure says nothing about any server, whatever it is: the caller's handlers can throw anything. The next
                // check may succeed.
                limit.Note(e);
            }
        }
    }

    /// <summary>Plans the next check. Returns false if no wait needs one, which ends the loop.</summary>
    private bool PlanNext()
    {
        lock (_gate)
        {
            _isRunning = _waiters.Count > 0 && !_isRefused;
            if (_isRunning)
            {
                _dueAt = After(_waiters.Min(Interval));
            }
            else
            {
                _downSince.Clear();
            }

            return _isRunning;
        }
    }

    /// <summary>Waits until the next check is due, also if that changes in the meantime. Returns false once the client ends.</summary>
    private async Task<bool> SleepAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Task earlier;
            TimeSpan left;
            lock (_gate)
            {
                left = Clock.Until(timeProvider, _dueAt);
                _earlier = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                earlier = _earlier.Task;
            }

            if (left == TimeSpan.Zero)
            {
                return true;
            }

            await earlier.WaitAsync(left, timeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private static TimeSpan Interval(JobWaiter waiter)
    {
        TimeSpan interval = waiter.Options.ServerDownTolerance!.Value / LooksWithinTolerance;
        return interval < LongestInterval ? interval : LongestInterval;
    }

    private long After(TimeSpan delay) => timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, delay);

    /// <summary>Whether it is known for at least one job which server runs it. For other jobs, a check would show nothing.</summary>
    private bool CanLearn()
    {
        lock (_gate)
        {
            return _waiters.Any(static waiter => waiter.LastSeen?.ManagementServerId is not null);
        }
    }

    /// <param name="servers">The servers; null if the account isn't allowed to list them.</param>
    private void Settle(IReadOnlyList<ServerState>? servers)
    {
        lock (_gate)
        {
            _isRefused = servers is null;
            long now = timeProvider.GetTimestamp();
            foreach (ServerState server in servers ?? [])
            {
                if (server is { Id: { } id, IsDown: true })
                {
                    _downSince.TryAdd(id, now);
                }
                else if (server.Id is { } other)
                {
                    _downSince.Remove(other);
                }
            }

            foreach (JobWaiter waiter in _waiters)
            {
                if (waiter.LastSeen is { ManagementServerId: { } id } seen
                    && _downSince.TryGetValue(id, out long since)
                    && timeProvider.GetElapsedTime(since, now) >= waiter.Options.ServerDownTolerance)
                {
                    waiter.Complete(JobCompletion.ServerDown(seen));
                }
            }
        }
    }
}
