using System.Text;

namespace CloudStack.Simulator.Tests;

public sealed class RecordedDurationsTests
{
    private const string Recording = """
        [[1.5, "stopVirtualMachine", 3000, 1],
         [2, "rebootVirtualMachine", 5000, 1],
         [3, "stopVirtualMachine", 4000.5, 2]]
        """;

    public static IEnumerable<TestCaseData> BadRecordings()
    {
        yield return new TestCaseData("", "is not valid JSON").SetName("Nothing_at_all");
        yield return new TestCaseData("[[1, \"a\", 1, 1]] x", "is not valid JSON").SetName("Something_behind_the_array");
        yield return new TestCaseData("{}", "is JSON of the kind Object").SetName("An_object");
        yield return new TestCaseData("[]", "has no row").SetName("No_row");
        yield return new TestCaseData("[[1, \"a\", 1, 1], 2]", ", row 2: it is not an array of four items").SetName("A_row_that_is_a_number");
        yield return new TestCaseData("[[1, \"a\", 1]]", ", row 1: it is not an array of four items").SetName("A_row_that_is_too_short");
        yield return new TestCaseData("[[\"1\", \"a\", 1, 1]]", ", row 1: the start must be a number").SetName("A_start_that_is_a_text");
        yield return new TestCaseData("[[1, null, 1, 1]]", ", row 1: the command must be a non-empty string").SetName("No_command");
        yield return new TestCaseData("[[1, \"\", 1, 1]]", ", row 1: the command must be a non-empty string").SetName("An_empty_command");
        yield return new TestCaseData("[[1, \"a\", -1, 1]]", ", row 1: the milliseconds must be a number").SetName("A_negative_duration");
        yield return new TestCaseData("[[1, \"a\", 1e300, 1]]", ", row 1: the milliseconds must be a number").SetName("A_duration_without_end");
        yield return new TestCaseData("[[1, \"a\", 1, true]]", ", row 1: the status must be a number").SetName("A_status_that_is_no_number");
    }

    [TestCaseSource(nameof(BadRecordings))]
    public void A_bad_recording_is_refused_with_its_row_and_what_was_expected(string json, string reason) =>
        Assert.That(
            () => RecordedDurations.Parse(Encoding.UTF8.GetBytes(json)),
            Throws.TypeOf<FormatException>().With.Message.StartsWith("The recording").And.Message.Contains(reason)
                .And.Message.Contains("Expected: an array of rows such as [112.245, \"createTags\", 27, 1]"));

    [Test]
    public void A_bad_file_is_named()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "[[1, \"a\", \"1\", 1]]");

            Assert.That(() => RecordedDurations.FromFile(path), Throws.TypeOf<FormatException>().With.Message.StartsWith(path + ", row 1: the milliseconds"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void A_file_with_a_byte_order_mark_is_read()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Recording, Encoding.UTF8);

            RecordedDurations recorded = RecordedDurations.FromFile(path);

            Assert.That(recorded.Count, Is.EqualTo(3));
            Assert.That(recorded.ToString(), Is.EqualTo("3 recorded jobs of 2 commands"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void A_command_has_its_own_durations_and_another_those_of_all()
    {
        RecordedDurations recorded = Parse();

        Assert.That(recorded.For("stopVirtualMachine"), Is.EqualTo(Milliseconds(3000, 4000.5)));
        Assert.That(recorded.For("startVirtualMachine"), Is.EqualTo(Milliseconds(3000, 5000, 4000.5)));
    }

    [Test]
    public void A_missing_file_and_missing_arguments_are_refused()
    {
        Assert.That(() => RecordedDurations.FromFile("there-is-no-such-file.json"), Throws.InstanceOf<IOException>());
        Assert.That(() => RecordedDurations.FromFile(""), Throws.ArgumentException);
        Assert.That(() => Parse().For(null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task Jobs_get_the_durations_of_their_command_one_after_the_other_in_every_engine()
    {
        RecordedDurations recorded = Parse();
        for (int i = 0; i < 2; i++)
        {
            var engine = new SimulatorEngine(new SimulatorOptions { RecordedDurations = recorded }, new ManualTimeProvider());

            Assert.That(await DurationsAsync(engine, "deployVirtualMachine", 4), Is.EqualTo(Milliseconds(3000, 5000, 4000.5, 3000)), "not recorded");
            Assert.That(await DurationsAsync(engine, "stopVirtualMachine", 3), Is.EqualTo(Milliseconds(3000, 4000.5, 3000)));
            Assert.That(await DurationsAsync(engine, "rebootVirtualMachine", 2), Is.EqualTo(Milliseconds(5000, 5000)));
        }
    }

    [Test]
    public async Task Selector_and_durations_by_command_win_over_the_recording()
    {
        var options = new SimulatorOptions
        {
            JobDuration = TimeSpan.FromSeconds(1),
            JobDurations = { ["stopVirtualMachine"] = TimeSpan.FromSeconds(7) },
            JobDurationSelector = static job => job.Command == "rebootVirtualMachine" ? TimeSpan.FromSeconds(9) : null,
            RecordedDurations = Parse(),
        };
        var engine = new SimulatorEngine(options, new ManualTimeProvider());

        Assert.That(await DurationsAsync(engine, "rebootVirtualMachine", 1), Is.EqualTo(Milliseconds(9000)));
        Assert.That(await DurationsAsync(engine, "stopVirtualMachine", 1), Is.EqualTo(Milliseconds(7000)));
        Assert.That(await DurationsAsync(engine, "deployVirtualMachine", 2), Is.EqualTo(Milliseconds(3000, 5000)));
    }

    [Test]
    public async Task Jobs_from_many_threads_share_out_the_durations()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { RecordedDurations = Parse() }, new ManualTimeProvider());
        using TestCaller caller = TestCaller.InProcess(engine);

        await Parallel.ForAsync(0, 30, async (_, _) => await caller.DeployAsync());

        Assert.That(await EndedAsync(engine), Is.EquivalentTo(Enumerable.Repeat(Milliseconds(3000, 5000, 4000.5), 10).SelectMany(static d => d)));
    }

    private static RecordedDurations Parse() => RecordedDurations.Parse(Encoding.UTF8.GetBytes(Recording));

    private static TimeSpan[] Milliseconds(params double[] values) => [.. values.Select(static value => TimeSpan.FromMilliseconds(value))];

    // Each job uses its own machine, so that none waits for another.
    private static async Task<TimeSpan[]> DurationsAsync(SimulatorEngine engine, string command, int count)
    {
        using TestCaller caller = TestCaller.InProcess(engine);
        int before = engine.Jobs.Count;
        for (int i = 0; i < count; i++)
        {
            if (command == "deployVirtualMachine")
            {
                await caller.DeployAsync();
            }
            else
            {
                engine.PlanJob("deployVirtualMachine", TimeSpan.Zero);
                (string id, _) = await caller.DeployAsync();
                await caller.CallAsync(command, ("id", id));
            }
        }

        return await EndedAsync(engine, command, before);
    }

    private static async Task<TimeSpan[]> EndedAsync(SimulatorEngine engine, string command = "deployVirtualMachine", int skip = 0)
    {
        await ((ManualTimeProvider)engine.Clock).RunForAsync(TimeSpan.FromMinutes(1));
        return [.. engine.Jobs.Skip(skip).Where(job => job.Command == command).Select(static job => job.Completed!.Value - job.Created)];
    }
}
