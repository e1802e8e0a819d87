using CloudStack.Client.Jobs;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>When the next list is due, and when there is none.</summary>
public class SharedListPlanTests
{
    private readonly ManualTimeProvider _clock = new();
    private SharedList _list = null!;

    [SetUp]
    public void SetUp() => _list = new SharedList(_clock);

    [Test]
    public void Lists_are_used_for_four_jobs_or_more()
    {
        Assert.That((_list.Reconsider(3), _list.IsInUse), Is.EqualTo((false, false)));
        Assert.That((_list.Reconsider(4), _list.IsInUse), Is.EqualTo((true, true)));
        Assert.That((_list.Reconsider(5), _list.IsInUse), Is.EqualTo((false, true)));
        Assert.That((_list.Reconsider(3), _list.IsInUse), Is.EqualTo((true, false)));
    }

    [TestCase(4, 16, true)]
    [TestCase(4, 17, false)]
    [TestCase(1, 16, true)]
    [TestCase(10, 40, true)]
    [TestCase(10, 41, false)]
    public void A_list_of_more_than_four_times_our_jobs_is_left_for_a_minute(int watched, int total, bool stays)
    {
        Answer(TimeSpan.Zero, watched: watched, total: total);
        Assert.That(IsUsed(), Is.EqualTo(stays));

        _clock.Advance(TimeSpan.FromSeconds(59.999));
        Assert.That(IsUsed(), Is.EqualTo(stays));
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.That(IsUsed());
    }

    [Test]
    public void An_account_that_may_not_list_never_does_again()
    {
        Assert.That(_list.CountAnswer(JobListing.Forbidden, watched: 4, TimeSpan.Zero), Is.False);
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.That(IsUsed(), Is.False);
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

    [Test]
    public void Two_failures_in_a_row_or_one_that_will_not_pass_lead_to_queries_for_a_minute()
    {
        _list.CountFailure(mayPass: true, youngest: TimeSpan.FromSeconds(64));
        Assert.That((IsUsed(), UntilDue()), Is.EqualTo((true, TimeSpan.FromSeconds(2))));
        Answer(TimeSpan.Zero);
        _list.CountFailure(mayPass: true, youngest: TimeSpan.Zero);
        Assert.That(IsUsed(), "an answer came in between");
        _list.CountFailure(mayPass: true, youngest: TimeSpan.Zero);
        Assert.That(IsUsed(), Is.False);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(IsUsed());
        _list.CountFailure(mayPass: true, youngest: TimeSpan.Zero);
        Assert.That(IsUsed(), "counting begins anew");
        Answer(TimeSpan.Zero);
        _list.CountFailure(mayPass: false, youngest: TimeSpan.Zero);
        Assert.That(IsUsed(), Is.False);
    }

    [Test]
    public void Widening_works_once()
    {
        Assert.That(_list.Scope(TimeSpan.FromSeconds(5)), Is.EqualTo(new JobListScope(AllAccounts: false, TimeSpan.FromSeconds(5))));
        Assert.That(_list.Widen(), Is.True);
        Assert.That(_list.Scope(TimeSpan.FromSeconds(5)), Is.EqualTo(JobListScope.Everything));
        Assert.That(_list.Widen(), Is.False);
    }

    [Test]
    public void While_hints_are_trusted_each_list_waits_twice_as_long_as_the_one_before_up_to_half_a_minute()
    {
        _list.TrustHints();
        List<double> ticks = [];
        for (int i = 0; i < 8; i++)
        {
            Answer(TimeSpan.Zero);
            ticks.Add(UntilDue().TotalSeconds);
            _list.TrustHints();
        }

        Assert.That(ticks, Is.EqualTo(new[] { 0.5, 1, 2, 4, 8, 16, 30, 30 }), "trusting again begins nothing anew");
        Answer(TimeSpan.FromSeconds(2));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(30)));
        _list.Welcome(TimeSpan.FromSeconds(1));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(30)), "a hint will come for it");

        _list.StopTrustingHints(youngest: TimeSpan.FromSeconds(128));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(4)));
        Answer(TimeSpan.Zero, youngest: TimeSpan.FromSeconds(32));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void A_slow_list_is_not_asked_for_more_often_because_hints_are_trusted()
    {
        _list.TrustHints();
        Answer(TimeSpan.FromSeconds(0.7));

        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public void A_job_that_comes_brings_the_next_list_forward_to_its_first_poll()
    {
        Answer(TimeSpan.Zero, youngest: TimeSpan.FromHours(1));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(30)));

        _list.Welcome(TimeSpan.FromSeconds(3));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(3)));
        _list.Welcome(TimeSpan.FromSeconds(5));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(3)), "never put off");
        _list.Welcome(TimeSpan.FromSeconds(0.1));
        Assert.That(UntilDue(), Is.EqualTo(TimeSpan.FromSeconds(0.5)), "lists have a shortest distance");
    }

    private TimeSpan UntilDue() => TimeSpan.FromTicks(_list.DueAt - _clock.GetTimestamp());

    private bool IsUsed()
    {
        _list.Reconsider(4);
        return _list.IsInUse;
    }

    private void Answer(TimeSpan cost, TimeSpan youngest = default, int watched = 4, int total = 0) =>
        _list.CountAnswer(FakeJobSource.Listing() with { Cost = cost, Total = total }, watched, youngest);
}
