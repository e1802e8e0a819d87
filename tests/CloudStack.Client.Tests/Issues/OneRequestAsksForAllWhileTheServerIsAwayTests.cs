using System.Globalization;
using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A server that restarts is away for half a minute. Every wait and every look-up used to check separately whether it is back: 328
/// polls in 26 s for 30 jobs, and 270 requests in a minute for 15 submits whose responses were lost.
/// </summary>
public class OneRequestAsksForAllWhileTheServerIsAwayTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(26);

    private static readonly TestCaseData[] WaysToBeAway =
    [
        new TestCaseData((Func<HttpResponseMessage>)AwayServer.NoConnection).SetArgDisplayNames("no connection"),
        new TestCaseData((Func<HttpResponseMessage>)AwayServer.Reset).SetArgDisplayNames("connections that break"),
        new TestCaseData((Func<HttpResponseMessage>)Pages.Container).SetArgDisplayNames("the container"),
        new TestCaseData((Func<HttpResponseMessage>)Pages.Balancer).SetArgDisplayNames("a balancer"),
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Html(502))).SetArgDisplayNames("a proxy"),
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Html(404))).SetArgDisplayNames("an ingress without routes"),
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Html(302))).SetArgDisplayNames("a redirect to elsewhere"),
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Html(200))).SetArgDisplayNames("a maintenance page"),
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Error(503, "Maintenance or shutdown has been initiated", 9999))).SetArgDisplayNames("the API"),
    ];

    [TestCaseSource(nameof(WaysToBeAway))]
    public async Task Waits_for_young_jobs(Func<HttpResponseMessage> away)
    {
        await using Cloud cloud = new(away, jobDuration: TimeSpan.FromSeconds(20));
        JobHandle[] jobs = await cloud.StartAsync(30);
        cloud.Server.LeavesAt = TimeSpan.FromSeconds(2);
        cloud.Server.ReturnsAt = cloud.Server.LeavesAt + Outage;

        (JobResult[] results, TimeSpan late) = await cloud.WaitAsync(jobs);

        Assert.That(results.Select(static result => result.IsSuccess), Has.All.True);
        Assert.That(cloud.Server.Refused, Has.Count.LessThanOrEqualTo(15));
        Assert.That(late, Is.LessThan(TimeSpan.FromSeconds(5)), "three seconds at most until its return is noticed");
    }

    [TestCaseSource(nameof(WaysToBeAway))]
    public async Task Waits_for_jobs_that_have_run_for_long(Func<HttpResponseMessage> away)
    {
        await using Cloud cloud = new(away, jobDuration: TimeSpan.FromMinutes(20));
        JobHandle[] jobs = await cloud.StartAsync(30);
        cloud.Server.LeavesAt = TimeSpan.FromMinutes(20) - TimeSpan.FromSeconds(20);
        cloud.Server.ReturnsAt = TimeSpan.FromMinutes(20) + TimeSpan.FromSeconds(20);

        (JobResult[] results, TimeSpan late) = await cloud.WaitAsync(jobs);

        Assert.That(results.Select(static result => result.IsSuccess), Has.All.True);
        Assert.That(cloud.Server.Refused, Has.Count.LessThanOrEqualTo(15));
        Assert.That(late, Is.LessThan(TimeSpan.FromSeconds(30)), "no later than without the outage");
    }

    [Test]
    public async Task A_server_that_hangs_is_asked_no_more_often()
    {
        await using Cloud cloud = new(StubHandler.Hang, jobDuration: TimeSpan.FromSeconds(20));
        JobHandle[] jobs = await cloud.StartAsync(30);
        cloud.Server.LeavesAt = TimeSpan.FromSeconds(2);
        cloud.Server.ReturnsAt = cloud.Server.LeavesAt + Outage;

        (JobResult[] results, _) = await cloud.WaitAsync(jobs);

        Assert.That(results.Select(static result => result.IsSuccess), Has.All.True);
        Assert.That(cloud.Server.Refused, Has.Count.LessThanOrEqualTo(15));
    }

    [TestCaseSource(nameof(WaysToBeAway))]
    public async Task Look_ups_for_submits_whose_answers_are_lost(Func<HttpResponseMessage> away)
    {
        await using Cloud cloud = new(away, jobDuration: TimeSpan.FromSeconds(1));
        cloud.Server.LosesSubmits = true;
        Task<JobHandle>[] submits = cloud.Submit(15);
        cloud.Server.LeavesAt = cloud.Clock.Elapsed;
        cloud.Server.ReturnsAt = TimeSpan.FromMinutes(1);

        JobHandle[] jobs = await cloud.Clock.RunUntilAsync(() => Task.WhenAll(submits.Select(static submit => submit)));

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cloud.Server.Refused.Count} requests while away for {cloud.Server.ReturnsAt.TotalSeconds} s, all found after {cloud.Clock.Elapsed.TotalSeconds:0.0} s"));
        Assert.That(jobs.Select(static job => job.JobId), Is.EquivalentTo(cloud.Engine.Jobs.Select(static job => job.Id)));
        Assert.That(cloud.Server.Refused, Has.Count.LessThanOrEqualTo(30));
        Assert.That(cloud.Clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(65)));
    }

    [Test]
    public async Task Waits_and_look_ups_together()
    {
        await using Cloud cloud = new(AwayServer.NoConnection, jobDuration: TimeSpan.FromSeconds(20));
        JobHandle[] waited = await cloud.StartAsync(30);
        cloud.Server.LosesSubmits = true;
        Task<JobHandle>[] submits = cloud.Submit(15);
        cloud.Server.LeavesAt = cloud.Clock.Elapsed;
        cloud.Server.ReturnsAt = cloud.Clock.Elapsed + Outage;

        Task<JobHandle[]> found = Task.WhenAll(submits);
        (JobResult[] results, _) = await cloud.WaitAsync(waited);
        await cloud.Clock.RunUntilAsync(() => found);

        Assert.That(results.Select(static result => result.IsSuccess), Has.All.True);
        Assert.That(cloud.Server.Refused, Has.Count.LessThanOrEqualTo(15));
    }

    /// <summary>A single query by the caller is answered at once, and shows all others that the server is back.</summary>
    [Test]
    public async Task A_callers_own_question_is_not_held()
    {
        await using Cloud cloud = new(AwayServer.NoConnection, jobDuration: TimeSpan.FromSeconds(20));
        JobHandle[] jobs = await cloud.StartAsync(30);
        cloud.Server.LeavesAt = TimeSpan.FromSeconds(2);
        cloud.Server.ReturnsAt = TimeSpan.FromSeconds(22.3);
        Task<(JobResult[] Results, TimeSpan)> waits = cloud.WaitAsync(jobs, until: TimeSpan.FromSeconds(22));
        await waits;

        TimeSpan before = cloud.Clock.Elapsed;
        await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.Clock.RunUntilAsync(() => jobs[0].QueryAsync()));

        Assert.That(cloud.Clock.Elapsed, Is.EqualTo(before));
    }

    [Test]
    public async Task What_is_held_ends_with_its_token_and_with_the_client()
    {
        await using Cloud cloud = new(AwayServer.NoConnection, jobDuration: TimeSpan.FromMinutes(5));
        JobHandle[] jobs = await cloud.StartAsync(2);
        cloud.Server.LeavesAt = cloud.Clock.Elapsed;
        using CancellationTokenSource cancel = new();
        Task cancelled = jobs[0].WaitForCompletionAsync(cancel.Token);
        Task disposed = jobs[1].WaitForCompletionAsync();
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(20));

        await cancel.CancelAsync();
        await Assert.ThrowsAsync<JobWaitCanceledException>(() => cancelled);
        await cloud.Client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => disposed);
    }

    private sealed class Cloud : IAsyncDisposable
    {
        private readonly string _zone;

        public Cloud(Func<HttpResponseMessage> away, TimeSpan jobDuration)
        {
            Clock = new ManualTimeProvider();
            Engine = new SimulatorEngine(new SimulatorOptions { JobDuration = jobDuration }, Clock);
            Server = new AwayServer(new SimulatorHandler(Engine), Clock, away);
            Client = new CloudStackClient(
                new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = Engine.Admin.ApiKey, SecretKey = Engine.Admin.SecretKey }, Server, timeProvider: Clock);
            _zone = Engine.AddZone("z");
        }

        public ManualTimeProvider Clock { get; }

        public SimulatorEngine Engine { get; }

        public AwayServer Server { get; }

        public CloudStackClient Client { get; }

        public Task<JobHandle>[] Submit(int count) => [.. Enumerable.Range(0, count).Select(async i =>
            (JobHandle)await Client.Volumes.CreateVolumeAsync(new() { Name = $"v{i}", ZoneId = _zone, Size = 1 }))];

        public Task<JobHandle[]> StartAsync(int count) => Clock.RunUntilAsync(() => Task.WhenAll(Submit(count)));

        /// <summary>Waits for jobs, and returns how long after the server's return the last result was reported.</summary>
        public async Task<(JobResult[] Results, TimeSpan Late)> WaitAsync(JobHandle[] jobs, TimeSpan? until = null)
        {
            Task<JobResult[]> all = Task.WhenAll(jobs.Select(static job => job.WaitForCompletionAsync()));
            if (until is { } time)
            {
                await Clock.RunForAsync(time - Clock.Elapsed);
                return ([], TimeSpan.Zero);
            }

            JobResult[] results = await Clock.RunUntilAsync(() => all);
            TimeSpan late = Clock.Elapsed - Server.ReturnsAt;
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Server.Refused.Count} requests while away, the last end told {late.TotalSeconds:0.0} s after the return"));
            return (results, late);
        }

        public async ValueTask DisposeAsync()
        {
            await Client.DisposeAsync();
            Server.Dispose();
        }
    }
}
