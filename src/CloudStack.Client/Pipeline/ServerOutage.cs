using CloudStack.Client.Jobs;

namespace CloudStack.Client.Pipeline;

/// <summary>
/// While the server is away, one request probes it on behalf of all requests that can wait: polls, lists and look-ups. The others
/// are held and share the probe's failure. When a probe succeeds, they follow.
/// </summary>
internal sealed class ServerOutage(TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan FirstDistance = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDistance = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly Queue<TaskCompletionSource<CloudStackException?>> _held = new();
    private volatile bool _isAway;
    private long _nextAt;
    private TimeSpan _distance;
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>Lets a request go: immediately, when its turn to probe has come, or when the server is back.</summary>
    /// <returns>The failure of another request that probed in the meantime; null to go.</returns>
    public ValueTask<CloudStackException?> EnterAsync(CancellationToken cancellationToken)
    {
        if (!_isAway)
        {
            return new ValueTask<CloudStackException?>((CloudStackException?)null);
        }

        TaskCompletionSource<CloudStackException?> turn;
        lock (_gate)
        {
            ClientDisposed.ThrowIf(_disposed);
            if (!_isAway || TryTakeTurn())
            {
                return new ValueTask<CloudStackException?>((CloudStackException?)null);
            }

            turn = new TaskCompletionSource<CloudStackException?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.Enqueue(turn);
            SetTimer();
        }

        return new ValueTask<CloudStackException?>(WaitAsync(turn, cancellationToken));
    }

    /// <summary>Records the outcome of any request.</summary>
    /// <param name="failure">Why it failed; null for a response.</param>
    public void Note(CloudStackException? failure)
    {
        bool isAway = failure is not null && RetryRules.SaysServerIsAway(failure);
        if (!isAway && !_isAway)
        {
            return;
        }

        lock (_gate)
        {
            if (isAway && !_isAway)
            {
                // A single failure may be momentary, so the next request probes at once.
                _nextAt = timeProvider.GetTimestamp();
                _distance = FirstDistance;
            }

            _isAway = isAway;
            Release(isAway ? failure : null);
        }
    }

    /// <summary>Ends the wait of all held requests at once.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
            while (_held.TryDequeue(out TaskCompletionSource<CloudStackException?>? turn))
            {
                turn.TrySetException(ClientDisposed.Exception());
            }
        }
    }

    private static async Task<CloudStackException?> WaitAsync(TaskCompletionSource<CloudStackException?> turn, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<CloudStackException?>)state!).TrySetCanceled(token), turn);
        return await turn.Task.ConfigureAwait(false);
    }

    private bool TryTakeTurn()
    {
        long now = timeProvider.GetTimestamp();
        if (now < _nextAt)
        {
            return false;
        }

        _nextAt = now + Clock.ToTimestamp(timeProvider, _distance);
        _distance = _distance * 2 < LongestDistance ? _distance * 2 : LongestDistance;
        return true;
    }

    private void Release(CloudStackException? failure)
    {
        while (_held.TryDequeue(out TaskCompletionSource<CloudStackException?>? turn))
        {
            turn.TrySetResult(failure);
        }
    }

    private void SetTimer()
    {
        _timer ??= timeProvider.CreateTimer(static state => ((ServerOutage)state!).LetOneAsk(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Clock.Until(timeProvider, _nextAt), Timeout.InfiniteTimeSpan);
    }

    private void LetOneAsk()
    {
        lock (_gate)
        {
            if (_disposed || !_isAway || _held.Count == 0)
            {
                return;
            }

            // Skips requests that were canceled in the meantime.
            if (TryTakeTurn())
            {
                while (_held.TryDequeue(out TaskCompletionSource<CloudStackException?>? turn) && !turn.TrySetResult(null))
                {
                }
            }

            if (_held.Count > 0)
            {
                SetTimer();
            }
        }
    }
}
