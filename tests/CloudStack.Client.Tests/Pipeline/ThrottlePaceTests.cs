using CloudStack.Client.Pipeline;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Pipeline;

/// <summary>How fast requests go after a server has refused one.</summary>
public class ThrottlePaceTests
{
    [Test]
    public void The_pace_is_measured_from_what_was_granted_and_grows_again_slowly()
    {
        ManualTimeProvider clock = new();
        ThrottlePace pace = new(clock);
        Assert.That(pace.Interval, Is.EqualTo(TimeSpan.Zero), "free until the first refusal");
        for (int i = 0; i < 12; i++)
        {
            Assert.That(pace.TryTake(out _));
            pace.CountGranted();
        }

        pace.Refuse(TimeSpan.FromMilliseconds(400));
        pace.Refuse(TimeSpan.FromMilliseconds(300));

        Assert.That(pace.TryTake(out TimeSpan wait), Is.False);
        Assert.That(wait, Is.EqualTo(TimeSpan.FromMilliseconds(400)));
        Assert.That(1 / pace.Interval.TotalSeconds, Is.EqualTo(10.8).Within(0.01), "a tenth below the twelve a second that were granted; one burst counts once");
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.That(pace.TryTake(out _));
        Assert.That(1 / pace.Interval.TotalSeconds, Is.EqualTo(10.8 * Math.Pow(1.02, 60)).Within(0.1));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That(pace.TryTake(out _));
        Assert.That(pace.Interval, Is.EqualTo(TimeSpan.Zero), "free again in the end");
    }

    [Test]
    public void A_long_window_is_measured_over_its_own_length()
    {
        ManualTimeProvider clock = new();
        ThrottlePace pace = new(clock);
        for (int i = 0; i < 300; i++)
        {
            pace.CountGranted();
        }

        clock.Advance(TimeSpan.FromSeconds(5));
        pace.Refuse(TimeSpan.FromSeconds(55));

        Assert.That(1 / pace.Interval.TotalSeconds, Is.EqualTo(300 / 55.0 * 0.9).Within(0.01));
    }

    [Test]
    public void Another_refusal_slows_down_further_and_one_call_a_window_is_left_at_least()
    {
        ManualTimeProvider clock = new();
        ThrottlePace pace = new(clock);
        Grant(pace, 10);
        pace.Refuse(TimeSpan.FromSeconds(1));
        Assert.That(Rate(pace), Is.EqualTo(9).Within(0.01));

        clock.Advance(TimeSpan.FromSeconds(1));
        Grant(pace, 100);
        pace.Refuse(TimeSpan.FromSeconds(1));
        Assert.That(Rate(pace), Is.EqualTo(9 * 0.7).Within(0.01), "however much was granted by chance");

        clock.Advance(TimeSpan.FromSeconds(10));
        Grant(pace, 2);
        pace.Refuse(TimeSpan.FromSeconds(1));
        Assert.That(Rate(pace), Is.EqualTo(1.8).Within(0.01), "what was granted, where that is less");

        clock.Advance(TimeSpan.FromSeconds(10));
        pace.Refuse(TimeSpan.FromSeconds(4));
        Assert.That(Rate(pace), Is.EqualTo(0.25).Within(0.001));
    }

    [Test]
    public void A_refusal_at_the_very_end_of_a_pause_is_a_new_one()
    {
        ManualTimeProvider clock = new();
        ThrottlePace pace = new(clock);
        Grant(pace, 10);
        pace.Refuse(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        Grant(pace, 10);
        pace.Refuse(TimeSpan.FromSeconds(1));

        Assert.That(Rate(pace), Is.EqualTo(9 * 0.7).Within(0.01));
    }

    [Test]
    public void What_was_granted_long_ago_or_is_more_than_can_be_remembered_does_not_count()
    {
        ManualTimeProvider clock = new();
        ThrottlePace pace = new(clock);
        Grant(pace, 50);
        clock.Advance(TimeSpan.FromSeconds(1));
        Grant(pace, 5);
        clock.Advance(TimeSpan.FromSeconds(0.5));
        pace.Refuse(wait: null);
        Assert.That(Rate(pace), Is.EqualTo(4.5).Within(0.01));
        Assert.That(pace.TryTake(out TimeSpan wait), Is.False);
        Assert.That(wait, Is.EqualTo(TimeSpan.FromSeconds(1)));

        ThrottlePace busy = new(clock);
        Grant(busy, 10_000);
        busy.Refuse(TimeSpan.FromSeconds(10));
        Assert.That(Rate(busy), Is.EqualTo(0.9 * 4096 / 10).Within(0.1));
    }

    private static void Grant(ThrottlePace pace, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            pace.CountGranted();
        }
    }

    private static double Rate(ThrottlePace pace) => 1 / pace.Interval.TotalSeconds;
}
