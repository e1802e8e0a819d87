using System.Text.Json;

namespace CloudStack.Simulator.Tests.Jobs;

/// <summary>One of several management servers dies, and is restarted, as observed on two real ones.</summary>
public sealed class DeadServerTests
{
    private readonly ManualTimeProvider _clock = new();
    private SimulatorEngine _engine = null!;
    private TestCaller _caller = null!;

    [SetUp]
    public void SetUp()
    {
        _engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(5) }, _clock);
        _engine.AddZone("z");
        _engine.AddServiceOffering("o");
        _engine.AddTemplate("t");
        _caller = TestCaller.InProcess(_engine);
    }

    [TearDown]
    public void TearDown() => _caller.Dispose();

    [Test]
    public async Task Its_jobs_stay_pending_and_are_listed_until_it_is_started_again()
    {
        (_, string job) = await _caller.DeployAsync();
        string dead = _engine.KillServer();
        _clock.Advance(TimeSpan.FromHours(1));

        JsonElement pending = await QueryAsync(job);
        Assert.That(pending.GetProperty("jobstatus").GetInt32(), Is.Zero);
        Assert.That(pending.GetProperty("managementserverid").GetString(), Is.EqualTo(dead));
        Assert.That((await _caller.CallAsync("listAsyncJobs", ("managementserverid", dead))).Body, Does.Contain(job));

        _engine.StartServer(dead);
        JsonElement over = await QueryAsync(job);
        Assert.That(over.GetProperty("jobstatus").GetInt32(), Is.EqualTo(2));
        Assert.That(over.GetProperty("jobresultcode").GetInt32(), Is.EqualTo(530));
        Assert.That(over.TryGetProperty("jobresult", out _), Is.False);
        Assert.That(over.GetProperty("managementserverid").GetString(), Is.EqualTo(dead));
    }

    [Test]
    public async Task The_list_of_servers_says_which_is_down_and_how_many_jobs_it_has()
    {
        await _caller.DeployAsync();
        await _caller.DeployAsync();
        string dead = _engine.KillServer();

        JsonElement[] servers = await ServersAsync();
        Assert.That(servers.Select(static server => server.GetProperty("state").GetString()), Is.EqualTo((string[])["Down", "Up"]));
        Assert.That(servers[0].GetProperty("id").GetString(), Is.EqualTo(dead));
        Assert.That(servers[0].GetProperty("pendingjobscount").GetInt32(), Is.EqualTo(2));

        _engine.StartServer(dead);
        Assert.That((await ServersAsync()).Select(static server => server.GetProperty("state").GetString()), Has.All.EqualTo("Up"));
    }

    [Test]
    public async Task Other_servers_run_the_jobs_that_come_later()
    {
        string dead = _engine.KillServer();
        (_, string job) = await _caller.DeployAsync();
        Assert.That((await QueryAsync(job)).GetProperty("managementserverid").GetString(), Is.Not.EqualTo(dead));

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That((await QueryAsync(job)).GetProperty("jobstatus").GetInt32(), Is.EqualTo(1));
    }

    /// <summary>They used to wait for ever.</summary>
    [Test]
    public async Task Jobs_that_waited_for_its_jobs_run_one_after_the_other_once_it_is_started_again()
    {
        (string id, string deployment) = await _caller.DeployAsync();
        _clock.Advance(TimeSpan.FromSeconds(2));
        string dead = _engine.KillServer();
        string start = await SubmitAsync("startVirtualMachine", id);
        string reboot = await SubmitAsync("rebootVirtualMachine", id);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await StatusesAsync(deployment, start, reboot), Is.EqualTo((int[])[0, 0, 0]));

        _engine.StartServer(dead);
        Assert.That(await StatusesAsync(deployment, start, reboot), Is.EqualTo((int[])[2, 0, 0]));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await StatusesAsync(deployment, start, reboot), Is.EqualTo((int[])[2, 1, 0]));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await StatusesAsync(deployment, start, reboot), Is.EqualTo((int[])[2, 1, 1]));
        Assert.That(_engine.ReadField(id, "state"), Is.EqualTo("Running"));
    }

    [Test]
    public async Task Jobs_that_waited_for_its_jobs_are_told_by_the_bus_without_a_request()
    {
        List<string> heard = [];
        (string id, _) = await _caller.DeployAsync();
        string dead = _engine.KillServer();
        string start = await SubmitAsync("startVirtualMachine", id);
        using IDisposable subscription = _engine.SubscribeBus(message => heard.Add(message.RoutingKey + " " + message.Body));

        _engine.StartServer(dead);
        await _clock.RunForAsync(TimeSpan.FromSeconds(5));

        Assert.That(heard.Single(), Does.Contain(".complete.").And.Contain(start).And.Contain("SUCCEEDED"));
    }

    [Test]
    public async Task A_machine_waits_for_all_dead_servers_that_have_jobs_on_it()
    {
        (string id, string deployment) = await _caller.DeployAsync();
        string first = _engine.KillServer();
        string start = await SubmitAsync("startVirtualMachine", id);
        string second = _engine.KillServer();
        string again = await SubmitAsync("startVirtualMachine", id);

        _engine.StartServer(first);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await StatusesAsync(deployment, start, again), Is.EqualTo((int[])[2, 0, 0]));

        _engine.StartServer(second);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await StatusesAsync(deployment, start, again), Is.EqualTo((int[])[2, 2, 1]));
    }

    /// <summary>A restart used to end the jobs of dead servers as well.</summary>
    [Test]
    public async Task Its_jobs_stay_pending_when_another_server_is_restarted()
    {
        (string id, string stranded) = await _caller.DeployAsync();
        string dead = _engine.KillServer();
        (_, string running) = await _caller.DeployAsync();
        string waiting = await SubmitAsync("startVirtualMachine", id);

        _engine.Restart();
        string late = await SubmitAsync("startVirtualMachine", id);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await StatusesAsync(stranded, running, waiting, late), Is.EqualTo((int[])[0, 2, 2, 0]));

        _engine.StartServer(dead);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await StatusesAsync(stranded, late), Is.EqualTo((int[])[2, 1]));
    }

    [Test]
    public void Only_a_dead_server_can_be_started()
    {
        string dead = _engine.KillServer();
        _engine.StartServer(dead);

        Assert.That(() => _engine.StartServer(dead), Throws.ArgumentException.With.Message.Contains(dead));
        Assert.That(() => _engine.StartServer("nobody"), Throws.ArgumentException);
        Assert.That(() => _engine.StartServer(null!), Throws.ArgumentNullException);
    }

    private async Task<string> SubmitAsync(string command, string machine) => (await _caller.CallAsync(command, ("id", machine))).Text("jobid");

    private async Task<int[]> StatusesAsync(params string[] jobs)
    {
        List<int> statuses = [];
        foreach (string job in jobs)
        {
            statuses.Add((await QueryAsync(job)).GetProperty("jobstatus").GetInt32());
        }

        return [.. statuses];
    }

    private async Task<JsonElement> QueryAsync(string job)
    {
        ApiReply reply = await _caller.CallAsync("queryAsyncJobResult", ("jobid", job));
        return JsonDocument.Parse(reply.Body).RootElement.GetProperty("queryasyncjobresultresponse");
    }

    private async Task<JsonElement[]> ServersAsync()
    {
        ApiReply reply = await _caller.CallAsync("listManagementServers");
        return [.. JsonDocument.Parse(reply.Body).RootElement.GetProperty("listmanagementserversresponse").GetProperty("managementserver").EnumerateArray()];
    }
}
