namespace CloudStack.Simulator;

/// <summary>
/// Passes events to listeners in order and outside the engine's lock. While there are listeners, a timer completes jobs on time;
/// without listeners, the engine needs no timer.
/// </summary>
internal sealed class EventHub
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly Action _settle;
    private readonly object _delivery = new();
    private readonly Queue<Action> _queue = new();
    private readonly List<Action<SimulatorBusMessage>> _listeners = [];
    private ITimer? _timer;

    /// <param name="clock">The engine's clock.</param>
    /// <param name="settle">Runs all due job steps under the engine's lock, and sets the timer again.</param>
    public EventHub(TimeProvider clock, Action settle)
    {
        _clock = clock;
        _settle = settle;
    }

    /// <summary>Whether the bus has listeners. Guarded by the engine's lock, like everything except the delivery.</summary>
    public bool HasListeners => _listeners.Count > 0;

    public void Add(Action<SimulatorBusMessage> listener) => _listeners.Add(listener);

    public void Remove(Action<SimulatorBusMessage> listener) => _listeners.Remove(listener);

    public void Publish(SimulatorBusMessage message)
    {
        foreach (Action<SimulatorBusMessage> listener in _listeners)
        {
            _queue.Enqueue(() => listener(message));
        }
    }

    public void Enqueue(Action action) => _queue.Enqueue(action);

    /// <summary>Sets the timer for the time when the next job is due.</summary>
    public void Arm(TimeSpan? untilNext)
    {
        TimeSpan due = untilNext is not { } left ? Timeout.InfiniteTimeSpan : left < TimeSpan.Zero ? TimeSpan.Zero : left > LongestTimer ? LongestTimer : left;
        if (_timer is null)
        {
            if (untilNext is not null)
            {
                _timer = _clock.CreateTimer(static state => ((EventHub)state!)._settle(), this, due, Timeout.InfiniteTimeSpan);
            }
        }
        else
        {
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Delivers queued events. Must not be called under the engine's lock.</summary>
    /// <param name="sync">The engine's lock.</param>
    public void Flush(object sync)
    {
        lock (_delivery)
        {
            while (true)
            {
                Action next;
                lock (sync)
                {
                    if (!_queue.TryDequeue(out next!))
                    {
                        return;
                    }
                }

                next();
            }
        }
    }
}
