namespace CloudStack.Simulator;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>. Its owner's lock guards the schedule.</summary>
internal sealed class ManualTimer : ITimer
{
    private const long LongestMilliseconds = 0xfffffffe;

    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _context;
    private readonly object _lifetime = new();
    private TaskCompletionSource? _idle;
    private int _running;

    public ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state)
    {
        Owner = owner;
        _callback = callback;
        _state = state;
        _context = ExecutionContext.Capture();
    }

    public static IComparer<ManualTimer> ByDueTime { get; } = Comparer<ManualTimer>.Create(static (x, y) =>
    {
        int byTime = x.Due.CompareTo(y.Due);
        return byTime != 0 ? byTime : x.Sequence.CompareTo(y.Sequence);
    });

    public ManualTimeProvider Owner { get; }

    public long Due { get; private set; }

    public long Sequence { get; private set; }

    public long Period { get; set; }

    public bool IsDisposed { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        long? delay = ToTicks(dueTime, nameof(dueTime));
        long interval = ToTicks(period, nameof(period)) ?? 0;
        return Owner.Arm(this, delay, interval);
    }

    public void Schedule(long due, long sequence)
    {
        Due = due;
        Sequence = sequence;
    }

    public void Starting()
    {
        lock (_lifetime)
        {
            _running++;
        }
    }

    public void Fire()
    {
        try
        {
            if (_context is null)
            {
                Run(this);
            }
            else
            {
                ExecutionContext.Run(_context, Run, this);
            }
        }
        finally
        {
            TaskCompletionSource? idle = null;
            lock (_lifetime)
            {
                if (--_running == 0)
                {
                    idle = _idle;
                }
            }

            idle?.TrySetResult();
        }
    }

    public void Dispose()
    {
        lock (_lifetime)
        {
            IsDisposed = true;
        }

        Owner.Disarm(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        lock (_lifetime)
        {
            if (_running == 0)
            {
                return ValueTask.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_idle.Task);
        }
    }

    private static void Run(object? state)
    {
        var timer = (ManualTimer)state!;
        using (timer.Owner.EnterFlow())
        {
            timer._callback(timer._state);
        }
    }

    // The limits are those of the runtime's timers, so a test fails where production code would.
    private static long? ToTicks(TimeSpan value, string name)
    {
        long milliseconds = value.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds is < -1 or > LongestMilliseconds)
        {
            throw new ArgumentOutOfRangeException(name, value, "The time must be from zero to 49 days, or Timeout.InfiniteTimeSpan.");
        }

        return milliseconds == -1 ? null : Math.Max(0, value.Ticks);
    }
}
