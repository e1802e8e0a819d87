using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

public class CommandDurationsTests
{
    private static readonly double[][] Histories =
    [
        [],
        [0],
        [5],
        [0, 0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000],
        [.. Enumerable.Repeat(120.0, 12)],
        [2.6e6],
    ];

    [TestCaseSource(nameof(Histories))]
    public void All_jobs_run_longer_than_nothing_and_ever_fewer_longer_than_more(params double[] history)
    {
        CommandDurations durations = Of(history);
        Assert.That(durations.LongerThan(0), Is.EqualTo(1).Within(1e-9));

        double last = 1;
        for (double seconds = 0.001; seconds < 1e9; seconds *= 1.3)
        {
            double longer = durations.LongerThan(seconds);
            Assert.That(longer, Is.LessThan(last).And.GreaterThan(0), $"longer than {seconds} s");
            last = longer;
        }

        Assert.That(last, Is.LessThan(1e-3));
    }

    [Test]
    public void Most_jobs_of_an_unknown_command_are_over_within_a_tenth_of_a_second_and_few_run_for_long()
    {
        Assert.That(new CommandDurations().LongerThan(0.1), Is.InRange(0.05, 0.2));
        Assert.That(new CommandDurations().LongerThan(60), Is.InRange(0.01, 0.05));
    }

    [Test]
    public void The_next_job_is_expected_to_end_near_the_time_that_the_last_ones_took()
    {
        CommandDurations durations = Of(Enumerable.Repeat(5.0, 12));

        Assert.That(durations.LongerThan(3), Is.GreaterThan(0.85));
        Assert.That(durations.LongerThan(5), Is.EqualTo(0.5).Within(0.1));
        Assert.That(durations.LongerThan(8), Is.LessThan(0.1));
    }

    [Test]
    public void One_job_is_as_good_as_what_is_known_of_all_and_more_are_better()
    {
        double unknown = new CommandDurations().LongerThan(2);

        Assert.That(Of([100]).LongerThan(2), Is.EqualTo((1 + unknown) / 2).Within(1e-6));
        Assert.That(Of([100, 100, 100]).LongerThan(2), Is.EqualTo((3 + unknown) / 4).Within(1e-6));
    }

    [Test]
    public void The_last_twelve_are_remembered()
    {
        double[] twelve = [.. Enumerable.Repeat(5.0, 12)];

        Assert.That(Of([100, .. twelve]).LongerThan(20), Is.EqualTo(Of(twelve).LongerThan(20)));
        Assert.That(Of([100, .. twelve[1..]]).LongerThan(20), Is.GreaterThan(Of(twelve).LongerThan(20) + 0.05), "the first of twelve still counts");
        Assert.That(Of([.. twelve, .. twelve, 100]).LongerThan(20), Is.GreaterThan(Of(twelve).LongerThan(20) + 0.05));
    }

    [Test]
    public void A_job_that_took_no_time_at_all_is_fine()
    {
        CommandDurations durations = Of(Enumerable.Repeat(0.0, 12));

        Assert.That(durations.LongerThan(0), Is.EqualTo(1).Within(1e-9));
        Assert.That(durations.LongerThan(0.02), Is.InRange(0.001, 0.1));
    }

    private static CommandDurations Of(IEnumerable<double> history)
    {
        CommandDurations durations = new();
        foreach (double seconds in history)
        {
            durations.Add(TimeSpan.FromSeconds(seconds));
        }

        return durations;
    }
}
