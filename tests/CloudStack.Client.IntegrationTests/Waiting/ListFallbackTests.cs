using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Waiting;

/// <summary>Waiting for many jobs if the list of running jobs is refused, truncated, paged, of an old server, or of another account.</summary>
internal sealed class ListFallbackTests
{
    private const string List = "listAsyncJobs";
    private const string Query = "queryAsyncJobResult";

    [TestCase(false)]
    [TestCase(true)]
    public async Task An_account_that_may_not_list_jobs_asks_for_them_one_by_one_from_then_on(bool saysSoWith401)
    {
        await using VirtualCloud cloud = new();
        SimulatorUser user = cloud.Engine.AddUser("tenant");
        if (saysSoWith401)
        {
            cloud.Engine.Faults.Add(Fault.Error(401, "The given command 'listAsyncJobs' either does not exist, is not available for user."), List);
        }
        else
        {
            cloud.Engine.Deny(user, List);
        }

        await using CloudStackClient client = ClientOf(cloud, user);
        await WaitForAsync(cloud, client, 20);
        await cloud.Clock.RunForAsync(TimeSpan.FromMinutes(2));
        await WaitForAsync(cloud, client, 20, "later");

        Assert.That(cloud.Engine.CountRequests(List), Is.EqualTo(1));
    }

    [Test]
    public async Task More_than_a_page_of_running_jobs_comes_in_one_answer()
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.PlanJob(duration: TimeSpan.FromHours(1), times: 400);
        await cloud.RunAsync(() => Task.WhenAll(Enumerable.Range(0, 400).Select(i => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy($"slow-{i}")))));

        await WaitForAsync(cloud, cloud.Client, 200);

        Assert.Multiple(() =>
        {
            Assert.That(Lists(cloud).Select(list => (list.GetValueOrDefault("page"), list["pagesize"])), Has.All.EqualTo(((string?)null, "-1")));
            Assert.That(cloud.Engine.CountRequests(Query), Is.EqualTo(200), "the recent ones, which a truncated list wouldn't show, don't count as ended");
        });
    }

    [Test]
    public async Task A_server_that_refuses_the_whole_list_is_read_page_by_page_also_while_pages_shift()
    {
        await using VirtualCloud cloud = new(new SimulatorOptions { JobDurationSelector = job => TimeSpan.FromSeconds(5 + (60 * job.Random.NextDouble())) });
        FaultRule refusal = cloud.Engine.Faults.Add(Fault.Error(431, "Page size can't be unlimited"), List, when: request => request.Parameters["pagesize"] == "-1");
        await using CloudStackClient client = ClientOf(cloud, cloud.Engine.Admin, latency: TimeSpan.FromMilliseconds(200));

        await WaitForAsync(cloud, client, 700);

        Assert.Multiple(() =>
        {
            Assert.That(refusal.Hits, Is.EqualTo(1), "requested the whole list once");
            Assert.That(Lists(cloud).Skip(1).Select(list => list["pagesize"]), Has.All.EqualTo("500"));
            Assert.That(Lists(cloud).Count(list => list.GetValueOrDefault("page") == "2"), Is.GreaterThan(2));
            Assert.That(cloud.Engine.CountRequests(Query), Is.InRange(700, 950), "some jobs move between pages, and cost a query each in vain");
        });
    }

    [Test]
    public async Task Pages_of_other_peoples_jobs_are_not_read_to_their_end()
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.PlanJob(duration: TimeSpan.FromHours(1), times: 1200);
        await cloud.RunAsync(() => Task.WhenAll(Enumerable.Range(0, 1200).Select(i => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy($"slow-{i}")))));
        cloud.Engine.Faults.Add(Fault.Error(431, "Page size can't be unlimited"), List, when: request => request.Parameters["pagesize"] == "-1");

        await WaitForAsync(cloud, cloud.Client, 10);

        Assert.That(Lists(cloud).Skip(1).Select(list => list["page"]), Is.EqualTo(new[] { "1" }), "one list, then queries for a minute");
    }

    [Test]
    public async Task A_server_that_lists_finished_jobs_costs_one_query_for_each_that_has_ended()
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(Fault.ListFinishedJobs, List);

        await WaitForAsync(cloud, cloud.Client, 30);

        Assert.That(cloud.Engine.CountRequests(Query), Is.EqualTo(30));
    }

    [Test]
    public async Task Lists_that_fail_or_are_cut_end_no_wait_and_lose_no_job()
    {
        Fault[] faults =
        [
            Fault.BadGatewayPage, Fault.InternalError, Fault.LoseAnswer, Fault.EmptyAnswer, Fault.CutBody(200), Fault.Hang, Fault.NotFoundPage,
            Fault.Answer(200, "application/json", """{"listasyncjobsresponse":{"count":30,"asyncjobs":[]}}"""),
            Fault.Answer(200, "application/json", """{"listasyncjobsresponse":{"count":30}}"""),
            Fault.Answer(200, "application/json", """{"listasyncjobsresponse":{"asyncjobs":[{"jobstatus":0},{"jobid":"x"},{"cmd":null,"jobid":"y","jobstatus":0},7,null]}}"""),
        ];
        foreach (Fault fault in faults)
        {
            await using VirtualCloud cloud = new();
            cloud.Engine.Faults.Add(fault, List);

            await WaitForAsync(cloud, cloud.Client, 30);

            Assert.That(cloud.Engine.CountRequests(List), Is.GreaterThan(0), fault.ToString());
        }
    }

    [Test]
    public async Task Jobs_of_another_account_are_found_by_the_wider_list()
    {
        await using VirtualCloud cloud = new();
        await using CloudStackClient tenant = ClientOf(cloud, cloud.Engine.AddUser("tenant"));
        JobHandle<VirtualMachine>[] jobs = await cloud.RunAsync(() => Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => tenant.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy($"vm-{i}")))));

        JobResult<VirtualMachine>[] results = await cloud.RunAsync(() => Task.WhenAll(
            jobs.Select(job => cloud.Client.Jobs.Resume<VirtualMachine>(job.ToToken()).WaitForCompletionAsync())));

        Assert.Multiple(() =>
        {
            Assert.That(results.Select(result => result.Value?.Name), Is.EqualTo(Enumerable.Range(0, 20).Select(i => $"vm-{i}")));
            Assert.That(Lists(cloud).Skip(1).Select(list => list.GetValueOrDefault("listall")), Has.All.EqualTo("true"));
            Assert.That(cloud.Engine.CountRequests(Query), Is.InRange(40, 43), "each once in vain, and once at its end; the first ones before the first list");
        });
    }

    private static CloudStackClient ClientOf(VirtualCloud cloud, SimulatorUser user, TimeSpan latency = default) => new(
        new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = user.ApiKey, SecretKey = user.SecretKey },
        new SimulatorHandler(cloud.Engine) { Latency = latency },
        timeProvider: cloud.Clock);

    private static async Task WaitForAsync(VirtualCloud cloud, CloudStackClient client, int count, string name = "vm")
    {
        JobResult<VirtualMachine>[] results = await cloud.RunAsync(() => Task.WhenAll(Enumerable.Range(0, count)
            .Select(i => client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy($"{name}-{i}")).WaitForCompletionAsync())));
        Assert.That(results.Select(result => result.Value?.Name), Is.EqualTo(Enumerable.Range(0, count).Select(i => $"{name}-{i}")));
    }

    private static IReadOnlyDictionary<string, string>[] Lists(VirtualCloud cloud) =>
        [.. cloud.Engine.Requests.Where(request => request.Command == List).Select(request => request.Parameters)];
}
