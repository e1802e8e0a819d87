using CloudStack.Client.Jobs;

namespace CloudStack.Client.Tests.Jobs;

public class ClockTests
{
    [TestCase(1_000, 1_500)]
    [TestCase(10_000_000, 15_000_000)]
    [TestCase(1_000_000_000, 1_500_000_000)]
    public void A_span_is_counted_in_the_units_of_the_clock(long frequency, long units)
    {
        Ticking clock = new(frequency, now: 0);

        Assert.That(Clock.ToTimestamp(clock, TimeSpan.FromSeconds(1.5)), Is.EqualTo(units));
    }

    [Test]
    public void A_clock_of_the_usual_units_loses_nothing()
    {
        TimeSpan span = TimeSpan.FromTicks((1L << 53) + 1);

        Assert.That(Clock.ToTimestamp(new Ticking(TimeSpan.TicksPerSecond, now: 0), span), Is.EqualTo(span.Ticks));
    }

    [TestCase(99, 0)]
    [TestCase(100, 0)]
    [TestCase(101, 1)]
    [TestCase(4_100, 4_000)]
    public void The_time_until_a_moment_ends_with_it(long at, int milliseconds) =>
        Assert.That(Clock.Until(new Ticking(frequency: 1_000, now: 100), at), Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));

    [Test]
    public void Parts_of_a_millisecond_are_waited_for_whole() =>
        Assert.That(Clock.Until(new Ticking(TimeSpan.TicksPerSecond, now: 0), 10_001), Is.EqualTo(TimeSpan.FromMilliseconds(2)));

    private sealed class Ticking(long frequency, long now) : TimeProvider
    {
        public override long TimestampFrequency => frequency;

        public override long GetTimestamp() => now;
    }
}
