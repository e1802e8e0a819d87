using System.Globalization;
using CloudStack.Client.CodeGen.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.CodeGen.Tests.Verification;

/// <summary><c>verify</c> against the simulator, unchanged and with planted differences.</summary>
internal sealed class VerifyCommandTests
{
    private SimulatorEngine _engine = null!;

    [SetUp]
    public void SetUp() => _engine = new SimulatorEngine();

    [Test]
    public async Task A_server_that_is_like_the_catalog_shows_no_difference()
    {
        ToolRun run = await VerifyAsync();

        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Match(@"CloudStack 4\.23\.0\.0: 973 commands offered, \d+ called, \d+ read commands require parameters, \d+ refused, \d+ requests; no differences\.\n$"));
            Assert.That(run.ExitCode, Is.Zero, run.Output);
            Assert.That(_engine.CountRequests("listZones"), Is.EqualTo(1));
            Assert.That(_engine.Requests.Where(request => request.Status == 200).Select(request => request.Command).Distinct().Count(), Is.GreaterThan(200));
        });
    }

    [Test]
    public async Task Only_commands_that_read_are_called()
    {
        await VerifyAsync();

        HashSet<string> reading = [.. Catalogs.BuiltIn.Commands.Where(command => command.Kind == "read").Select(command => command.Name)];
        Assert.That(_engine.Requests.Select(request => request.Command), Is.All.Matches<string?>(command => command is not null && reading.Contains(command)));
        Assert.That(_engine.Requests.Select(request => request.Method).Distinct(), Is.EqualTo((string[])["POST"]));
    }

    [Test]
    public async Task An_unknown_field_is_reported()
    {
        _engine.AddAnswerField("listZones", "altitude", 320);

        await AssertDifferenceAsync("unknown field", "listZones", "ZoneResponse.altitude", "sent as a number");
    }

    [TestCase("gputotal", SimulatorWireType.Text, "declared long, sent as text: the SDK reads it")]
    [TestCase("gputotal", SimulatorWireType.Nested, "declared long, sent as an object: the SDK cannot read it")]
    [TestCase("gputotal", SimulatorWireType.List, "declared long, sent as a list: the SDK cannot read it")]
    [TestCase("name", SimulatorWireType.Number, "declared string, sent as a number: the SDK reads it")]
    [TestCase("name", SimulatorWireType.Nested, "declared string, sent as an object: the SDK cannot read it")]
    [TestCase("localstorageenabled", SimulatorWireType.Text, "declared boolean, sent as text: the SDK reads it")]
    public async Task A_field_of_another_type_is_reported_and_whether_the_SDK_can_read_it(string field, SimulatorWireType type, string detail)
    {
        _engine.AddAnswerField("listZones", "gputotal", 7);
        _engine.ChangeAnswerFieldType("listZones", field, type);

        await AssertDifferenceAsync("other type", "listZones", "ZoneResponse." + field, detail);
    }

    [Test]
    public async Task An_unknown_field_within_a_nested_object_is_reported()
    {
        _engine.AddAnswerField("listZones", "tags", new[] { new Dictionary<string, object?> { ["key"] = "a", ["colour"] = "red" } });

        await AssertDifferenceAsync("unknown field", "listZones", "ResourceTagResponse.colour", "sent as text");
    }

    [Test]
    public async Task A_missing_command_is_reported()
    {
        _engine.RemoveCommand("listDomains");

        await AssertDifferenceAsync("missing command", "listDomains", "-", "the server does not offer it");
    }

    [Test]
    public async Task A_command_that_needs_a_plug_in_or_a_setting_may_be_missing()
    {
        string optional = Catalogs.BuiltIn.Commands.First(command => command.EnabledBy is not null).Name;
        _engine.RemoveCommand(optional);

        Assert.That((await VerifyAsync()).ExitCode, Is.Zero);
    }

    [Test]
    public async Task An_unknown_command_is_reported()
    {
        _engine.AddCommand(new SimulatorCommand("listRacks") { ObjectName = "rack", Fields = [new("id")] });

        await AssertDifferenceAsync("unknown command", "listRacks", "-", "0 parameters, 1 fields; fetch adds it to a catalog");
    }

    [Test]
    public async Task A_fetched_catalog_has_no_differences_from_its_server()
    {
        using TempFolder folder = new();
        _engine.AddCommand(new SimulatorCommand("listRacks")
        {
            ObjectName = "rack",
            Fields = [new("id"), new("units", "integer"), new("slots", "list") { Fields = [new("unit", "integer")] }],
            Execute = _ => [new Dictionary<string, object?> { ["id"] = "r1", ["units"] = 42, ["slots"] = new[] { new Dictionary<string, object?> { ["unit"] = 1 } } }],
        });
        await ToolRun.AgainstAsync(_engine, "fetch", "--out", folder.File("catalog.json"));

        ToolRun run = await VerifyAsync("--catalog", folder.File("catalog.json"));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(_engine.CountRequests("listRacks"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_that_is_none_is_reported()
    {
        _engine.Faults.Add(Fault.EmptyAnswer, "listZones");

        await AssertDifferenceAsync("other answer", "listZones", "-", "an empty body instead of a response");
    }

    [Test]
    public async Task Damaged_and_encoded_answers_are_read_like_the_SDK_reads_them()
    {
        _engine.Faults.Add(Fault.RawControlByte, "listZones");
        _engine.Faults.Add(Fault.InvalidEscape, "listTemplates");
        _engine.Faults.Add(Fault.PercentEncodedStrings, "listServiceOfferings");
        _engine.Faults.Add(Fault.DateOffset(TimeSpan.FromHours(5.5)), "listAccounts");

        ToolRun run = await VerifyAsync();

        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    [Test]
    public async Task Long_lists_are_read_page_by_page_up_to_the_limit()
    {
        for (int i = 0; i < 350; i++)
        {
            _engine.AddZone("zone-" + i.ToString(CultureInfo.InvariantCulture));
        }

        await VerifyAsync("--pages", "2");
        await VerifyAsync("--pages", "9");

        string[] pages = [.. _engine.Requests.Where(request => request.Command == "listZones").Select(request => request.Parameters["page"])];
        Assert.That(pages, Is.EqualTo((string[])["1", "2", "1", "2", "3", "4"]));
    }

    [Test]
    public async Task A_server_that_allows_smaller_pages_only_chooses_them_itself()
    {
        _engine = new SimulatorEngine(new SimulatorOptions { MaxPageSize = 20 });

        ToolRun run = await VerifyAsync();

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(_engine.Requests.Where(request => request.Command == "listZones").Select(request => request.Parameters.ContainsKey("page")), Is.EqualTo((bool[])[true, false]));
    }

    [Test]
    public async Task A_server_that_says_too_often_is_given_the_time_that_it_asks_for()
    {
        ManualTimeProvider clock = new();
        _engine = new SimulatorEngine(new SimulatorOptions { ThrottleLimit = 25, ThrottleInterval = TimeSpan.FromSeconds(1) }, clock);
        SimulatorUser user = _engine.AddUser("ann");

        ToolRun run = await clock.RunUntilAsync(() => ToolRun.AgainstAsync(_engine, user, "verify"));

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Output);
            Assert.That(run.Output, Does.Contain("The account is not a root administrator: "));
            Assert.That(_engine.Requests.Count(request => request.Status == 429), Is.InRange(1, 20));
            Assert.That(clock.Elapsed, Is.GreaterThan(TimeSpan.FromSeconds(3)).And.LessThan(TimeSpan.FromMinutes(1)));
        });
    }

    [Test]
    public async Task The_limit_of_requests_ends_the_check_and_says_so()
    {
        ToolRun run = await VerifyAsync("--max-requests", "10");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Output, Does.Contain("commands were not called, because the limit of requests or time was reached."));
            Assert.That(_engine.Requests, Has.Count.EqualTo(10));
        });
    }

    [Test]
    public async Task The_limit_of_time_ends_the_check_and_says_so()
    {
        ManualTimeProvider clock = new();
        _engine = new SimulatorEngine(null, clock);
        SimulatorHandler slow = new(_engine) { Latency = TimeSpan.FromSeconds(7) };

        ToolRun run = await clock.RunUntilAsync(() => ToolRun.OfAsync(slow, clock, ToolRun.Variables(_engine.Admin), "/nowhere", "verify", "--max-minutes", "1"));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(_engine.Requests, Has.Count.EqualTo(9));
    }

    [Test]
    public async Task A_server_that_is_away_for_a_moment_is_asked_again()
    {
        ManualTimeProvider clock = new();
        _engine = new SimulatorEngine(null, clock);
        _engine.Faults.Add(Fault.RefuseConnection, times: 2);
        _engine.Faults.Add(Fault.BadGatewayPage, "listZones", times: 2);
        _engine.Faults.Add(Fault.LoseAnswer, "listHosts", times: 1);

        ToolRun run = await clock.RunUntilAsync(() => ToolRun.AgainstAsync(_engine, "verify"));

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
    }

    [Test]
    public async Task A_command_that_only_a_proxy_answers_leaves_the_check_unfinished()
    {
        ManualTimeProvider clock = new();
        _engine = new SimulatorEngine(null, clock);
        _engine.Faults.Add(Fault.BadGatewayPage, "listZones");

        ToolRun run = await clock.RunUntilAsync(() => ToolRun.AgainstAsync(_engine, "verify"));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Does.Contain("listZones received no response from the API: 502, a body that is not JSON"));
    }

    /// <summary>Signatures used to be valid for exactly 15 minutes, so that a clock that was a second fast made the server refuse everything.</summary>
    [Test]
    public async Task A_clock_that_is_a_little_fast_is_accepted_where_timestamps_are_enforced()
    {
        ManualTimeProvider server = new();
        ManualTimeProvider fast = new(server.GetUtcNow() + TimeSpan.FromMinutes(2));
        _engine = new SimulatorEngine(new SimulatorOptions { EnforcePost = true }, server);

        ToolRun run = await ToolRun.OfAsync(new SimulatorHandler(_engine), fast, ToolRun.Variables(_engine.Admin), "/nowhere", "verify");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
    }

    [TestCase("deleteAllowList")]
    [TestCase("clearDenyList")]
    [TestCase("getOrCreateRack")]
    public async Task A_new_command_that_changes_something_is_not_called(string command)
    {
        using TempFolder folder = new();
        _engine.AddCommand(new SimulatorCommand(command) { ObjectName = "rack", IsList = false, IsReadOnly = false, Fields = [new("id")] });
        await ToolRun.AgainstAsync(_engine, "fetch", "--out", folder.File("catalog.json"));

        ToolRun run = await VerifyAsync("--catalog", folder.File("catalog.json"));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(_engine.CountRequests(command), Is.Zero);
    }

    [TestCase("--pages", "0")]
    [TestCase("--max-requests", "-1")]
    [TestCase("--max-minutes", "soon")]
    public async Task A_limit_that_is_none_is_refused(string option, string value)
    {
        ToolRun run = await VerifyAsync(option, value);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(option));
        Assert.That(_engine.Requests, Is.Empty);
    }

    private Task<ToolRun> VerifyAsync(params string[] args) => ToolRun.AgainstAsync(_engine, ["verify", .. args]);

    private async Task AssertDifferenceAsync(string kind, string command, string place, string detail)
    {
        ToolRun run = await VerifyAsync();

        string[] rows = [.. run.Output.Split('\n').Select(row => string.Join(" | ", row.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))];
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Error);
            Assert.That(rows[2], Does.StartWith($"{kind} | {command} | {place} | {detail} | "));
            Assert.That(run.Output, Does.EndWith("; 1 difference.\n"));
        });
    }
}
