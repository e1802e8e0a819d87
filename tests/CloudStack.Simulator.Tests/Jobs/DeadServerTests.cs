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

    [Test]
    public void Only_a_dead_server_can_be_started()
    {
        string dead = _engine.KillServer();
        _engine.StartServer(dead);

        Assert.That(() => _engine.StartServer(dead), Throws.ArgumentException.With.Message.Contains(dead));
        Assert.That(() => _engine.StartServer("nobody"), Throws.ArgumentException);
        Assert.That(() => _engine.StartServer(null!), Throws.ArgumentNullException);
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
