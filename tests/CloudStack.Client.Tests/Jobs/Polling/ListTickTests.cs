using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>When the next list is due.</summary>
public class ListTickTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private List<WatchedJob> _jobs = null!;
    private ListTick _tick = null!;

    [SetUp]
    public void SetUp()
    {
        _jobs = [];
        _tick = new ListTick(_jobs, _clock);
    }

    [TestCase(0.001, 0.001)]
    [TestCase(0.02, 0.02)]
    public void The_first_list_takes_the_place_of_the_first_poll(double firstPoll, double first)
    {
        Watch(4);
        _tick.Start(_clock.GetTimestamp() + (firstPoll * Second).Ticks);

        Assert.That(UntilDue(), Is.EqualTo(first));
    }

    [Test]
    public void The_first_list_of_new_jobs_comes_soon_where_no_poll_is_planned()
    {
        Watch(4);
        _tick.Start(long.MaxValue);

        Assert.That(UntilDue(), Is.InRange(0.02, 0.25));
    }

    [TestCase(new[] { 0.2 }, 2)]
    [TestCase(new[] { 0.1, 0.3, 0.2 }, 2)]
    [TestCase(new[] { 0.3, 0.1 }, 1)]
    [TestCase(new[] { 0.3, 0.1, 0.1, 0.3 }, 1)]
    [TestCase(new[] { 9.0, 9, 9, 9, 9, 9, 0.1, 0.1, 0.1, 0.1, 0.1 }, 1)]
    [TestCase(new[] { 0.01 }, 0.25)]
    [TestCase(new[] { 0.0 }, 0.25)]
    [TestCase(new[] { 10.0, 10 }, 30)]
    public void However_new_the_jobs_the_median_of_the_last_five_lists_takes_a_tenth_of_the_time(double[] costs, double tick) =>
        Assert.That(UntilDueAfter(costs), Is.EqualTo(tick));

    [TestCase(new[] { 1.5 }, 4)]
    [TestCase(new[] { 30.0 }, 4)]
    [TestCase(new[] { 1.5, 0.01 }, 0.25)]
    [TestCase(new[] { 0.01, 1.5, 1.5, 0.01 }, 0.25)]
    public void A_list_that_was_delayed_on_its_way_holds_up_no_job_for_long(double[] costs, double tick) =>
        Assert.That(UntilDueAfter(costs), Is.EqualTo(tick));

    [TestCase(0.01)]
    [TestCase(3)]
    public void A_list_that_found_the_server_away_is_followed_soon(double cost)
    {
        Watch(4, age: 20);
        Answer(cost * Second);
        Answer(cost * Second);
        Assert.That(UntilDue(), Is.GreaterThan(2));

        _tick.Next(isAway: true);

        Assert.That(UntilDue(), Is.EqualTo(2));
    }

    [Test]
    public void The_brakes_hold_when_lists_begin_anew()
    {
        Watch(4);
        Answer(0.2 * Second);
        _clock.Advance(0.5 * Second);

        _tick.Start(_clock.GetTimestamp());

        Assert.That(UntilDue(), Is.EqualTo(1.5));
    }

    [TestCase(20, 1, 8)]
    [TestCase(600, 15, 30)]
    [TestCase(7200, 30, 30)]
    public void The_older_the_jobs_the_rarer_the_lists_but_half_a_minute_is_the_longest(double age, double least, double most)
    {
        Watch(4, age: age);
        Answer(TimeSpan.Zero);

        Assert.That(UntilDue(), Is.InRange(least, most));
    }

    [Test]
    public void The_more_jobs_a_list_shows_the_more_often_it_is_worth_it()
    {
        List<double> ticks = [];
        foreach (int count in new[] { 4, 12, 84, 900, 9000 })
        {
            Watch(count, age: 3600);
            Answer(TimeSpan.Zero);
            ticks.Add(UntilDue());
        }

        Assert.That(ticks[0], Is.EqualTo(30));
        Assert.That(ticks, Is.Ordered.Descending);
        Assert.That(ticks[^1], Is.InRange(10, 18), "10,000 jobs, estimated from a sample");
    }

    [Test]
    public void The_price_of_a_request_makes_lists_rare_or_frequent()
    {
        double[] ticks = [.. new[] { 0.01, 0.1, 1 }.Select(cost =>
        {
            _jobs.Clear();
            Watch(4, new PollingOptions { RequestCost = cost * Second }, age: 20);
            Answer(TimeSpan.Zero);
            return UntilDue();
        })];

        Assert.That(ticks, Is.Ordered.And.Unique);
    }

    [Test]
    public void A_list_comes_as_often_as_the_wait_with_the_shortest_maximum_wants_it()
    {
        Watch(4, age: 3600);
        Watch(1, new PollingOptions { MaxDelay = 2 * Second }, age: 3600);
        Answer(TimeSpan.Zero);
        Assert.That(UntilDue(), Is.LessThanOrEqualTo(2));

        Watch(4, age: 3600);
        Answer(TimeSpan.Zero);
        Assert.That(UntilDue(), Is.LessThanOrEqualTo(2), "whichever wait that is");

        _jobs.Clear();
        Watch(4, new PollingOptions { MaxDelay = TimeSpan.FromMilliseconds(10) }, age: 3600);
        Answer(TimeSpan.Zero);
        Assert.That(UntilDue(), Is.EqualTo(0.25), "but no sooner than the brakes allow");
    }

    [Test]
    public void No_list_comes_before_the_initial_delay_of_its_jobs()
    {
        Watch(4, new PollingOptions { InitialDelay = 5 * Second });
        _tick.Start(_jobs[0].DueAt);
        Assert.That(UntilDue(), Is.EqualTo(5));

        Answer(TimeSpan.Zero);
        Assert.That(UntilDue(), Is.EqualTo(5));
    }

    [Test]
    public void Jobs_that_no_list_stands_for_do_not_count()
    {
        Watch(4, age: 3600);
        Watch(4, new PollingOptions { Coalesce = false });
        Answer(TimeSpan.Zero);

        Assert.That(UntilDue(), Is.EqualTo(30));
    }

    [Test]
    public void Jobs_of_a_known_command_are_listed_when_they_are_likely_to_end()
    {
        CommandDurations durations = new();
        for (int i = 0; i < 12; i++)
        {
            durations.Add(20 * Second);
        }

        Watch(4, age: 10, durations: durations);
        Answer(TimeSpan.Zero);

        Assert.That(10 + UntilDue(), Is.InRange(14, 22));
    }

    [Test]
    public void While_hints_are_trusted_each_list_waits_twice_as_long_as_the_one_before_up_to_half_a_minute()
    {
        Watch(4);
        _tick.TrustHints();
        List<double> ticks = [];
        for (int i = 0; i < 8; i++)
        {
            Answer(TimeSpan.Zero);
            ticks.Add(UntilDue());
            _tick.TrustHints();
        }

        Assert.That(ticks, Is.EqualTo(new[] { 0.5, 1, 2, 4, 8, 16, 30, 30 }), "trusting again restarts nothing");
        Answer(2 * Second);
        Assert.That(UntilDue(), Is.EqualTo(30));
        _tick.JobAdded(Watch(1));
        Assert.That(UntilDue(), Is.EqualTo(30), "a hint will arrive for it");

        _tick.StopTrustingHints();
        Assert.That(UntilDue(), Is.EqualTo(0.25));
        Answer(TimeSpan.Zero);
        Assert.That(UntilDue(), Is.EqualTo(0.25));
    }

    [Test]
    public void When_hints_come_no_more_the_brakes_still_hold()
    {
        Watch(4);
        _tick.TrustHints();
        Answer(0.4 * Second);
        Answer(0.4 * Second);
        Answer(0.4 * Second);
        Answer(0.4 * Second);
        Answer(0.4 * Second);
        Assert.That(UntilDue(), Is.EqualTo(8));

        _tick.StopTrustingHints();

        Assert.That(UntilDue(), Is.EqualTo(4));
    }

    [Test]
    public void A_slow_list_is_not_asked_for_more_often_because_hints_are_trusted()
    {
        Watch(4);
        _tick.TrustHints();
        Answer(0.7 * Second);
        Answer(0.7 * Second);

        Assert.That(UntilDue(), Is.EqualTo(7));
    }

    [Test]
    public void A_job_that_comes_brings_the_next_list_forward_to_its_first_poll()
    {
        Watch(4, age: 3600);
        Answer(TimeSpan.Zero);
        Assert.That(UntilDue(), Is.EqualTo(30));

        _tick.JobAdded(Watch(1, new PollingOptions { InitialDelay = 3 * Second }));
        double first = UntilDue();
        Assert.That(first, Is.InRange(3, 3.5));
        _tick.JobAdded(Watch(1, new PollingOptions { InitialDelay = 5 * Second }));
        Assert.That(UntilDue(), Is.EqualTo(first), "never postponed");
        _tick.JobAdded(Watch(1));
        Assert.That(UntilDue(), Is.EqualTo(0.25), "lists have a minimum interval");
    }

    [Test]
    public void A_job_that_comes_brings_no_list_before_the_first_poll_that_its_caller_chose()
    {
        Watch(4, age: 3600);
        Answer(TimeSpan.Zero);

        _tick.JobAdded(Watch(1, new PollingOptions { BackoffFactor = 2 }));

        Assert.That(UntilDue(), Is.EqualTo(1));
    }

    [Test]
    public void Until_the_first_hint_has_come_a_source_makes_lists_half_as_frequent()
    {
        _tick = new ListTick(_jobs, _clock, expectsHints: true);

        Assert.That(UntilDueAfter([0.01]), Is.EqualTo(0.5));
    }

    [TestCase(null, 4)]
    [TestCase(1.0, 1)]
    public void A_job_that_comes_among_old_ones_is_never_far_from_a_list_however_long_its_kind_took(double? maxDelay, double within)
    {
        CommandDurations durations = new();
        for (int i = 0; i < 12; i++)
        {
            durations.Add(20 * Second);
        }

        Watch(4, age: 3600);
        Answer(TimeSpan.Zero);
        Assert.That(UntilDue(), Is.EqualTo(30));

        _tick.JobAdded(Watch(1, new PollingOptions { MaxDelay = maxDelay * Second }, age: 0.5, durations: durations));

        Assert.That(UntilDue(), Is.InRange(0.25, within));
    }

    private double UntilDue() => TimeSpan.FromTicks(_tick.DueAt - _clock.GetTimestamp()).TotalSeconds;

    private double UntilDueAfter(double[] costs)
    {
        Watch(100);
        Array.ForEach(costs, cost => Answer(cost * Second));
        return UntilDue();
    }

    private void Answer(TimeSpan cost)
    {
        _tick.AddCost(cost);
        _tick.Next();
    }

    /// <summary>Adds jobs of an age, and returns the wait for the last of them.</summary>
    private JobWaiter Watch(int count, PollingOptions? options = null, double age = 0, CommandDurations? durations = null)
    {
        JobWaiter waiter = null!;
        for (int i = 0; i < count; i++)
        {
            JobIdentity identity = new($"job-{_jobs.Count}", "startVirtualMachine", null, _clock.GetUtcNow(), null)
            {
                SubmittedTimestamp = _clock.GetTimestamp() - (age * Second).Ticks,
            };
            WatchedJob job = new(identity, _jobs.Count, durations ?? CommandDurations.Unknown, _clock);
            waiter = new JobWaiter(options ?? new PollingOptions(), null, _clock);
            job.Add(waiter, trustsHints: false);
            _jobs.Add(job);
        }

        return waiter;
    }
}
