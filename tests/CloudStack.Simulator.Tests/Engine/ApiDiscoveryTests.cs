using System.Text.Json;

namespace CloudStack.Simulator.Tests;

/// <summary>listApis, compared with the description that a real server gave a root admin.</summary>
public sealed class ApiDiscoveryTests
{
    private SimulatorEngine _engine = null!;
    private TestCaller _caller = null!;

    [SetUp]
    public void SetUp()
    {
        _engine = new SimulatorEngine();
        _caller = TestCaller.InProcess(_engine);
    }

    [TearDown]
    public void TearDown() => _caller.Dispose();

    [Test]
    public async Task Every_recorded_command_is_described_alike()
    {
        Dictionary<string, JsonElement> own = await ApisAsync();
        Dictionary<string, JsonElement> recorded = Recorded();
        List<string> differences = [];
        foreach ((string name, JsonElement api) in recorded)
        {
            if (own.TryGetValue(name, out JsonElement mine))
            {
                Compare(name, mine, api, differences);
            }
            else
            {
                differences.Add(name + " is missing");
            }
        }

        // The catalog states another version for the first two. Of the last, a root admin sees a variant that is declared to return
        // only success.
        differences.RemoveAll(static d => d.StartsWith("createPrivateGateway: since", StringComparison.Ordinal)
            || d.StartsWith("listVirtualMachinesMetrics: since", StringComparison.Ordinal)
            || d.StartsWith("scaleVirtualMachine: fields ", StringComparison.Ordinal));
        Assert.That(recorded, Has.Count.GreaterThanOrEqualTo(40));
        Assert.That(string.Join("\n", differences), Is.Empty);
    }

    [Test]
    public async Task The_whole_catalog_is_offered_to_a_root_admin()
    {
        JsonElement content = (await _caller.CallAsync("listApis")).Content;

        Assert.That(content.GetProperty("count").GetInt32(), Is.EqualTo(973));
        Assert.That(content.GetProperty("api").GetArrayLength(), Is.EqualTo(973));
    }

    [Test]
    public async Task An_added_command_is_shown_checked_and_executed()
    {
        _engine.AddCommand(Racks());

        JsonElement api = (await ApisAsync("listRacks"))["listRacks"];
        ApiReply reply = await _caller.CallAsync("listRacks", ("room", "east"), ("page", "2"), ("pagesize", "1"));
        ApiReply refused = await _caller.CallAsync("listRacks");

        Assert.Multiple(() =>
        {
            Assert.That(api.GetProperty("description").GetString(), Is.EqualTo("Lists racks"));
            Assert.That(api.GetProperty("params")[0].GetProperty("required").GetBoolean(), Is.True);
            Assert.That(api.GetProperty("response")[2].GetProperty("response")[0].GetProperty("name").GetString(), Is.EqualTo("unit"));
            Assert.That(reply.Body, Is.EqualTo("""{"listracksresponse":{"count":2,"rack":[{"id":"r2","room":"east","slots":[{"unit":4}]}]}}"""));
            Assert.That(refused.Status, Is.EqualTo(431));
            Assert.That(refused.Text("errortext"), Is.EqualTo("Unable to execute API command listracks due to missing parameter room"));
        });
    }

    [Test]
    public async Task An_added_asynchronous_command_runs_when_its_job_ends()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(30) }, clock);
        using TestCaller caller = TestCaller.InProcess(engine);
        List<DateTimeOffset> runs = [];
        engine.AddCommand(new SimulatorCommand("moveRack")
        {
            IsAsync = true,
            ObjectName = "rack",
            Parameters = [new("id", IsRequired: true)],
            Fields = [new("id"), new("room")],
            Execute = call =>
            {
                runs.Add(call.Now);
                return [new Dictionary<string, object?> { ["id"] = call.Parameters["id"], ["room"] = null }];
            },
        });
        DateTimeOffset start = clock.GetUtcNow();

        string job = (await caller.CallAsync("moveRack", ("id", "r1"))).Text("jobid");
        JsonElement end = await clock.RunUntilAsync(() => caller.WaitAsync(clock, job));

        Assert.Multiple(() =>
        {
            Assert.That(end.GetProperty("jobresult").GetRawText(), Is.EqualTo("""{"rack":{"id":"r1"}}"""));
            Assert.That(runs, Is.EqualTo((DateTimeOffset[])[start.AddSeconds(30)]));
        });
    }

    [Test]
    public async Task A_removed_command_is_unknown()
    {
        Assert.That(_engine.RemoveCommand("listZones"), Is.True);
        Assert.That(_engine.RemoveCommand("listZones"), Is.False);

        ApiReply reply = await _caller.CallAsync("listZones");

        Assert.That(reply.Status, Is.EqualTo(401));
        Assert.That(reply.Envelope, Is.EqualTo("errorresponse"));
        Assert.That(await ApisAsync(), Does.Not.ContainKey("listZones"));
    }

    [Test]
    public async Task An_added_field_is_in_every_item_and_not_in_listApis()
    {
        _engine.AddAnswerField("listZones", "altitude", 320);
        _engine.AddAnswerField("queryAsyncJobResult", "weather", new Dictionary<string, object?> { ["rain"] = true });
        _engine.AddAnswerField("deployVirtualMachine", "shelf", "A7");

        JsonElement zones = (await _caller.CallAsync("listZones")).Content.GetProperty("zone");
        string job = (await _caller.DeployAsync()).JobId;
        _engine.PlanJob("stopVirtualMachine", TimeSpan.Zero);
        JsonElement query = (await _caller.QueryAsync(job)).Content;

        Assert.Multiple(() =>
        {
            Assert.That(zones.EnumerateArray().Select(static z => z.GetProperty("altitude").GetInt32()), Is.EqualTo((int[])[320, 320]));
            Assert.That(query.GetProperty("weather").GetProperty("rain").GetBoolean(), Is.True);
        });
        Assert.That((await ApisAsync("listZones"))["listZones"].GetRawText(), Does.Not.Contain("altitude"));
        Assert.That(() => _engine.AddAnswerField("listZonez", "altitude", 1), Throws.ArgumentException);
    }

    [TestCase(SimulatorWireType.Text, "gputotal", "\"0\"")]
    [TestCase(SimulatorWireType.Number, "name", "6")]
    [TestCase(SimulatorWireType.Boolean, "name", "false")]
    [TestCase(SimulatorWireType.List, "gputotal", "[0]")]
    [TestCase(SimulatorWireType.Nested, "gputotal", "{\"value\":0}")]
    public async Task A_changed_type_shows_on_the_wire(SimulatorWireType type, string field, string expected)
    {
        _engine.ChangeAnswerFieldType("listZones", field, type);

        JsonElement zone = (await _caller.CallAsync("listZones")).Content.GetProperty("zone")[0];

        Assert.That(zone.GetProperty(field).GetRawText(), Is.EqualTo(expected));
    }

    [Test]
    public void Names_that_are_taken_and_unknown_types_are_refused()
    {
        Assert.That(() => _engine.AddCommand(new SimulatorCommand("listZones")), Throws.ArgumentException.With.Message.Contains("listZones"));
        Assert.That(
            () => _engine.AddCommand(new SimulatorCommand("listRacks") { Parameters = [new("size", "decimal")] }),
            Throws.ArgumentException.With.Message.Contains("decimal"));
        Assert.That(() => new SimulatorCommand("list racks"), Throws.ArgumentException);
    }

    private static SimulatorCommand Racks() => new("listRacks")
    {
        ObjectName = "rack",
        Description = "Lists racks",
        Parameters = [new("room", IsRequired: true), new("page", "integer"), new("pagesize", "integer")],
        Fields = [new("id"), new("room"), new("slots", "list") { Fields = [new("unit", "integer")] }],
        Execute = static call => ((string[])["r1", "r2"]).Select(id => new Dictionary<string, object?>
        {
            ["id"] = id,
            ["room"] = call.Parameters["room"],
            ["slots"] = (Dictionary<string, object?>[])[new() { ["unit"] = 4 }],
        }),
    };

    private static void Compare(string name, JsonElement own, JsonElement recorded, List<string> differences)
    {
        foreach (string key in (string[])["since", "isasync", "httprequesttype"])
        {
            if (Raw(own, key) != Raw(recorded, key))
            {
                differences.Add($"{name}: {key} is {Raw(own, key)} and was {Raw(recorded, key)}");
            }
        }

        Require(name + ": related", Names(own, "related"), [.. Names(recorded, "related").Where(n => n != name)], differences);
        Dictionary<string, JsonElement> parameters = ByName(own.GetProperty("params"));
        foreach ((string parameter, JsonElement was) in ByName(recorded.GetProperty("params")))
        {
            if (!parameters.Remove(parameter, out JsonElement mine))
            {
                differences.Add($"{name}: the parameter {parameter} is missing");
                continue;
            }

            foreach (string key in (string[])["type", "length", "required", "since"])
            {
                if (Raw(mine, key) != Raw(was, key))
                {
                    differences.Add($"{name}: {key} of {parameter} is {Raw(mine, key)} and was {Raw(was, key)}");
                }
            }

            Require($"{name}: related of {parameter}", Names(mine, "related"), Names(was, "related"), differences);
        }

        if (parameters.Count > 0)
        {
            differences.Add($"{name}: parameters {string.Join(',', parameters.Keys)} are too many");
        }

        CompareFields(name, own.GetProperty("response"), recorded.GetProperty("response"), differences);
    }

    private static void CompareFields(string where, JsonElement own, JsonElement recorded, List<string> differences)
    {
        Dictionary<string, JsonElement> mine = ByName(own);
        Dictionary<string, JsonElement> was = ByName(recorded);
        string[] missing = [.. was.Keys.Except(mine.Keys).Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            differences.Add($"{where}: fields {string.Join(',', missing)} are missing");
        }

        string[] more = [.. mine.Keys.Except(was.Keys)];
        if (more.Length > 0)
        {
            differences.Add($"{where}: fields {string.Join(',', more)} are too many");
        }

        foreach ((string field, JsonElement value) in was.Where(p => mine.ContainsKey(p.Key)))
        {
            if (Raw(value, "type") != Raw(mine[field], "type"))
            {
                differences.Add($"{where}.{field}: type is {Raw(mine[field], "type")} and was {Raw(value, "type")}");
            }

            bool isUnfolded = value.TryGetProperty("response", out JsonElement nested);
            if (isUnfolded != mine[field].TryGetProperty("response", out JsonElement own2))
            {
                differences.Add($"{where}.{field}: unfolded is {!isUnfolded} and was {isUnfolded}");
            }
            else if (isUnfolded)
            {
                CompareFields($"{where}.{field}", own2, nested, differences);
            }
        }
    }

    // The server lists fewer commands than return a class: the order in which it encountered them decides.
    private static void Require(string what, HashSet<string> own, HashSet<string> recorded, List<string> differences)
    {
        if (recorded.Except(own).Any())
        {
            differences.Add($"{what} lacks {string.Join(',', recorded.Except(own))}");
        }
    }

    // A real server lists a few parameters twice.
    private static Dictionary<string, JsonElement> ByName(JsonElement items) => items.EnumerateArray()
        .Where(static i => i.TryGetProperty("name", out _))
        .GroupBy(static i => i.GetProperty("name").GetString()!, StringComparer.Ordinal)
        .ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);

    private static string? Raw(JsonElement item, string key) => item.TryGetProperty(key, out JsonElement value) ? value.GetRawText() : null;

    private static HashSet<string> Names(JsonElement item, string key) =>
        [.. (item.TryGetProperty(key, out JsonElement value) ? value.GetString()! : string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries)];

    private static Dictionary<string, JsonElement> Recorded() => ByName(
        Recordings.Read("list-apis-root.jsonl.gz").Single().GetProperty("listapisresponse").GetProperty("api"));

    private async Task<Dictionary<string, JsonElement>> ApisAsync(string? name = null) => ByName(
        (await (name is null ? _caller.CallAsync("listApis") : _caller.CallAsync("listApis", ("name", name)))).Content.GetProperty("api"));
}
