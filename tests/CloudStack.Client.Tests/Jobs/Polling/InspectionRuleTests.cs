using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

public class InspectionRuleTests
{
    // An old job of an unknown command ends at a steady rate: this divided by its age, per second.
    private const double Shape = 0.34;

    private static readonly CommandDurations Unknown = new();

    [TestCase(3600, 1e-4)]
    [TestCase(3600, 1e-5)]
    [TestCase(600, 1e-3)]
    [TestCase(600, 1e-4)]
    [TestCase(10_000, 1e-5)]
    public void At_a_steady_rate_the_distance_is_the_root_of_twice_the_price_by_the_rate(double age, double price)
    {
        double weight = 1 / (1 + (age / 12));
        double expected = Math.Sqrt(2 * price / (weight * Shape / age));

        Assert.That(Next([Job(age)], price, longest: age), Is.EqualTo(expected).Within(15).Percent);
    }

    [Test]
    public void Four_times_the_price_makes_the_distance_twice_as_long() =>
        Assert.That(Next([Job(3600)], 4e-4, 3600) / Next([Job(3600)], 1e-4, 3600), Is.EqualTo(2).Within(15).Percent);

    [TestCase(0.005)]
    [TestCase(0.02)]
    [TestCase(0.5)]
    [TestCase(30)]
    [TestCase(3600)]
    public void No_distance_is_longer_than_allowed(double longest)
    {
        foreach (double age in new[] { 0, 0.1, 5, 3600, 1e7 })
        {
            Assert.That(Next([Job(age)], price: 0.1, longest), Is.InRange(Math.Min(0.02, longest), longest));
            Assert.That(Next([Job(age)], price: 1e9, longest), Is.EqualTo(longest), "no check is worth that, but it happens");
        }
    }

    [Test]
    public void A_look_that_costs_nothing_comes_at_once() => Assert.That(Next([Job(0)], price: 1e-12, longest: 30), Is.EqualTo(0.02));

    [Test]
    public void The_more_jobs_a_look_shows_the_sooner_it_comes()
    {
        double[] delays = [.. new[] { 1, 4, 16, 32 }.Select(count => Next([.. Enumerable.Repeat(Job(60), count)], price: 0.3, longest: 60))];

        Assert.That(delays, Is.Ordered.Descending.And.Unique);
    }

    [TestCase(2)]
    [TestCase(8)]
    [TestCase(32)]
    public void So_many_equal_jobs_are_as_one_at_the_price_divided_by_their_number(int count) =>
        Assert.That(Next([.. Enumerable.Repeat(Job(60), count)], price: 0.3, longest: 60), Is.EqualTo(Next([Job(60)], 0.3 / count, 60)).Within(1).Percent);

    [Test]
    public void Among_old_jobs_a_new_one_brings_the_look_forward()
    {
        RunningJob[] old = [Job(3600), Job(3600), Job(3600)];

        Assert.That(Next([.. old, Job(0)], 0.3, 30), Is.LessThan(1));
        Assert.That(Next(old, 0.3, 30), Is.EqualTo(30));
    }

    [TestCase(0, 5, 5)]
    [TestCase(4, 5, 1)]
    [TestCase(4.99, 5, 0.01)]
    [TestCase(7, 5, 0)]
    public void No_look_comes_for_a_job_that_is_younger_than_the_caller_wants_it_to_be(double age, double earliest, double least)
    {
        double delay = Next([Job(age) with { Earliest = earliest }], 0.1, 30);

        Assert.That(delay, Is.GreaterThanOrEqualTo(least));
        Assert.That(delay, Is.EqualTo(Math.Max(least, Next([Job(Math.Max(age, earliest))], 0.1, 30))).Within(1.5), "and not much later");
    }

    [Test]
    public void A_job_that_wants_no_look_before_the_longest_distance_waits_for_that() =>
        Assert.That(Next([Job(0) with { Earliest = 100 }], 0.1, 30), Is.EqualTo(30));

    [TestCase(1.0)]
    [TestCase(5.0)]
    [TestCase(20.0)]
    [TestCase(60.0)]
    public void The_first_look_at_a_job_of_a_known_command_comes_near_the_time_that_the_others_took(double duration)
    {
        double age = 0.2;

        double at = age + Next([Job(age, duration)], price: 0.1, longest: 600);

        Assert.That(at, Is.InRange(duration * 0.6, duration * 1.6));
    }

    [Test]
    public void A_job_that_is_about_to_end_is_looked_at_more_often_than_one_that_has_long_to_go() =>
        Assert.That(Next([Job(58, 60)], 0.1, 30), Is.LessThan(0.5 * Next([Job(10, 60)], 0.1, 30)));

    [Test]
    public void The_same_state_always_gives_the_same_delay()
    {
        RunningJob[] jobs = [Job(0), Job(5, 5), Job(100, 120) with { Earliest = 110 }];

        double first = Next(jobs, 0.1, 30);
        double again = Next(jobs, 0.1, 30);

        Assert.That(again, Is.EqualTo(first));
    }

    [TestCase(0)]
    [TestCase(1e-9)]
    [TestCase(1e9)]
    [TestCase(1e12)]
    public void Extreme_ages_give_a_delay_all_the_same(double age)
    {
        foreach (double duration in new[] { 0, 5, 1e9 })
        {
            Assert.That(Next([Job(age, duration)], 0.1, 30), Is.InRange(0.02, 30));
        }
    }

    private static double Next(RunningJob[] jobs, double price, double longest) => InspectionRule.NextDelay(jobs, price, longest);

    private static RunningJob Job(double age) => new(Unknown, age);

    private static RunningJob Job(double age, double duration)
    {
        CommandDurations durations = new();
        for (int i = 0; i < 12; i++)
        {
            durations.Add(TimeSpan.FromSeconds(duration));
        }

        return new RunningJob(durations, age);
    }
}
