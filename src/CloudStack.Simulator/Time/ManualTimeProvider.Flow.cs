namespace CloudStack.Simulator;

// Knows on which threads code of this clock runs at this moment. The execution context follows asynchronous code over
// all its hops, and tells when a thread takes it up and puts it down.
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

    /// <summary>Marks the current flow as this clock's until the result is disposed.</summary>
    internal FlowScope EnterFlow()
    {
        ManualTimeProvider? before = Flow.Value;
        Flow.Value = this;
        return new FlowScope(before);
    }

    /// <summary>Counts work that the clock must wait for although no thread may be running it just now.</summary>
    internal ExchangeScope EnterExchange()
    {
        Interlocked.Increment(ref _exchanges);
        Interlocked.Increment(ref _version);
        return new ExchangeScope(this);
    }

    /// <summary>Says what the threads of this clock do. A thread known to be parked counts as idle while it stays blocked.</summary>
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
