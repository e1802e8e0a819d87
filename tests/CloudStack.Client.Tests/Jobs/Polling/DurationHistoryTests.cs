using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

public class DurationHistoryTests
{
    private const int Capacity = 512;

    private readonly DurationHistory _history = new();

    [Test]
    public void Each_command_has_its_own_however_it_is_written()
    {
        CommandDurations start = _history.Of("startVirtualMachine");

        Assert.That(_history.Of("STARTvirtualmachine"), Is.SameAs(start));
        Assert.That(_history.Of("stopVirtualMachine"), Is.Not.SameAs(start));
        Assert.That(start, Is.Not.SameAs(CommandDurations.Unknown), "a shared instance must not learn");
    }

    [Test]
    public void What_is_learned_of_a_command_is_there_the_next_time()
    {
        _history.Of("deployVirtualMachine").Add(TimeSpan.FromSeconds(100));

        Assert.That(_history.Of("deployVirtualMachine").LongerThan(10), Is.GreaterThan(0.5));
        Assert.That(_history.Of("destroyVirtualMachine").LongerThan(10), Is.LessThan(0.1));
    }

    [Test]
    public void Nothing_is_known_about_a_job_of_unknown_age()
    {
        JobIdentity resumed = new("job", "rebootVirtualMachine", null, default, null);

        Assert.That(_history.Of(resumed), Is.SameAs(CommandDurations.Unknown));
        Assert.That(_history.Of(resumed with { SubmittedTimestamp = 0 }), Is.SameAs(_history.Of("rebootVirtualMachine")));
    }

    [Test]
    public void As_many_commands_are_kept_as_any_program_uses()
    {
        DurationHistory history = new();
        CommandDurations[] first = [.. Enumerable.Range(0, Capacity).Select(i => history.Of($"command{i}"))];
        CommandDurations[] again = [.. Enumerable.Range(0, Capacity).Select(i => history.Of($"command{i}"))];

        Assert.That(again.Zip(first).All(static pair => ReferenceEquals(pair.First, pair.Second)));
    }

    [Test]
    public void The_command_that_was_used_least_recently_makes_room_for_a_new_one()
    {
        DurationHistory history = new();
        CommandDurations[] old = [.. Enumerable.Range(0, Capacity).Select(i => history.Of($"command{i}"))];
        history.Of("command0");

        history.Of("new");

        Assert.That(history.Of("command0"), Is.SameAs(old[0]), "it was reused");
        Assert.That(history.Of("command2"), Is.SameAs(old[2]));
        Assert.That(history.Of($"command{Capacity - 1}"), Is.SameAs(old[^1]));
        Assert.That(history.Of("command1"), Is.Not.SameAs(old[1]));
    }
}
