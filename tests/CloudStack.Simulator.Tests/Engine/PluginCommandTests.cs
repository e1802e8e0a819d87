using System.Text.Json;

namespace CloudStack.Simulator.Tests;

/// <summary>
/// Commands of a test that throw an exception. It used to come out of the next request, whoever sent it, and the job never ended.
/// </summary>
public sealed class PluginCommandTests
{
    private readonly ManualTimeProvider _clock = new();
    private SimulatorEngine _engine = null!;
    private TestCaller _caller = null!;

    public static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("throws", "no such rack", static _ => throw new InvalidOperationException("no such rack"));
        yield return Case("throws while it is read", "out of racks", static _ => Late());
        yield return Case("returns a value that no response can contain", "a value of the type System.Object", static _ => [new Dictionary<string, object?> { ["id"] = new object() }]);
        yield return Case("returns null", "Value cannot be null", static _ => null!);
        yield return Case("throws without a message", "Command failed due to Internal Server Error", static _ => throw new SilentException());
    }

    [SetUp]
    public void SetUp()
    {
        _engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(5) }, _clock);
        _caller = TestCaller.InProcess(_engine);
    }

    [TearDown]
    public void TearDown() => _caller.Dispose();

    [TestCaseSource(nameof(Broken))]
    public async Task An_exception_of_a_job_ends_the_job_with_an_error(string text, Func<SimulatorCommandCall, IEnumerable<IReadOnlyDictionary<string, object?>>> execute)
    {
        _engine.AddCommand(new SimulatorCommand("moveRack") { IsAsync = true, ObjectName = "rack", Fields = [new("id")], Execute = execute });
        (_, string after) = await _caller.DeployAsync();
        string job = (await _caller.CallAsync("moveRack")).Text("jobid");
        _clock.Advance(TimeSpan.FromSeconds(5));

        ApiReply other = await _caller.CallAsync("listZones");
        JsonElement ended = (await _caller.QueryAsync(job)).Content;

        Assert.Multiple(() =>
        {
            Assert.That(other.Status, Is.EqualTo(200), "the next request has nothing to do with it");
            Assert.That((ended.GetProperty("jobstatus").GetInt32(), ended.GetProperty("jobresultcode").GetInt32()), Is.EqualTo((2, 530)));
            Assert.That(ended.GetProperty("jobresult").GetProperty("errorcode").GetInt32(), Is.EqualTo(530));
            Assert.That(ended.GetProperty("jobresult").GetProperty("errortext").GetString(), Does.Contain(text));
        });
        Assert.That((await _caller.QueryAsync(after)).Content.GetProperty("jobstatus").GetInt32(), Is.EqualTo(1), "the other jobs run on");
        Assert.That((await _caller.CallAsync("listAsyncJobs")).Body, Is.EqualTo("{\"listasyncjobsresponse\":{}}"));
    }

    [TestCaseSource(nameof(Broken))]
    public async Task An_exception_of_a_job_does_not_stop_the_event_bus(string text, Func<SimulatorCommandCall, IEnumerable<IReadOnlyDictionary<string, object?>>> execute)
    {
        List<string> heard = [];
        using IDisposable subscription = _engine.SubscribeBus(message => heard.Add(message.RoutingKey.Split('.')[2] + " " + message.Body));
        _engine.AddCommand(new SimulatorCommand("moveRack") { IsAsync = true, ObjectName = "rack", Fields = [new("id")], Execute = execute });
        await _caller.CallAsync("moveRack");
        await _caller.CallAsync("moveRack");

        await _clock.RunForAsync(TimeSpan.FromSeconds(10));

        Assert.That(heard, Has.Count.EqualTo(4));
        Assert.That(heard[2..], Has.All.StartsWith("complete ").And.All.Contain("FAILED").And.All.Contain(text));
    }

    [TestCaseSource(nameof(Broken))]
    public async Task An_exception_of_a_command_is_the_error_of_its_request(string text, Func<SimulatorCommandCall, IEnumerable<IReadOnlyDictionary<string, object?>>> execute)
    {
        _engine.AddCommand(new SimulatorCommand("listRacks") { ObjectName = "rack", Fields = [new("id")], Execute = execute });
        using TestCaller user = TestCaller.InProcess(_engine, _engine.AddUser("ann"));

        ApiReply reply = await _caller.CallAsync("listRacks");
        ApiReply hidden = await user.CallAsync("listRacks");

        Assert.Multiple(() =>
        {
            Assert.That((reply.Status, reply.Envelope), Is.EqualTo((530, "listracksresponse")));
            Assert.That(reply.Text("errortext"), Does.Contain(text));
            Assert.That((hidden.Status, hidden.Text("errortext")), Is.EqualTo((530, "Internal error executing command, please contact your system administrator")));
        });
    }

    private static TestCaseData Case(string name, string text, Func<SimulatorCommandCall, IEnumerable<IReadOnlyDictionary<string, object?>>> execute) =>
        new TestCaseData(text, execute).SetArgDisplayNames(name);

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Late()
    {
        yield return new Dictionary<string, object?> { ["id"] = "r1" };
        throw new InvalidOperationException("out of racks");
    }

    private sealed class SilentException : Exception
    {
        public override string Message => string.Empty;
    }
}
