namespace CloudStack.Simulator;

// Tracks the threads on which code of this clock is currently running. The execution context follows asynchronous code from thread
// to thread, and reports when a thread enters and leaves it.
public sealed partial class ManualTimeProvider
{
    private static readonly AsyncLocal<ManualTimeProvider?> Flow = new(static change =>
    {
        change.PreviousValue?.ThreadLeft();
        change.CurrentValue?.ThreadEntered();
    });

    private readonly Dictionary<Thread, bool> _threads = [];
    private int _exchanges;

    internal bool HasExchangeInFlight => Volatile.Read(ref _exchanges) != 0;

    /// <summary>Marks the current flow as belonging to this clock until the result is disposed.</summary>
    internal FlowScope EnterFlow()
    {
        ManualTimeProvider? before = Flow.Value;
        Flow.Value = this;
        return new FlowScope(before);
    }

    /// <summary>Counts work that the clock must wait for although no thread may be running it at the moment.</summary>
    internal ExchangeScope EnterExchange()
    {
        Interlocked.Increment(ref _exchanges);
        Interlocked.Increment(ref _version);
        return new ExchangeScope(this);
    }

    /// <summary>
    /// Returns the activity of this clock's threads. A thread known to be parked counts as idle while it remains blocked.
    /// </summary>
    internal FlowActivity GetFlowActivity(bool parkBlocked)
    {
        lock (_threads)
        {
            var activity = FlowActivity.None;
            foreach ((Thread thread, bool parked) in _threads)
            {
                if (!thread.IsAlive)
                {
                    _threads.Remove(thread);
                }
                else if ((thread.ThreadState & ThreadState.WaitSleepJoin) == 0)
                {
                    return FlowActivity.Running;
                }
                else if (!parked && parkBlocked)
                {
                    _threads[thread] = true;
                }
                else if (!parked)
                {
                    activity = FlowActivity.Blocked;
                }
            }

            return activity;
        }
    }

    private void ThreadEntered()
    {
        lock (_threads)
        {
            _threads[Thread.CurrentThread] = false;
        }

        Interlocked.Increment(ref _version);
    }

    private void ThreadLeft()
    {
        lock (_threads)
        {
            _threads.Remove(Thread.CurrentThread);
        }

        Interlocked.Increment(ref _version);
    }

    internal readonly struct FlowScope(ManualTimeProvider? before) : IDisposable
    {
        public void Dispose() => Flow.Value = before;
    }

    internal sealed class ExchangeScope(ManualTimeProvider owner) : IDisposable
    {
        private ManualTimeProvider? _owner = owner;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _owner, null) is { } clock)
            {
                Interlocked.Decrement(ref clock._exchanges);
                Interlocked.Increment(ref clock._version);
            }
        }
    }
}
