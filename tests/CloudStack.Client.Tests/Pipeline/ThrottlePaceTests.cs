using CloudStack.Client.Pipeline;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Pipeline;

/// <summary>How fast requests are sent after a server has refused several in a row.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ThrottlePaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly ThrottlePace _pace;

    public ThrottlePaceTests() => _pace = new ThrottlePace(_clock);

    [Test]
    public void The_pace_is_a_little_below_what_was_granted_holds_grows_and_is_forgotten()
    {
        Assert.That(_pace.Interval, Is.EqualTo(TimeSpan.Zero), "unlimited until requests are refused");
        Send(12);
        Refuse(3, TimeSpan.FromMilliseconds(400));

        Assert.That(_pace.TryTake(out TimeSpan wait), Is.False);
        Assert.That(wait, Is.EqualTo(TimeSpan.FromMilliseconds(400)));
        _clock.Advance(wait);
        Assert.That(_pace.TryTake(out _));
        double granted = 12 / 0.4 * 0.95;
        Assert.That(Rate(), Is.EqualTo(granted).Within(0.01));
        _clock.Advance(5 * Second);
        Assert.That(Rate(), Is.EqualTo(granted).Within(0.01), "steady for five seconds");
        _clock.Advance(10 * Second);
        Assert.That(Rate(), Is.EqualTo(granted * Math.Pow(1.2, 10)).Within(0.1), "a fifth more every second");
        _clock.Advance(9.9 * Second);
        Assert.That(_pace.TryTake(out _));
        Assert.That(_pace.Interval, Is.Not.EqualTo(TimeSpan.Zero));
        _clock.Advance(0.1 * Second);
        Assert.That(_pace.TryTake(out _));
        Assert.That(_pace.Interval, Is.EqualTo(TimeSpan.Zero));
        Assert.That(_pace.TryTake(out _));
    }

    [Test]
    public void Answers_that_come_after_the_refusals_count_until_the_window_ends()
    {
        Take(20);
        Refuse(15, Second);
        _clock.Advance(0.5 * Second);
        Grant(5);
        _clock.Advance(0.5 * Second);

        Take(1);

        Assert.That(Rate(), Is.EqualTo(5 * 0.95).Within(0.01));
    }

    [Test]
    public void A_window_lasts_from_its_first_request_to_the_end_that_the_server_names()
    {
        Send(300);
        _clock.Advance(5 * Second);
        Send(20);
        Refuse(3, 50 * Second);
        _clock.Advance(50 * Second);
        Take(1);
        Assert.That(Rate(), Is.EqualTo(20 / 50.0 * 0.95).Within(0.01), "a second until one is known to be longer");

        Grant(1);
        _clock.Advance(10 * Second);
        Send(1);
        Refuse(3, 40 * Second);
        _clock.Advance(40 * Second);
        Take(1);
        Assert.That(Rate(), Is.EqualTo(2 / 50.0 * 0.95).Within(0.001));
    }

    [Test]
    public void A_server_that_names_no_time_is_left_alone_for_a_second_that_is_not_measured()
    {
        Send(10);
        _clock.Advance(0.5 * Second);
        Refuse(3, null);

        Assert.That(_pace.TryTake(out TimeSpan wait), Is.False);
        Assert.That(wait, Is.EqualTo(Second));
        _clock.Advance(wait);
        Take(1);
        Assert.That(Rate(), Is.EqualTo(9.5).Within(0.01));
    }

    [Test]
    public void One_request_a_window_is_left_at_least()
    {
        Take(3);
        Refuse(3, 4 * Second);
        _clock.Advance(4 * Second);
        Take(1);

        Assert.That(Rate(), Is.EqualTo(0.95 / 4).Within(0.001));
        Assert.That(_pace.TryTake(out TimeSpan wait), Is.False);
        Assert.That(wait.TotalSeconds, Is.EqualTo(4 / 0.95).Within(0.001));
    }

    [Test]
    public void Refusals_between_requests_that_are_granted_change_nothing()
    {
        for (int i = 0; i < 100; i++)
        {
            Take(3);
            Refuse(2, Second);
            Grant(1);
        }

        Assert.That(_pace.TryTake(out _));
        Assert.That(_pace.Interval, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void The_longest_time_that_is_asked_for_counts()
    {
        Take(5);
        Refuse(3, Second);
        Refuse(1, 4 * Second);
        Refuse(1, Second);

        Assert.That(_pace.TryTake(out TimeSpan wait), Is.False);
        Assert.That(wait, Is.EqualTo(4 * Second));
    }

    [Test]
    public void A_right_that_is_taken_a_little_late_is_made_up_for_and_one_that_comes_much_later_is_not()
    {
        Send(10);
        Refuse(3, Second);
        _clock.Advance(Second);
        Take(1);
        TimeSpan interval = _pace.Interval;

        _clock.Advance(interval * 1.05);
        Take(1);
        Assert.That(_pace.TryTake(out TimeSpan wait), Is.False);
        Assert.That(wait / interval, Is.EqualTo(0.95).Within(0.005));

        _clock.Advance(interval * 3);
        Take(1);
        Assert.That(_pace.TryTake(out wait), Is.False);
        Assert.That(wait / interval, Is.EqualTo(0.9).Within(0.005));
    }

    private double Rate() => 1 / _pace.Interval.TotalSeconds;

    private void Send(int calls)
    {
        Take(calls);
        Grant(calls);
    }

    private void Take(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Assert.That(_pace.TryTake(out _));
        }
    }

    private void Grant(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            _pace.CountGranted();
        }
    }

    private void Refuse(int calls, TimeSpan? wait)
    {
        for (int i = 0; i < calls; i++)
        {
            _pace.Refuse(wait);
        }
    }
}
