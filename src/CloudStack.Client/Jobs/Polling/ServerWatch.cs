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
    private bool _isRunning;
    private bool _isRefused;

    /// <summary>Adds a wait that begins.</summary>
    public void Add(JobWaiter waiter)
    {
        lock (_gate)
        {
            if (waiter.Options.ServerDownTolerance is null || _isRefused || !_waiters.Add(waiter) || _isRunning)
            {
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

    public void Dispose() => _stop.Cancel();

    private async Task RunAsync()
    {
        PollLimit limit = new();
        while (NextInterval() is { } interval)
        {
            try
            {
                await Task.Delay(interval, timeProvider, _stop.Token).ConfigureAwait(false);
                if (CanLearn())
                {
                    Settle(await api.ListServersAsync(limit, _stop.Token).ConfigureAwait(false));
                }
            }
            catch (CloudStackException e)
            {
                // The failure says nothing about any server. The next check may succeed.
                limit.Note(e);
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Returns the time until the next check; null if no wait needs one, which ends the loop.</summary>
    private TimeSpan? NextInterval()
    {
        lock (_gate)
        {
            _isRunning = _waiters.Count > 0 && !_isRefused;
            if (!_isRunning)
            {
                _downSince.Clear();
                return null;
            }

            TimeSpan interval = _waiters.Min(static waiter => waiter.Options.ServerDownTolerance!.Value) / LooksWithinTolerance;
            return interval < LongestInterval ? interval : LongestInterval;
        }
    }

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
