using CloudStack.Client.Http;

namespace CloudStack.Client.Pipeline;

/// <summary>
/// Admits requests: a limited number at once, and the most urgent first. After the server has refused several in a row because of
/// too many calls (429), requests go no faster than it grants. A throttled request has done nothing; it queues here again and is
/// only late.
/// </summary>
internal sealed class RequestThrottle(int limit, TimeProvider timeProvider) : IDisposable
{
    /// <summary>
    /// The number of polls and lists that may be under way in addition to the other requests. Changes that take minutes must not
    /// keep the client from noticing that jobs have ended.
    /// </summary>
    public const int PollTurns = 4;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly object _gate = new();
    private readonly Queue<TaskCompletionSource>[] _queues = [new(), new(), new(), new()];
    private readonly ThrottlePace _pace = new(timeProvider);
    private readonly CancellationTokenSource _stopping = new();
    private int _underWay;
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>The time between two requests that the server grants; zero while there is no limit.</summary>
    public TimeSpan Interval
    {
        get
        {
            lock (_gate)
            {
                return _pace.Interval;
            }
        }
    }

    /// <summary>Waits for the turn of a request. Each turn must be given back with <see cref="Leave"/>.</summary>
    public ValueTask EnterAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_gate)
        {
            ClientDisposed.ThrowIf(_disposed);
            if (HasTurn(priority) && !AnyoneCanGo() && _pace.TryTake(out _))
            {
                _underWay++;
                return ValueTask.CompletedTask;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _queues[(int)priority].Enqueue(turn);
            Admit();
        }

        return new ValueTask(WaitAsync(turn, cancellationToken));
    }

    /// <summary>Gives a turn back.</summary>
    /// <param name="wasGranted">Whether the server accepted the request, so that it counts toward the rate it grants.</param>
    public void Leave(bool wasGranted)
    {
        lock (_gate)
        {
            _underWay--;
            if (wasGranted)
            {
                _pace.CountGranted();
            }

            Admit();
        }
    }

    /// <summary>Records that the server refused a request because of too many calls.</summary>
    /// <param name="wait">How long the server asks the client to wait; null if it doesn't say.</param>
    /// <returns>How long that request must wait. Other requests continue until more are refused.</returns>
    public TimeSpan Refuse(TimeSpan? wait)
    {
        lock (_gate)
        {
            TimeSpan pause = _pace.Refuse(wait > LongestPause ? LongestPause : wait);
            Admit();
            return pause;
        }
    }

    /// <summary>Delays a request that was refused.</summary>
    public async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        try
        {
            await Task.Delay(pause, timeProvider, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ClientDisposed.Exception();
        }
    }

    /// <summary>Ends the wait of all queued requests at once, even behind a long pause.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
            foreach (Queue<TaskCompletionSource> queue in _queues)
            {
                while (queue.TryDequeue(out TaskCompletionSource? turn))
                {
                    turn.TrySetException(ClientDisposed.Exception());
                }
            }
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await turn.Task.ConfigureAwait(false);
    }

    /// <summary>Admits all requests that may go now, and sets the timer for the next one. Called under the lock.</summary>
    private void Admit()
    {
        while (AnyoneCanGo())
        {
            if (!_pace.TryTake(out TimeSpan wait))
            {
                _timer ??= timeProvider.CreateTimer(static state => ((RequestThrottle)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(wait, Timeout.InfiniteTimeSpan);
                return;
            }

            if (LetNextGo())
            {
                _underWay++;
            }
            else
            {
                _pace.GiveBack();
            }
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            Admit();
        }
    }

    private bool LetNextGo()
    {
        for (int priority = 0; priority < _queues.Length; priority++)
        {
            // Skips requests that were canceled in the meantime.
            while (HasTurn((RequestPriority)priority) && _queues[priority].TryDequeue(out TaskCompletionSource? turn))
            {
                if (turn.TrySetResult())
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool HasTurn(RequestPriority priority) =>
        _underWay < (priority is RequestPriority.Query or RequestPriority.List ? limit + PollTurns : limit);

    /// <summary>Whether a queued request has a turn and may go as soon as the pace allows it.</summary>
    private bool AnyoneCanGo()
    {
        for (int priority = 0; priority < _queues.Length; priority++)
        {
            if (_queues[priority].Count > 0 && HasTurn((RequestPriority)priority))
            {
                return true;
            }
        }

        return false;
    }
}
