using System.Text.Json;

namespace CloudStack.Simulator.Tests;

/// <summary>Responses must have every field that a real server always sent, and none that it never sent.</summary>
public sealed class RecordedShapesTests
{
    // Fields that only other hypervisors, features or settings add, or that refer to the recording's own set-up.
    private static readonly Dictionary<string, string[]> Elsewhere = new(StringComparer.Ordinal)
    {
        ["listTemplates"] = ["downloaddetails", "url"],
        ["virtualmachine"] = ["readonlydetails", "group", "groupid", "keypairs"],
        ["listVirtualMachines"] = ["readonlydetails"],
    };

    [TestCase("listZones", "zone")]
    [TestCase("listServiceOfferings", "serviceoffering")]
    [TestCase("listTemplates", "template")]
    [TestCase("listVirtualMachines", "virtualmachine")]
    [TestCase("listAsyncJobs", "asyncjobs")]
    [TestCase("listCapabilities", "capability")]
    public async Task An_answer_has_the_recorded_fields(string command, string key)
    {
        foreach (SimulatorRole role in (SimulatorRole[])[SimulatorRole.RootAdmin, SimulatorRole.User])
        {
            string actor = role == SimulatorRole.RootAdmin ? "root" : "user";
            var recorded = Items(command, actor, key).ToList();
            Assert.That(recorded, Is.Not.Empty, actor);
            var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = command == "listAsyncJobs" ? TimeSpan.FromHours(1) : TimeSpan.Zero });
            SimulatorUser user = role == SimulatorRole.RootAdmin ? engine.Admin : engine.AddUser("ann");
            using TestCaller caller = TestCaller.InProcess(engine, user);
            await caller.DeployAsync();
            (string, string)[] parameters = command == "listTemplates" ? [("templatefilter", "featured")] : [];

            JsonElement own = First((await caller.CallAsync(command, parameters)).Content.GetProperty(key));

            Compare($"{command} by {actor}", own, recorded, Elsewhere.GetValueOrDefault(command) ?? []);
        }
    }

    [TestCase("deployVirtualMachine", 1)]
    [TestCase("deployVirtualMachine", 2)]
    [TestCase("stopVirtualMachine", 1)]
    [TestCase("createTags", 1)]
    [TestCase("createTags", 2)]
    public async Task A_job_has_the_recorded_fields(string command, int status)
    {
        var recorded = Recordings.Read("exchanges.jsonl.gz")
            .Where(e => e.GetProperty("kind").GetString() == "poll" && e.GetProperty("jobCommand").GetString() == command)
            .Select(Content).OfType<JsonElement>()
            .Where(j => j.GetProperty("jobstatus").GetInt32() == status)
            .ToList();
        Assert.That(recorded, Is.Not.Empty);
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        using TestCaller caller = TestCaller.InProcess(engine, engine.AddUser("ann"));
        (string id, string job) = await caller.DeployAsync();
        engine.PlanJob(ending: status == 2 ? JobEnding.Failure() : JobEnding.Success);
        job = command switch
        {
            "deployVirtualMachine" => (await caller.DeployAsync()).JobId,
            "createTags" => (await caller.CallAsync(command, ("resourceids", id), ("resourcetype", "UserVm"), ("tags[0].key", "a"), ("tags[0].value", "b"))).Text("jobid"),
            _ => (await caller.CallAsync(command, ("id", id))).Text("jobid"),
        };

        JsonElement own = (await caller.QueryAsync(job)).Content;

        Compare(command, own, recorded, []);
        JsonElement result = own.GetProperty("jobresult");
        var results = recorded.Select(static r => r.GetProperty("jobresult")).ToList();
        Compare(command + " result", result, results, []);
        if (result.TryGetProperty("virtualmachine", out JsonElement vm))
        {
            Compare(command + " machine", vm, [.. results.Select(static r => r.GetProperty("virtualmachine"))], Elsewhere["virtualmachine"]);
            Compare(command + " nic", vm.GetProperty("nic")[0], [.. results.Select(static r => r.GetProperty("virtualmachine").GetProperty("nic")[0])], []);
        }
    }

    private static void Compare(string what, JsonElement own, List<JsonElement> recorded, string[] elsewhere)
    {
        static Dictionary<string, JsonValueKind> Fields(JsonElement value) =>
            value.EnumerateObject().ToDictionary(static p => p.Name, static p => Kind(p.Value), StringComparer.Ordinal);
        Dictionary<string, JsonValueKind> mine = Fields(own);
        List<Dictionary<string, JsonValueKind>> all = [.. recorded.Select(Fields)];
        var always = all[0].Keys.Where(k => all.TrueForAll(r => r.ContainsKey(k))).Except(elsewhere).ToList();
        var kinds = all.SelectMany(static r => r).Select(static p => (p.Key, p.Value)).ToHashSet();
        Assert.That(always.Except(mine.Keys), Is.Empty, what + ": always sent by the server, missing here");
        Assert.That(
            mine.Where(p => !kinds.Contains((p.Key, p.Value))).Select(static p => $"{p.Key} as {p.Value}"),
            Is.Empty, what + ": never sent by the server in this form");
    }

    private static JsonValueKind Kind(JsonElement value) =>
        value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind;

    private static IEnumerable<JsonElement> Items(string command, string actor, string key) =>
        Recordings.Read("exchanges.jsonl.gz")
            .Where(e => e.GetProperty("kind").GetString() == "call" && e.GetProperty("command").GetString() == command && e.GetProperty("actor").GetString() == actor)
            .Select(Content).OfType<JsonElement>()
            .Where(c => c.TryGetProperty(key, out _))
            .SelectMany(c => c.GetProperty(key) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [c.GetProperty(key)]);

    private static JsonElement First(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value[0] : value;

    private static JsonElement? Content(JsonElement exchange)
    {
        JsonElement response = exchange.GetProperty("response");
        if (response.GetProperty("status").GetInt32() != 200 || response.GetProperty("body").GetString() is not ['{', ..] body)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.EnumerateObject().Single().Value.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
