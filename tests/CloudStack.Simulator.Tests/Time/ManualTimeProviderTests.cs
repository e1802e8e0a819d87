namespace CloudStack.Simulator.Tests;

public sealed class ManualTimeProviderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public void A_new_clock_shows_the_documented_start_and_stands_still()
    {
        var clock = new ManualTimeProvider();
        long stamp = clock.GetTimestamp();

        Assert.That(clock.GetUtcNow(), Is.EqualTo(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.That(clock.GetTimestamp(), Is.EqualTo(stamp));
        Assert.That(clock.TimestampFrequency, Is.EqualTo(10_000_000));
        Assert.That(clock.LocalTimeZone, Is.EqualTo(TimeZoneInfo.Utc));
    }

    [Test]
    public void A_start_with_an_offset_is_shown_in_utc()
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.FromHours(5.5)));

        Assert.That(clock.GetUtcNow().Offset, Is.EqualTo(TimeSpan.Zero));
        Assert.That(clock.GetUtcNow(), Is.EqualTo(new DateTimeOffset(2031, 5, 6, 1, 38, 9, TimeSpan.Zero)));
    }

    [Test]
    public void Advance_moves_wall_clock_and_timestamp_together()
    {
        var clock = new ManualTimeProvider();
        long before = clock.GetTimestamp();

        clock.Advance(TimeSpan.FromMilliseconds(1500));

        Assert.That(clock.GetElapsedTime(before), Is.EqualTo(TimeSpan.FromMilliseconds(1500)));
        Assert.That(clock.GetUtcNow() - clock.Start, Is.EqualTo(TimeSpan.FromMilliseconds(1500)));
        Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.FromMilliseconds(1500)));
        Assert.That(() => clock.Advance(TimeSpan.FromTicks(-1)), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_shifted_wall_clock_moves_neither_timestamps_nor_timers()
    {
        var clock = new ManualTimeProvider();
        int fired = 0;
        using ITimer timer = clock.CreateTimer(_ => fired++, null, 10 * Second, Timeout.InfiniteTimeSpan);
        long before = clock.GetTimestamp();

        clock.ShiftWallClock(TimeSpan.FromHours(-3));

        Assert.That(clock.GetUtcNow(), Is.EqualTo(clock.Start - TimeSpan.FromHours(3)));
        Assert.That(clock.GetTimestamp(), Is.EqualTo(before));
        clock.Advance(9 * Second);
        Assert.That(fired, Is.Zero);
        clock.Advance(Second);
        Assert.That(fired, Is.EqualTo(1));
    }

    [Test]
    public void Timers_fire_in_due_order_with_the_clock_at_their_due_time()
    {
        var clock = new ManualTimeProvider();
        var fired = new List<(string Name, TimeSpan At)>();
        ITimer Add(string name, double seconds) => clock.CreateTimer(
            _ => fired.Add((name, clock.GetUtcNow() - clock.Start)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        using ITimer c = Add("c", 3), a = Add("a", 1), b = Add("b", 2.5), b2 = Add("b2", 2.5), late = Add("late", 11);

        clock.Advance(10 * Second);

        Assert.That(fired, Is.EqualTo(new[]
        {
            ("a", Second), ("b", 2.5 * Second), ("b2", 2.5 * Second), ("c", 3 * Second),
        }));
        Assert.That(clock.Elapsed, Is.EqualTo(10 * Second));
        Assert.That(clock.ActiveTimers, Is.EqualTo(1));
        Assert.That(clock.UntilNextTimer, Is.EqualTo(Second));
    }

    [Test]
    public void A_periodic_timer_fires_at_every_multiple()
    {
        var clock = new ManualTimeProvider();
        var at = new List<TimeSpan>();
        using ITimer timer = clock.CreateTimer(_ => at.Add(clock.Elapsed), null, Second, 2 * Second);

        clock.Advance(7.5 * Second);

        Assert.That(at, Is.EqualTo(new[] { Second, 3 * Second, 5 * Second, 7 * Second }));
    }

    [Test]
    public void A_timer_created_by_a_callback_fires_in_the_same_advance_if_it_is_due()
    {
        var clock = new ManualTimeProvider();
        var at = new List<TimeSpan>();
        ITimer? inner = null;
        using ITimer outer = clock.CreateTimer(
            _ => inner = clock.CreateTimer(_ => at.Add(clock.Elapsed), null, Second, Timeout.InfiniteTimeSpan),
            null, Second, Timeout.InfiniteTimeSpan);

        clock.Advance(5 * Second);
        inner!.Dispose();

        Assert.That(at, Is.EqualTo(new[] { 2 * Second }));
    }

    [Test]
    public void Change_and_dispose_work_inside_a_callback()
    {
        var clock = new ManualTimeProvider();
        var at = new List<TimeSpan>();
        ITimer? self = null;
        self = clock.CreateTimer(
            _ =>
            {
                at.Add(clock.Elapsed);
                if (at.Count < 3)
                {
                    self!.Change(at.Count * Second, Timeout.InfiniteTimeSpan);
                }
                else
                {
                    self!.Dispose();
                }
            },
            null, Second, Second);

        clock.Advance(20 * Second);

        Assert.That(at, Is.EqualTo(new[] { Second, 2 * Second, 4 * Second }));
        Assert.That(clock.ActiveTimers, Is.Zero);
        Assert.That(self.Change(Second, Second), Is.False);
    }

    [Test]
    public void Change_to_infinite_disarms_and_a_new_due_time_arms_again()
    {
        var clock = new ManualTimeProvider();
        int fired = 0;
        using ITimer timer = clock.CreateTimer(_ => fired++, null, Second, Second);

        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(5 * Second);
        Assert.That(fired, Is.Zero);
        timer.Change(Second, TimeSpan.Zero);
        clock.Advance(5 * Second);
        Assert.That(fired, Is.EqualTo(1));
    }

    [Test]
    public void A_timer_due_at_once_fires_without_the_clock_moving_and_not_inside_the_call()
    {
        var clock = new ManualTimeProvider();
        using var fired = new ManualResetEventSlim();
        object gate = new();
        ITimer timer;
        lock (gate)
        {
            // If the callback ran inside CreateTimer on another thread, and CreateTimer waited for it, this would never end.
            timer = clock.CreateTimer(
                _ =>
                {
                    lock (gate)
                    {
                        fired.Set();
                    }
                },
                null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        Assert.That(fired.Wait(TimeSpan.FromSeconds(30)), Is.True);
        Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.Zero));
        timer.Dispose();
    }

    [TestCase(-2)]
    [TestCase(-1000)]
    [TestCase(4294967295)]
    public void Times_that_a_real_timer_refuses_are_refused(double milliseconds)
    {
        var clock = new ManualTimeProvider();
        TimeSpan time = TimeSpan.FromMilliseconds(milliseconds);

        Assert.That(() => clock.CreateTimer(_ => { }, null, time, Second), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => clock.CreateTimer(_ => { }, null, Second, time), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_callback_runs_in_the_execution_context_of_its_creation()
    {
        var clock = new ManualTimeProvider();
        var local = new AsyncLocal<string?> { Value = "creator" };
        string? seen = null;
        using ITimer timer = clock.CreateTimer(_ => seen = local.Value, null, Second, Timeout.InfiniteTimeSpan);
        local.Value = "caller of advance";

        clock.Advance(Second);

        Assert.That(seen, Is.EqualTo("creator"));
    }

    [Test]
    public void An_exception_of_a_callback_leaves_advance_with_the_clock_at_the_due_time()
    {
        var clock = new ManualTimeProvider();
        using ITimer timer = clock.CreateTimer(_ => throw new InvalidDataException("boom"), null, Second, Timeout.InfiniteTimeSpan);

        Assert.That(() => clock.Advance(5 * Second), Throws.TypeOf<InvalidDataException>());
        Assert.That(clock.Elapsed, Is.EqualTo(Second));
        clock.Advance(Second);
        Assert.That(clock.Elapsed, Is.EqualTo(2 * Second));
    }

    [Test]
    public async Task Asynchronous_disposal_waits_for_a_running_callback()
    {
        var clock = new ManualTimeProvider();
        ValueTask disposal = default;
        bool completedInside = true;
        ITimer? timer = null;
        timer = clock.CreateTimer(
            _ =>
            {
                disposal = timer!.DisposeAsync();
                completedInside = disposal.IsCompleted;
            },
            null, Second, Second);

        clock.Advance(Second);
        await disposal;

        Assert.That(completedInside, Is.False);
        Assert.That(clock.ActiveTimers, Is.Zero);
    }

    [Test]
    public void Advance_inside_a_callback_moves_the_same_clock()
    {
        var clock = new ManualTimeProvider();
        using ITimer timer = clock.CreateTimer(_ => clock.Advance(10 * Second), null, Second, Timeout.InfiniteTimeSpan);

        clock.Advance(2 * Second);

        Assert.That(clock.Elapsed, Is.EqualTo(11 * Second));
    }
}
