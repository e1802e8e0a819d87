using CloudStack.Client.Jobs.Polling;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>When the next list is due.</summary>
public class ListTickTests
{
    private readonly ManualTimeProvider _clock = new();
    private ListTick _tick = null!;

    [SetUp]
    public void SetUp()
    {
        _tick = new ListTick(_clock);
        _tick.Start(long.MaxValue);
    }

    [TestCase(0.2, 0.2)]
    [TestCase(5.0, 1.0)]
    public void The_first_list_takes_the_place_of_the_first_poll_and_comes_within_a_second(double firstPoll, double first)
    {
        _tick.Start(_clock.GetTimestamp() + TimeSpan.FromSeconds(firstPoll).Ticks);

        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(first)));
    }

    [TestCase(new[] { 0.2 }, 2)]
    [TestCase(new[] { 0.1, 0.3, 0.2 }, 2)]
    [TestCase(new[] { 0.3, 0.1 }, 3)]
    [TestCase(new[] { 9.0, 9, 9, 9, 9, 9, 0.1, 0.1, 0.1, 0.1, 0.1 }, 1)]
    [TestCase(new[] { 0.01 }, 0.5)]
    public void The_median_of_the_last_five_lists_takes_a_tenth_of_the_time(double[] costs, double tick)
    {
        foreach (double cost in costs)
        {
            Answer(TimeSpan.FromSeconds(cost));
        }

        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(tick)));
    }

    [TestCase(0.0, 0.0, 0.5)]
    [TestCase(0.2, 0.0, 2.0)]
    [TestCase(0.01, 64.0, 2.0)]
    [TestCase(10.0, 0.0, 30.0)]
    [TestCase(0.0, 7200.0, 30.0)]
    public void The_tick_follows_the_lists_own_cost_and_the_age_of_the_youngest_job(double listSeconds, double ageSeconds, double tick)
    {
        Answer(TimeSpan.FromSeconds(listSeconds), TimeSpan.FromSeconds(ageSeconds));

        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(tick)));
    }

    [Test]
    public void While_hints_are_trusted_each_list_waits_twice_as_long_as_the_one_before_up_to_half_a_minute()
    {
        _tick.TrustHints();
        List<double> ticks = [];
        for (int i = 0; i < 8; i++)
        {
            Answer(TimeSpan.Zero);
            ticks.Add(UntilDue().TotalSeconds);
            _tick.TrustHints();
        }

        Assert.That(ticks, Is.EqualTo(new[] { 0.5, 1, 2, 4, 8, 16, 30, 30 }), "trusting again begins nothing anew");
        Answer(TimeSpan.FromSeconds(2));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(30)));
        _tick.JobAdded(TimeSpan.FromSeconds(1));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(30)), "a hint will come for it");

        _tick.StopTrustingHints(youngest: TimeSpan.FromSeconds(128));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(4)));
        Answer(TimeSpan.Zero, youngest: TimeSpan.FromSeconds(32));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void A_slow_list_is_not_asked_for_more_often_because_hints_are_trusted()
    {
        _tick.TrustHints();
        Answer(TimeSpan.FromSeconds(0.7));

        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public void A_job_that_comes_brings_the_next_list_forward_to_its_first_poll()
    {
        Answer(TimeSpan.Zero, youngest: TimeSpan.FromHours(1));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(30)));

        _tick.JobAdded(TimeSpan.FromSeconds(3));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(3)));
        _tick.JobAdded(TimeSpan.FromSeconds(5));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(3)), "never put off");
        _tick.JobAdded(TimeSpan.FromSeconds(0.1));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(0.5)), "lists have a shortest distance");
    }

    private TimeSpan UntilDue() => TimeSpan.FromTicks(_tick.DueAt - _clock.GetTimestamp());

    private void Answer(TimeSpan cost, TimeSpan youngest = default)
    {
        _tick.AddCost(cost);
        _tick.Next(youngest);
    }
}
