using System.Diagnostics.CodeAnalysis;

namespace CloudStack.Simulator;

/// <summary>
/// A clock that moves only when a test moves it. Timers, delays and timeouts created with it fire in the order in which they are
/// due, and at that moment the clock shows exactly their due time. So an hour of waiting takes milliseconds and ends the same way
/// on every machine.
/// </summary>
/// <remarks>
/// <para>
/// Move it with <see cref="Advance"/>, or let <see cref="RunUntilAsync(Task, TimeSpan?)"/> run it. That method goes from timer to
/// timer, and before each step waits until everything that the previous step started has come to rest. The execution context
/// determines which code belongs to the clock: everything that is called after the constructor, in the same flow or in a flow that
/// started there. If one flow creates several clocks, its code belongs to the latest one.
/// </para>
/// <para>
/// The clock can't see work that waits for sockets, files or the real clock. With virtual time, use <see cref="SimulatorHandler"/>,
/// not <see cref="SimulatorServer"/>.
/// </para>
/// <para>All members are thread-safe.</para>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "Nothing here holds a resource of the operating system.")]
public sealed partial class ManualTimeProvider : TimeProvider
{
    // A clock must not start at zero, because some code uses zero for "no timestamp yet".
    private const long FirstTimestamp = 100 * TimeSpan.TicksPerSecond;

    private readonly object _sync = new();
    private readonly object _firing = new();
    private readonly SortedSet<ManualTimer> _timers = new(ManualTimer.ByDueTime);
    private long _elapsed;
    private long _wallClockShift;
    private long _sequence;
    private long _version;

    /// <summary>Creates a clock that shows <see cref="DefaultStart"/>.</summary>
    public ManualTimeProvider()
        : this(DefaultStart)
    {
    }

    /// <summary>Creates a clock that shows <paramref name="start"/> and doesn't move.</summary>
    /// <param name="start">The start time, which is converted to UTC.</param>
    public ManualTimeProvider(DateTimeOffset start)
    {
        Start = start.ToUniversalTime();
        Flow.Value = this;
    }

    /// <summary>The default start time of a clock: 2030-01-01T00:00:00Z.</summary>
    public static DateTimeOffset DefaultStart { get; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The start time of this clock, in UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>How far the clock has moved since it was created. Changes to the wall clock don't count.</summary>
    public TimeSpan Elapsed => new(Interlocked.Read(ref _elapsed));

    /// <summary>The number of timers that will fire: armed, and neither fired nor disposed.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_sync)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>The time until the next timer is due; null if none is armed. Never negative.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_sync)
            {
                return _timers.Min is { } next ? new TimeSpan(Math.Max(0, next.Due - _elapsed)) : null;
            }
        }
    }

    /// <summary>Ticks of 100 nanoseconds: 10,000,000 per second.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC, whatever the time zone of the machine.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    internal long Version => Interlocked.Read(ref _version);

    internal long ElapsedTicks => Interlocked.Read(ref _elapsed);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        Start.AddTicks(Interlocked.Read(ref _elapsed) + Interlocked.Read(ref _wallClockShift));

    /// <inheritdoc/>
    public override long GetTimestamp() => FirstTimestamp + Interlocked.Read(ref _elapsed);

    /// <summary>
    /// Creates a timer on this clock. As with real timers, its callback runs in the execution context of this call. A timer with a
    /// due time of zero fires immediately on a thread of the pool, without moving the clock.
    /// </summary>
    /// <param name="callback">The callback to run.</param>
    /// <param name="state">The state that is passed to the callback.</param>
    /// <param name="dueTime">The time until the timer fires; <see cref="Timeout.InfiniteTimeSpan"/> doesn't arm it.</param>
    /// <param name="period">
    /// The time between further firings; <see cref="TimeSpan.Zero"/> or <see cref="Timeout.InfiniteTimeSpan"/> for none.
    /// </param>
    /// <returns>The timer. Its <see cref="ITimer.Change"/> method returns false after it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative and not infinite, or longer than 49 days.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves the clock forward. Every timer that becomes due on the way fires on this thread, one after the other; periodic timers
    /// fire as often as they are due. The method doesn't wait for work that callbacks pass to other threads;
    /// <see cref="RunForAsync"/> does.
    /// </summary>
    /// <param name="by">How far to move it; zero fires what is due now.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    /// <remarks>If a callback throws, the exception leaves this method, and the clock stays at the due time of that timer.</remarks>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_firing)
        {
            long target = checked(_elapsed + by.Ticks);
            while (TryFireNext(target))
            {
                // Timers that a callback has just created are also due if their due time is before the target.
            }

            MoveTo(target);
        }
    }

    /// <summary>
    /// Sets the wall clock forward or back, as an operator or a time service would do: <see cref="GetUtcNow"/> changes, but
    /// <see cref="GetTimestamp"/>, <see cref="Elapsed"/> and all timers are not affected.
    /// </summary>
    /// <param name="by">How far to set it; negative values set the clock back.</param>
    public void ShiftWallClock(TimeSpan by)
    {
        Interlocked.Add(ref _wallClockShift, by.Ticks);
        Interlocked.Increment(ref _version);
    }

    // Fires the earliest timer that is due by the given time. While it fires, the clock is at its due time.
    internal bool TryFireNext(long upTo)
    {
        lock (_firing)
        {
            ManualTimer? timer;
            lock (_sync)
            {
                timer = _timers.Min;
                if (timer is null || timer.Due > upTo)
                {
                    return false;
                }

                Interlocked.Exchange(ref _elapsed, Math.Max(_elapsed, timer.Due));
                TakeForFiring(timer);
            }

            timer.Fire();
            Interlocked.Increment(ref _version);
            return true;
        }
    }

    internal long? NextDue
    {
        get
        {
            lock (_sync)
            {
                return _timers.Min?.Due;
            }
        }
    }

    internal void MoveTo(long target)
    {
        lock (_sync)
        {
            Interlocked.Exchange(ref _elapsed, Math.Max(_elapsed, target));
            Interlocked.Increment(ref _version);
        }
    }

    internal bool Arm(ManualTimer timer, long? delay, long period)
    {
        lock (_sync)
        {
            Interlocked.Increment(ref _version);
            _timers.Remove(timer);
            if (timer.IsDisposed)
            {
                return false;
            }

            timer.Period = period;
            if (delay is not { } ticks)
            {
                return true;
            }

            timer.Schedule(_elapsed + ticks, ++_sequence);
            _timers.Add(timer);
            if (ticks == 0)
            {
                // A real timer that is due immediately fires on its own, and never inside this call.
                ThreadPool.UnsafeQueueUserWorkItem(static t => t.Owner.FireIfDueNow(t), timer, preferLocal: false);
            }

            return true;
        }
    }

    internal void Disarm(ManualTimer timer)
    {
        lock (_sync)
        {
            _timers.Remove(timer);
            Interlocked.Increment(ref _version);
        }
    }

    private void FireIfDueNow(ManualTimer timer)
    {
        lock (_sync)
        {
            if (timer.Due > _elapsed || !_timers.Contains(timer))
            {
                return;
            }

            TakeForFiring(timer);
        }

        timer.Fire();
        Interlocked.Increment(ref _version);
    }

    private void TakeForFiring(ManualTimer timer)
    {
        _timers.Remove(timer);
        timer.Starting();
        if (timer.Period > 0)
        {
            timer.Schedule(timer.Due + timer.Period, ++_sequence);
            _timers.Add(timer);
        }

        Interlocked.Increment(ref _version);
    }
}
