using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

public class PollScheduleTests
{
    [Test]
    public void Delays_double_up_to_the_maximum()
    {
        PollingOptions options = new();

        Assert.That(
            Enumerable.Range(0, 5).Select(polls => PollSchedule.NextDelay(options, polls, TimeSpan.Zero).TotalSeconds),
            Is.EqualTo(new[] { 1.0, 2.0, 4.0, 4.0, 4.0 }));
    }

    [Test]
    public void A_long_wait_is_polled_at_a_sixteenth_of_its_age_and_at_least_every_half_minute()
    {
        PollingOptions options = new();

        Assert.Multiple(() =>
        {
            Assert.That(PollSchedule.NextDelay(options, 50, TimeSpan.FromSeconds(160)), Is.EqualTo(TimeSpan.FromSeconds(10)));
            Assert.That(PollSchedule.NextDelay(options, 500, TimeSpan.FromHours(1)), Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(PollSchedule.NextDelay(options, 5000, TimeSpan.FromDays(1)), Is.EqualTo(TimeSpan.FromSeconds(30)));
        });
    }

    [Test]
    public void A_maximum_above_half_a_minute_is_the_callers_choice()
    {
        PollingOptions options = new() { MaxDelay = TimeSpan.FromMinutes(5) };

        Assert.That(PollSchedule.NextDelay(options, 30, TimeSpan.FromHours(1)), Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public void Huge_poll_counts_do_not_overflow() =>
        Assert.That(PollSchedule.NextDelay(new PollingOptions { BackoffFactor = 100 }, int.MaxValue, TimeSpan.Zero), Is.EqualTo(TimeSpan.FromSeconds(4)));

    [Test]
    public void The_last_poll_comes_just_before_the_deadline_and_none_after_it()
    {
        PollingOptions options = new() { Timeout = TimeSpan.FromSeconds(16) };

        Assert.Multiple(() =>
        {
            Assert.That(PollSchedule.NextDelayBeforeDeadline(options, 5, TimeSpan.FromSeconds(15)), Is.EqualTo(TimeSpan.FromSeconds(0.75)));
            Assert.That(PollSchedule.NextDelayBeforeDeadline(options, 6, TimeSpan.FromSeconds(15.75)), Is.Null);
            Assert.That(PollSchedule.NextDelayBeforeDeadline(options with { Timeout = Timeout.InfiniteTimeSpan }, 6, TimeSpan.FromDays(2)), Is.EqualTo(TimeSpan.FromSeconds(30)));
        });
    }

    [Test]
    public void Polls_go_along_within_a_quarter_of_their_delay_unless_told_not_to()
    {
        Assert.Multiple(() =>
        {
            Assert.That(PollSchedule.Slack(new PollingOptions(), TimeSpan.FromSeconds(4)), Is.EqualTo(TimeSpan.FromSeconds(1)));
            Assert.That(PollSchedule.Slack(new PollingOptions { Coalesce = false }, TimeSpan.FromSeconds(4)), Is.EqualTo(TimeSpan.Zero));
        });
    }

    [TestCase(1_000, 900)]
    [TestCase(2_500, 2_250)]
    [TestCase(10_000, 9_750)]
    public void The_last_poll_comes_a_quarter_second_before_the_deadline_or_a_tenth_of_it(int timeout, int last) => Assert.That(
        PollSchedule.LastPollAt(new PollingOptions { Timeout = TimeSpan.FromMilliseconds(timeout) }),
        Is.EqualTo(TimeSpan.FromMilliseconds(last)));
}
