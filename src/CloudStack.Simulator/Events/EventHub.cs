namespace CloudStack.Simulator;

/// <summary>
/// Hands events to those who listen, in their order and outside the engine's lock. While somebody listens, a timer lets
/// jobs end at their time; without listeners the engine needs none.
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
    /// <param name="settle">Lets the jobs do what is due, under the engine's lock, and arms the timer again.</param>
    public EventHub(TimeProvider clock, Action settle)
    {
        _clock = clock;
        _settle = settle;
    }

    /// <summary>Whether the bus has listeners; guarded by the engine's lock, as all but the delivery is.</summary>
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

    /// <summary>Sees to it that somebody looks when the next job is due.</summary>
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

    /// <summary>Delivers what is queued. Not to be called under the engine's lock.</summary>
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
