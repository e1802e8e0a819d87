using System.Text.Json;

namespace CloudStack.Simulator.Tests;

public sealed class BusTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<(SimulatorBusMessage Message, TimeSpan At)> _heard = [];
    private SimulatorEngine _engine = null!;
    private TestCaller _caller = null!;

    [SetUp]
    public void SetUp()
    {
        _heard.Clear();
        _engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(5) }, _clock);
        _caller = TestCaller.InProcess(_engine);
    }

    [TearDown]
    public void TearDown() => _caller.Dispose();

    [Test]
    public async Task A_job_is_announced_when_it_is_accepted_and_when_it_is_over()
    {
        using IDisposable subscription = Listen();
        TimeSpan start = _clock.Elapsed;
        (string id, string job) = await _caller.DeployAsync(("name", "web"));
        await _clock.RunForAsync(TimeSpan.FromMinutes(1));

        Assert.That(_heard.Select(static h => h.Message.RoutingKey), Is.EqualTo((string[])[
            "management-server.AsyncJobEvent.submit.VirtualMachine." + id,
            "management-server.AsyncJobEvent.complete.VirtualMachine." + id,
        ]));
        Assert.That(_heard[1].At - start, Is.EqualTo(TimeSpan.FromSeconds(5)), "by a timer, without a request");
        JsonElement submit = Body(0), complete = Body(1), info = complete.GetProperty("cmdInfo");
        Assert.Multiple(() =>
        {
            Assert.That(Names(submit), Is.EquivalentTo((string[])[
                "jobId", "status", "processStatus", "resultCode", "command", "commandEventType", "user", "account", "instanceType", "instanceUuid", "cmdInfo",
            ]));
            Assert.That(Names(complete).Except(Names(submit)), Is.EqualTo((string[])["jobResult"]));
            Assert.That(submit.GetProperty("jobId").GetString(), Is.EqualTo(job));
            Assert.That(submit.GetProperty("status").GetString(), Is.EqualTo("IN_PROGRESS"));
            Assert.That(complete.GetProperty("status").GetString(), Is.EqualTo("SUCCEEDED"));
            Assert.That(complete.GetProperty("command").GetString(), Is.EqualTo("org.apache.cloudstack.api.command.admin.vm.DeployVMCmdByAdmin"));
            Assert.That(complete.GetProperty("commandEventType").GetString(), Is.EqualTo("VM.CREATE"));
            Assert.That(complete.GetProperty("jobResult").GetProperty("class").GetString(), Is.EqualTo("org.apache.cloudstack.api.response.UserVmResponse"));
            Assert.That(complete.GetProperty("jobResult").GetProperty("object").GetString(), Is.EqualTo("virtualmachine"));
            Assert.That(complete.GetProperty("jobResult").GetProperty("state").GetString(), Is.EqualTo("Running"));
            Assert.That(info.GetProperty("name").GetString(), Is.EqualTo("web"));
            Assert.That(info.TryGetProperty("signature", out _), Is.True, "all that was sent");
            Assert.That(info.GetProperty("httpmethod").GetString(), Is.EqualTo("POST"));
        });
    }

    [Test]
    public async Task Jobs_have_the_recorded_forms_without_an_object_and_when_they_fail()
    {
        (string id, _) = await _caller.DeployAsync();
        using IDisposable subscription = Listen();
        await _caller.CallAsync("createTags", ("resourceids", id), ("resourcetype", "UserVm"), ("tags[0].key", "a"), ("tags[0].value", "b"));
        await _clock.RunForAsync(TimeSpan.FromSeconds(10));
        await _caller.CallAsync("createTags", ("resourceids", id), ("resourcetype", "UserVm"), ("tags[0].key", "a"), ("tags[0].value", "b"));
        await _clock.RunForAsync(TimeSpan.FromSeconds(10));

        int done = _heard.FindIndex(static h => h.Message.RoutingKey == "management-server.AsyncJobEvent.complete.None.*");
        JsonElement success = Body(done), failure = Body(_heard.Count - 1);
        Assert.Multiple(() =>
        {
            Assert.That(success.GetProperty("instanceType").GetString(), Is.EqualTo("None"));
            Assert.That(success.GetProperty("instanceUuid").GetString(), Is.Empty);
            Assert.That(
                success.GetProperty("jobResult").GetRawText(),
                Is.EqualTo("""{"success":true,"class":"org.apache.cloudstack.api.response.SuccessResponse","object":"null"}"""));
            Assert.That(failure.GetProperty("status").GetString(), Is.EqualTo("FAILED"));
            Assert.That(failure.GetProperty("resultCode").GetString(), Is.EqualTo("530"));
            Assert.That(Names(failure.GetProperty("jobResult")), Is.EquivalentTo((string[])["uuidList", "errorcode", "errortext", "class", "object"]));
            Assert.That(failure.GetProperty("jobResult").GetProperty("class").GetString(), Is.EqualTo("org.apache.cloudstack.api.response.ExceptionResponse"));
        });
    }

    [Test]
    public async Task A_query_upon_the_message_finds_the_job_over()
    {
        var over = new TaskCompletionSource<SimulatorBusMessage>();
        using IDisposable subscription = _engine.SubscribeBus(message =>
        {
            if (message.RoutingKey.Contains(".complete.", StringComparison.Ordinal))
            {
                over.TrySetResult(message);
            }
        });

        int status = await _clock.RunUntilAsync(async () =>
        {
            (_, string job) = await _caller.DeployAsync();
            await over.Task;
            return (await _caller.QueryAsync(job)).Content.GetProperty("jobstatus").GetInt32();
        });

        Assert.That(status, Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_said_of_jobs_that_a_restart_or_their_expiry_ended()
    {
        using IDisposable subscription = Listen();
        await _caller.DeployAsync(("name", "killed"));
        _engine.Restart();
        (_, string purged) = await _caller.DeployAsync(("name", "purged"));
        _engine.PurgeJob(purged);
        await _clock.RunForAsync(TimeSpan.FromMinutes(1));

        Assert.That(_heard.Select(static h => h.Message.RoutingKey.Split('.')[2]), Is.EqualTo((string[])["submit", "submit"]));
    }

    [Test]
    public async Task Who_left_hears_nothing_and_no_timer_is_left()
    {
        IDisposable subscription = Listen();
        await _caller.DeployAsync();
        Assert.That(_clock.ActiveTimers, Is.EqualTo(1));

        subscription.Dispose();
        subscription.Dispose();
        await _clock.RunForAsync(TimeSpan.FromMinutes(1));

        Assert.That(_heard, Has.Count.EqualTo(1));
        Assert.That(_clock.ActiveTimers, Is.Zero);
    }

    [Test]
    public void Messages_have_the_keys_of_the_recorded_ones()
    {
        JsonElement[] recorded = [.. Recordings.Read("bus-messages.jsonl.gz").Where(static m => m.GetProperty("routing_key").GetString()!.Contains("AsyncJobEvent", StringComparison.Ordinal))];
        Assert.That(recorded, Is.Not.Empty);
        HashSet<string> known = [.. recorded.SelectMany(static m => Names(Parse(m.GetProperty("body").GetString()!)))];

        using IDisposable subscription = Listen();
        Assert.That(async () => await _caller.DeployAsync(), Throws.Nothing);

        Assert.That(Names(Body(0)), Is.SubsetOf(known));
        Assert.That(known.Except(["jobResult"]), Is.SubsetOf(Names(Body(0))));
    }

    private static JsonElement Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static List<string> Names(JsonElement value) => [.. value.EnumerateObject().Select(static p => p.Name)];

    private JsonElement Body(int index) => Parse(_heard[index].Message.Body);

    private IDisposable Listen() => _engine.SubscribeBus(message => _heard.Add((message, _clock.Elapsed)));
}
