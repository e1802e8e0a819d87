using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

internal sealed class PollScheduleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly CommandDurations Unknown = new();

    private static readonly double[] Ages = [0, 0.001, 0.05, 0.3, 1, 2.5, 5, 7.9, 8, 8.1, 20, 59, 60, 61, 90, 600, 3600, 86_400, 1e7];

    private static IEnumerable<TestCaseData> Histories()
    {
        yield return History("unknown");
        yield return History("at once", Enumerable.Repeat(0.0, 12));
        yield return History("quick", Enumerable.Repeat(0.02, 12));
        yield return History("one of 5 s", [5]);
        yield return History("5 s", Enumerable.Repeat(5.0, 12));
        yield return History("2 min", Enumerable.Repeat(120.0, 12));
        yield return History("30 min", Enumerable.Repeat(1800.0, 12));
        yield return History("a month", Enumerable.Repeat(2.6e6, 12));
        yield return History("from nothing to a day", [0, 0.01, 0.1, 1, 5, 20, 60, 300, 1800, 3600, 20_000, 86_400]);
    }

    [Test]
    public void The_first_look_at_a_job_of_an_unknown_command_comes_within_some_fifty_milliseconds() =>
        Assert.That(Next(new PollingOptions(), 0), Is.InRange(0.02, 0.12));

    [Test]
    public void Looks_at_a_job_of_an_unknown_command_grow_apart()
    {
        double[] delays = [.. new[] { 0, 0.1, 1, 10, 60 }.Select(age => Next(new PollingOptions(), age))];

        Assert.That(delays, Is.Ordered.And.Unique);
        Assert.That(delays[2], Is.InRange(0.3, 2));
    }

    [TestCaseSource(nameof(Histories))]
    public void No_gap_is_longer_than_four_seconds_or_half_of_the_age_nor_than_half_a_minute(CommandDurations durations)
    {
        foreach (double age in Ages)
        {
            double gap = PollSchedule.NextDelay(new PollingOptions(), durations, polls: 3, age * Second).TotalSeconds;

            Assert.That(gap, Is.InRange(0.0199, Math.Min(30, Math.Max(4, age / 2))), $"at an age of {age} s");
        }
    }

    [TestCaseSource(nameof(Histories))]
    public void A_dear_request_is_no_reason_for_longer_gaps_and_a_cheap_one_none_for_gaps_of_nothing(CommandDurations durations)
    {
        foreach (double age in Ages)
        {
            double dear = PollSchedule.NextDelay(new PollingOptions { RequestCost = TimeSpan.FromHours(1) }, durations, 3, age * Second).TotalSeconds;
            double cheap = PollSchedule.NextDelay(new PollingOptions { RequestCost = TimeSpan.FromMilliseconds(1) }, durations, 3, age * Second).TotalSeconds;

            Assert.That(dear, Is.InRange(0.0199, Math.Min(30, Math.Max(4, age / 2))), $"at an age of {age} s");
            Assert.That(cheap, Is.InRange(0.0199, dear), $"at an age of {age} s");
        }
    }

    [Test]
    public void The_longest_gap_is_four_seconds_then_half_of_the_age_then_half_a_minute() => Assert.That(
        new[] { 0, 7.9, 8, 9, 30, 60, 61, 1e7 }.Select(age => PollSchedule.LongestDelay(age * Second).TotalSeconds),
        Is.EqualTo(new[] { 4, 4, 4, 4.5, 15, 30, 30, 30 }));

    [TestCaseSource(nameof(Histories))]
    public void The_number_of_polls_says_nothing_where_the_rule_decides(CommandDurations durations) => Assert.That(
        PollSchedule.NextDelay(new PollingOptions(), durations, polls: 1_000, 2 * Second),
        Is.EqualTo(PollSchedule.NextDelay(new PollingOptions(), durations, polls: 0, 2 * Second)));

    [Test]
    public void An_initial_delay_alone_is_doubled_up_to_the_longest_gap()
    {
        PollingOptions options = new() { InitialDelay = 0.5 * Second };

        Assert.That(Series(options, 5), Is.EqualTo(new[] { 0.5, 1, 2, 4, 4 }));
        Assert.That(Next(options, age: 30, polls: 5), Is.EqualTo(15));
        Assert.That(Next(options, age: 3600, polls: 50), Is.EqualTo(30));
    }

    [Test]
    public void An_initial_delay_that_is_longer_than_the_longest_gap_is_kept()
    {
        PollingOptions options = new() { InitialDelay = 10 * Second };

        Assert.That(Series(options, 3), Is.EqualTo(new[] { 10, 10, 10 }));
        Assert.That(Next(options, age: 30, polls: 2), Is.EqualTo(15));
        Assert.That(Next(options with { InitialDelay = 300 * Second }, age: 1e6, polls: 9), Is.EqualTo(300));
    }

    [Test]
    public void A_factor_alone_makes_a_series_that_begins_with_one_second()
    {
        Assert.That(Series(new PollingOptions { BackoffFactor = 1.5 }, 5), Is.EqualTo(new[] { 1, 1.5, 2.25, 3.375, 4 }));
        Assert.That(Series(new PollingOptions { BackoffFactor = 1 }, 3), Is.EqualTo(new[] { 1, 1, 1 }));
    }

    [Test]
    public void A_series_with_a_maximum_keeps_to_it_at_any_age()
    {
        PollingOptions options = JobOperationsFixture.Doubling;

        Assert.That(Series(options, 5), Is.EqualTo(new[] { 1, 2, 4, 4, 4 }));
        Assert.That(Next(options, age: 86_400, polls: 500), Is.EqualTo(4));
        Assert.That(Next(options with { MaxDelay = 0.3 * Second }, age: 0), Is.EqualTo(0.3));
    }

    [TestCaseSource(nameof(Histories))]
    public void A_series_takes_no_notice_of_how_long_jobs_took(CommandDurations durations) => Assert.That(
        Enumerable.Range(0, 5).Select(polls => PollSchedule.NextDelay(JobOperationsFixture.Doubling, durations, polls, 5 * Second).TotalSeconds),
        Is.EqualTo(new[] { 1, 2, 4, 4, 4 }));

    [TestCaseSource(nameof(Histories))]
    public void A_maximum_alone_shortens_gaps_and_leaves_the_rest_to_the_rule(CommandDurations durations)
    {
        PollingOptions options = new() { MaxDelay = Second };
        foreach (double age in Ages)
        {
            Assert.That(PollSchedule.NextDelay(options, durations, 3, age * Second), Is.InRange(TimeSpan.FromMilliseconds(19.9), Second));
        }

        Assert.That(Next(options, age: 0), Is.EqualTo(Next(new PollingOptions(), age: 0)).Within(10).Percent);
        Assert.That(Next(options, age: 3600), Is.EqualTo(1));
    }

    [Test]
    public void A_maximum_above_half_a_minute_is_the_callers_choice()
    {
        PollingOptions options = new() { MaxDelay = TimeSpan.FromMinutes(5) };

        Assert.That(Next(options, age: 3600), Is.EqualTo(300));
        Assert.That(Next(options with { BackoffFactor = 2 }, age: 3600, polls: 30), Is.EqualTo(300));
    }

    [TestCase(0.0)]
    [TestCase(1.0)]
    [TestCase(3600.0)]
    public void A_maximum_that_is_shorter_than_any_gap_of_the_rule_is_the_gap(double age) =>
        Assert.That(Next(new PollingOptions { MaxDelay = TimeSpan.FromMilliseconds(10) }, age), Is.EqualTo(0.01));

    [Test]
    public void Huge_poll_counts_do_not_overflow() => Assert.That(Next(new PollingOptions { BackoffFactor = 100 }, age: 0, polls: int.MaxValue), Is.EqualTo(4));

    [Test]
    public void While_hints_are_trusted_looks_come_after_a_second_and_then_each_time_the_age_doubles()
    {
        Assert.That(
            new[] { 0, 0.5, 1, 2, 4, 8, 16, 29, 31, 3600 }.Select(age => Next(new PollingOptions(), age, trustsHints: true)),
            Is.EqualTo(new[] { 1, 1, 1, 2, 4, 8, 16, 29, 30, 30 }));
        Assert.That(Next(new PollingOptions { MaxDelay = 2 * Second }, age: 16, trustsHints: true), Is.EqualTo(16), "a safety net may have larger gaps");
        Assert.That(Next(new PollingOptions { MaxDelay = 60 * Second }, age: 3600, trustsHints: true), Is.EqualTo(60));
    }

    [TestCaseSource(nameof(Histories))]
    public void Trusted_hints_never_make_looks_more_frequent(CommandDurations durations)
    {
        foreach (double age in Ages)
        {
            Assert.That(
                PollSchedule.NextDelay(new PollingOptions(), durations, 3, age * Second, trustsHints: true),
                Is.GreaterThanOrEqualTo(PollSchedule.NextDelay(new PollingOptions(), durations, 3, age * Second)));
        }
    }

    [Test]
    public void A_series_with_a_longer_maximum_keeps_to_it_while_hints_are_trusted() => Assert.That(
        PollSchedule.NextDelay(new PollingOptions { BackoffFactor = 2, MaxDelay = 60 * Second }, Unknown, polls: 10, Second, trustsHints: true),
        Is.EqualTo(60 * Second));

    [Test]
    public void A_series_grows_up_to_half_a_minute_while_hints_are_trusted() => Assert.That(
        Enumerable.Range(0, 7).Select(polls => Next(JobOperationsFixture.Doubling, age: 0, polls, trustsHints: true)),
        Is.EqualTo(new[] { 1, 2, 4, 8, 16, 30, 30 }));

    [Test]
    public void The_cheaper_a_request_the_more_looks_go_out()
    {
        int[] looks = [.. new[] { 1, 0.4, 0.1, 0.025, 0.00625 }.Select(cost => Looks(new PollingOptions { RequestCost = cost * Second }, until: 60))];

        Assert.That(looks, Is.Ordered.And.Unique);
        Assert.That(looks[3], Is.InRange(1.5 * looks[2], 2.5 * looks[2]), "a quarter of the cost, about twice the polls");
    }

    [Test]
    public void The_last_poll_comes_just_before_the_deadline_and_none_after_it()
    {
        PollingOptions options = JobOperationsFixture.Doubling with { Timeout = 16 * Second };

        Assert.Multiple(() =>
        {
            Assert.That(PollSchedule.NextDelayBeforeDeadline(options, Unknown, 5, 15 * Second, 15 * Second), Is.EqualTo(0.75 * Second));
            Assert.That(PollSchedule.NextDelayBeforeDeadline(options, Unknown, 6, 15.75 * Second, 15.75 * Second), Is.Null);
            Assert.That(
                PollSchedule.NextDelayBeforeDeadline(options with { Timeout = Timeout.InfiniteTimeSpan, MaxDelay = null }, Unknown, 6, TimeSpan.FromDays(2), TimeSpan.FromDays(2)),
                Is.EqualTo(30 * Second));
        });
    }

    [Test]
    public void A_deadline_counts_from_the_wait_and_the_rule_from_the_submit()
    {
        PollingOptions options = new() { Timeout = 16 * Second };

        Assert.That(PollSchedule.NextDelayBeforeDeadline(options, Unknown, 1, 3600 * Second, 5 * Second), Is.EqualTo(10.75 * Second));
        Assert.That(PollSchedule.NextDelayBeforeDeadline(options, Unknown, 1, 3600 * Second, 15.75 * Second), Is.Null);
        Assert.That(
            PollSchedule.NextDelayBeforeDeadline(options, Unknown, 1, 2 * Second, TimeSpan.Zero),
            Is.EqualTo(PollSchedule.NextDelay(options, Unknown, 1, 2 * Second)));
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

    private static double[] Series(PollingOptions options, int count) => [.. Enumerable.Range(0, count).Select(polls => Next(options, age: 0, polls))];

    private static double Next(PollingOptions options, double age, int polls = 0, bool trustsHints = false) =>
        PollSchedule.NextDelay(options, Unknown, polls, age * Second, trustsHints).TotalSeconds;

    private static int Looks(PollingOptions options, double until)
    {
        int looks = 0;
        for (double age = 0; age < until; looks++)
        {
            age += Next(options, age, looks);
        }

        return looks;
    }

    private static TestCaseData History(string name, IEnumerable<double>? seconds = null)
    {
        CommandDurations durations = new();
        foreach (double duration in seconds ?? [])
        {
            durations.Add(duration * Second);
        }

        return new TestCaseData(durations).SetArgDisplayNames(name);
    }
}
