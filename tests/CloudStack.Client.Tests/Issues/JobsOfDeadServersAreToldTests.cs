using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// Several management servers share one database. When one dies, its jobs stay pending until it is started again: a wait for one of
/// them used to continue to its deadline, or forever without one, although the server's list of management servers shows the
/// problem.
/// </summary>
public class JobsOfDeadServersAreToldTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    [Test]
    public async Task A_wait_ends_as_unknown_and_names_the_server()
    {
        await using TestCloud cloud = Cloud();
        JobHandle<VirtualMachine>[] jobs = await StartAsync(cloud, 16);
        Task<JobResult<VirtualMachine>[]> waits = Task.WhenAll(jobs.Select(static job => job.WaitForCompletionAsync()));
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(30));

        string dead = cloud.Engine.KillServer();
        JobResult<VirtualMachine>[] results = await cloud.Clock.RunUntilAsync(() => waits);

        Assert.That(cloud.Clock.Elapsed - TimeSpan.FromSeconds(30), Is.InRange(Tolerance, Tolerance + TimeSpan.FromMinutes(1)));
        Assert.That(results.Select(static result => (result.Outcome, result.UnknownReason)), Has.All.EqualTo((JobOutcome.Unknown, UnknownReason.ServerDown)));
        Assert.That(results.Select(static result => result.Snapshot!.ManagementServerId), Has.All.EqualTo(dead));
        JobOutcomeUnknownException e = Assert.Throws<JobOutcomeUnknownException>(() => results[0].EnsureSuccess())!;
        Assert.That(e.Message, Does.Contain("localhost").And.Contain(dead).And.Contain("is down"));
        Assert.That(cloud.Engine.CountRequests("listManagementServers"), Is.LessThanOrEqualTo(7), "one infrequent call for all");
    }

    [Test]
    public async Task The_handle_can_be_waited_for_again_and_the_job_fails_when_the_server_returns()
    {
        await using TestCloud cloud = Cloud();
        JobHandle<VirtualMachine>[] jobs = await StartAsync(cloud, 1);
        Task<JobResult<VirtualMachine>> wait = jobs[0].WaitForCompletionAsync();
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(3));
        string dead = cloud.Engine.KillServer();
        Assert.That((await cloud.Clock.RunUntilAsync(() => wait)).UnknownReason, Is.EqualTo(UnknownReason.ServerDown));

        Task<JobResult<VirtualMachine>> again = jobs[0].WaitForCompletionAsync();
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(10));
        cloud.Engine.StartServer(dead);

        Assert.That((await cloud.Clock.RunUntilAsync(() => again)).Outcome, Is.EqualTo(JobOutcome.Failed));
    }

    [Test]
    public async Task A_server_that_returns_in_time_and_jobs_of_other_servers_change_nothing()
    {
        await using TestCloud cloud = Cloud();
        JobHandle<VirtualMachine>[] before = await StartAsync(cloud, 2);
        Task<JobResult<VirtualMachine>[]> cut = Task.WhenAll(before.Select(static job => job.WaitForCompletionAsync()));
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(30));
        string dead = cloud.Engine.KillServer();
        JobHandle<VirtualMachine>[] after = await StartAsync(cloud, 2);
        Task<JobResult<VirtualMachine>[]> well = Task.WhenAll(after.Select(static job => job.WaitForCompletionAsync()));
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(100));
        cloud.Engine.StartServer(dead);

        Assert.That((await cloud.Clock.RunUntilAsync(() => cut)).Select(static result => result.Outcome), Has.All.EqualTo(JobOutcome.Failed));
        Assert.That((await cloud.Clock.RunUntilAsync(() => well)).Select(static result => result.Outcome), Has.All.EqualTo(JobOutcome.Succeeded));
    }

    [Test]
    public async Task Without_the_option_nobody_asks_and_the_wait_goes_on_to_its_deadline()
    {
        await using TestCloud cloud = Cloud(options => options.Polling.ServerDownTolerance = null);
        JobHandle<VirtualMachine>[] jobs = await StartAsync(cloud, 1);
        cloud.Engine.KillServer();

        await Assert.ThrowsAsync<JobTimeoutException>(() => cloud.Clock.RunUntilAsync(() => jobs[0].WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(30) })));

        Assert.That(cloud.Engine.CountRequests("listManagementServers"), Is.Zero);
    }

    [Test]
    public async Task Each_wait_has_a_tolerance_of_its_own()
    {
        await using TestCloud cloud = Cloud(options => options.Polling.ServerDownTolerance = null);
        JobHandle<VirtualMachine> job = (await StartAsync(cloud, 1))[0];
        PollingOptions polling = cloud.Client.Polling;
        Task<JobResult<VirtualMachine>> impatient = job.WaitForCompletionAsync(new JobWaitOptions { Polling = polling with { ServerDownTolerance = TimeSpan.FromSeconds(30) } });
        Task<JobResult<VirtualMachine>> patient = job.WaitForCompletionAsync(new JobWaitOptions { Polling = polling with { ServerDownTolerance = TimeSpan.FromMinutes(10) } });
        Task<JobResult<VirtualMachine>> other = job.WaitForCompletionAsync(new JobWaitOptions { Polling = polling });
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(3));
        cloud.Engine.KillServer();

        await cloud.Clock.RunUntilAsync(() => impatient);
        Assert.That(cloud.Clock.Elapsed, Is.LessThan(TimeSpan.FromMinutes(1)));
        await cloud.Clock.RunUntilAsync(() => patient);
        Assert.That(cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12)));
        Assert.That(other.IsCompleted, Is.False);
    }

    [TestCase(432, "The user is not allowed to request the API command")]
    [TestCase(401, "The given command 'listManagementServers' either does not exist, is not available for user, or not available from ip address '/127.0.0.1'.")]
    public async Task A_refusal_ends_the_asking_for_good(int code, string text)
    {
        await using StubCloud cloud = Script(() => StubHandler.Error(code, text));
        JobHandle[] jobs = await cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => (JobHandle)await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }))));

        foreach (JobHandle job in jobs)
        {
            await Assert.ThrowsAsync<JobTimeoutException>(() => cloud.RunAsync(_ => job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(20) })));
        }

        Assert.That(cloud.Handler.Count("listManagementServers"), Is.EqualTo(1));
    }

    /// <summary>Only checks that were answered count, and one that shows the server up restarts the count.</summary>
    [Test]
    public async Task Only_a_server_that_is_down_in_every_look_counts()
    {
        int looks = 0;
        await using StubCloud cloud = Script(() => ++looks switch
        {
            1 or 2 or 4 or 5 => Servers("Down"),
            3 => Servers("Up"),
            < 12 => StubHandler.Html(404),
            _ => Servers("Down"),
        });
        JobHandle job = await cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));

        JobResult result = await cloud.RunAsync(_ => job.WaitForCompletionAsync());

        Assert.That((result.UnknownReason, looks), Is.EqualTo((UnknownReason.ServerDown, 12)));
    }

    private static TestCloud Cloud(Action<CloudStackClientOptions>? configure = null) => new(
        options =>
        {
            options.Polling.ServerDownTolerance = Tolerance;
            configure?.Invoke(options);
        },
        new SimulatorOptions { JobDuration = TimeSpan.FromMinutes(5) });

    private static StubCloud Script(Func<HttpResponseMessage> servers) => new(
        request => request.Command switch
        {
            "queryAsyncJobResult" => StubHandler.Job(request["jobid"]!, 0, "\"managementserverid\":\"m1\",\"managementservername\":\"one\""),
            "listManagementServers" => servers(),
            _ => KindOfCall.Answer(request),
        },
        options => options.Polling.ServerDownTolerance = Tolerance);

    private static HttpResponseMessage Servers(string state) => StubHandler.Json(
        $$$"""{"listmanagementserversresponse":{"count":2,"managementserver":[{"id":"m0","name":"zero","state":"Up"},{"id":"m1","name":"one","state":"{{{state}}}"}]}}""");

    private static async Task<JobHandle<VirtualMachine>[]> StartAsync(TestCloud cloud, int count)
    {
        string zone = cloud.Engine.AddZone($"z{cloud.Engine.RequestCount}");
        string offering = cloud.Engine.AddServiceOffering("o");
        string template = cloud.Engine.AddTemplate("t");
        return await cloud.Clock.RunUntilAsync(() => Task.WhenAll(Enumerable.Range(0, count).Select(_ =>
            cloud.Client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = zone, ServiceOfferingId = offering, TemplateId = template }))));
    }
}
