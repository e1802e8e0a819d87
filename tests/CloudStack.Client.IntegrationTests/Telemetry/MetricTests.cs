using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;
using OpenTelemetry.Metrics;

namespace CloudStack.Client.IntegrationTests.Telemetry;

/// <summary>The instruments with their units, values and attributes, as the OpenTelemetry SDK exports them.</summary>
internal sealed class MetricTests
{
    private const string Calls = "rpc.client.call.duration";
    private const string Jobs = "cloudstack.client.job.duration";
    private const string Lateness = "cloudstack.client.job.lateness";
    private const string Waiting = "cloudstack.client.jobs.waiting";
    private const string Polls = "cloudstack.client.polls";
    private const string Retries = "cloudstack.client.retries";

    private static readonly string Server = $"server.address={SimulatorHandler.Endpoint.Host}";

    [Test]
    public async Task One_deployed_machine_shows_in_all_instruments()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        JobHandle<VirtualMachine> job = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")));
        Task<JobResult<VirtualMachine>> wait = job.WaitForCompletionAsync();
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(5));
        long during = telemetry.Points(Waiting)[Server].GetSumLong();

        JobResult<VirtualMachine> result = await cloud.RunAsync(() => wait);

        MetricPoint call = telemetry.Points(Calls)[$"rpc.method=deployVirtualMachine rpc.system.name=cloudstack {Server}"];
        MetricPoint duration = telemetry.Points(Jobs)[$"cloudstack.job.outcome=succeeded rpc.method=deployVirtualMachine {Server}"];
        Assert.Multiple(() =>
        {
            Assert.That(telemetry.Metric(Calls)!.Unit, Is.EqualTo("s"));
            Assert.That(telemetry.Metric(Calls)!.MetricType, Is.EqualTo(MetricType.Histogram));
            Assert.That(call.GetHistogramCount(), Is.EqualTo(1));
            Assert.That(telemetry.Points(Calls), Has.Count.EqualTo(1), "polls aren't calls of the program");
            Assert.That(telemetry.Metric(Jobs)!.Unit, Is.EqualTo("s"));
            Assert.That(duration.GetHistogramCount(), Is.EqualTo(1));
            Assert.That(duration.GetHistogramSum(), Is.EqualTo(result.Waited.TotalSeconds).Within(0.5).And.GreaterThanOrEqualTo(20));
            Assert.That(telemetry.Metric(Lateness)!.Unit, Is.EqualTo("s"));
            Assert.That(telemetry.Metric(Lateness)!.MetricType, Is.EqualTo(MetricType.Histogram));
            Assert.That(telemetry.Points(Lateness).Keys, Is.EqualTo(new[] { $"rpc.method=deployVirtualMachine {Server}" }));
            Assert.That(telemetry.Points(Lateness)[$"rpc.method=deployVirtualMachine {Server}"].GetHistogramCount(), Is.EqualTo(1));
            Assert.That(telemetry.Metric(Waiting)!.Unit, Is.EqualTo("{job}"));
            Assert.That(during, Is.EqualTo(1));
            Assert.That(telemetry.Points(Waiting)[Server].GetSumLong(), Is.Zero);
            Assert.That(telemetry.Metric(Polls)!.Unit, Is.EqualTo("{poll}"));
            Assert.That(telemetry.Points(Polls).Keys, Is.EqualTo(new[] { $"cloudstack.poll.kind=query rpc.method=deployVirtualMachine {Server}" }));
            Assert.That(telemetry.Points(Polls)[$"cloudstack.poll.kind=query rpc.method=deployVirtualMachine {Server}"].GetSumLong(), Is.EqualTo(result.Polls));
            Assert.That(telemetry.Metric(Retries), Is.Null, "nothing had to be repeated");
        });
    }

    [Test]
    public async Task Many_jobs_show_the_lists_that_watch_them()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();

        await cloud.RunAsync(async () =>
        {
            List<JobHandle<VirtualMachine>> jobs = [];
            for (int i = 0; i < 6; i++)
            {
                jobs.Add(await cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy($"web-{i}")));
            }

            await jobs.WhenAllAsync();
        });

        Dictionary<string, MetricPoint> polls = telemetry.Points(Polls);
        Assert.Multiple(() =>
        {
            Assert.That(polls[$"cloudstack.poll.kind=list {Server}"].GetSumLong(), Is.EqualTo(cloud.Engine.CountRequests("listAsyncJobs")));
            Assert.That(polls[$"cloudstack.poll.kind=query rpc.method=deployVirtualMachine {Server}"].GetSumLong(), Is.EqualTo(cloud.Engine.CountRequests("queryAsyncJobResult")));
            Assert.That(telemetry.Points(Jobs)[$"cloudstack.job.outcome=succeeded rpc.method=deployVirtualMachine {Server}"].GetHistogramCount(), Is.EqualTo(6));
        });
    }

    [Test]
    public async Task A_list_that_confirms_an_unknown_outcome_is_counted_as_a_list()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        cloud.Engine.PlanJob("deployVirtualMachine", ending: JobEnding.Unreadable);

        JobResult<VirtualMachine> result = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Unknown));
            Assert.That(telemetry.Points(Polls)[$"cloudstack.poll.kind=list {Server}"].GetSumLong(), Is.EqualTo(cloud.Engine.CountRequests("listAsyncJobs")).And.GreaterThan(0));
            Assert.That(telemetry.Points(Jobs)[$"cloudstack.job.outcome=unknown rpc.method=deployVirtualMachine {Server}"].GetHistogramCount(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_poll_that_follows_a_hint_is_counted_as_such()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        JobHandle<VirtualMachine> job = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")));
        Task wait = job.WaitForCompletionAsync();
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(20.2));
        cloud.Client.Jobs.Notify(new JobHint(job.JobId, ResourceId: null));

        await cloud.RunAsync(() => wait);

        Assert.That(telemetry.Points(Polls)[$"cloudstack.poll.kind=hint rpc.method=deployVirtualMachine {Server}"].GetSumLong(), Is.EqualTo(1));
        Assert.That(telemetry.Points(Lateness)[$"rpc.method=deployVirtualMachine {Server}"].GetHistogramSum(), Is.LessThan(0.01), "the hint counts as the end");
    }

    [Test]
    public async Task Polls_and_the_lateness_of_ends_are_counted_by_command()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        JobResult<VirtualMachine> deployed = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForCompletionAsync());
        JobHandle stop = await cloud.RunAsync(async () => (JobHandle)await cloud.Machines.StopVirtualMachineAsync(new() { Id = deployed.Value!.Id }));
        JobResult stopped = await cloud.RunAsync(() => stop.WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(telemetry.Points(Polls).ToDictionary(point => point.Key, point => point.Value.GetSumLong()), Is.EquivalentTo(new Dictionary<string, long>
            {
                [$"cloudstack.poll.kind=query rpc.method=deployVirtualMachine {Server}"] = deployed.Polls,
                [$"cloudstack.poll.kind=query rpc.method=stopVirtualMachine {Server}"] = stopped.Polls,
            }));
            Assert.That(telemetry.Points(Lateness).ToDictionary(point => point.Key, point => point.Value.GetHistogramCount()), Is.EquivalentTo(new Dictionary<string, long>
            {
                [$"rpc.method=deployVirtualMachine {Server}"] = 1,
                [$"rpc.method=stopVirtualMachine {Server}"] = 1,
            }));
            Assert.That(telemetry.Points(Lateness)[$"rpc.method=deployVirtualMachine {Server}"].GetHistogramSum(), Is.InRange(0, 10));
        });
    }

    [Test]
    public async Task How_late_the_end_of_a_resumed_job_is_noticed_is_not_guessed()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        JobHandle<VirtualMachine> job = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")));

        await cloud.RunAsync(() => cloud.Client.Jobs.Resume<VirtualMachine>(job.JobId!).WaitForCompletionAsync());

        Assert.That(telemetry.Points(Jobs), Is.Not.Empty);
        Assert.That(telemetry.Metric(Lateness), Is.Null);
    }

    [Test]
    public async Task Repeats_are_counted_by_what_made_them_necessary()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(Fault.BadGatewayPage, "listZones", times: 2);
        cloud.Engine.Faults.Add(Fault.Error(429, "please retry after [50] ms."), "listTemplates", times: 1);
        cloud.Engine.Faults.Add(Fault.Error(503, "busy"), "listServiceOfferings", times: 1);

        await cloud.RunAsync(async () =>
        {
            await cloud.Client.Zones.ListZones().ToListAsync();
            await cloud.Client.Templates.ListTemplates(new() { TemplateFilter = "featured" }).ToListAsync();
            await cloud.Client.ServiceOfferings.ListServiceOfferings().ToListAsync();
        });

        Assert.That(telemetry.Metric(Retries)!.Unit, Is.EqualTo("{retry}"));
        Assert.That(telemetry.Points(Retries).ToDictionary(point => point.Key, point => point.Value.GetSumLong()), Is.EquivalentTo(new Dictionary<string, long>
        {
            [$"error.type=CloudStack.Client.CloudStackTransportException rpc.method=listZones {Server}"] = 2,
            [$"error.type=429 rpc.method=listTemplates {Server}"] = 1,
            [$"error.type=503 rpc.method=listServiceOfferings {Server}"] = 1,
        }));
    }

    /// <summary>After a clock correction, after a new session, and for a submit that is known not to have arrived.</summary>
    [Test]
    public async Task Repeats_that_no_pipeline_makes_are_counted_too()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud keys = new();
        await using CloudStackClient late = new(
            new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = keys.Engine.Admin.ApiKey, SecretKey = keys.Engine.Admin.SecretKey },
            new SimulatorHandler(keys.Engine),
            timeProvider: keys.Clock,
            outerHandlers: inner => new ClockAhead(keys, inner));
        await keys.RunAsync(() => late.Zones.ListZones().ToListAsync());
        VirtualMachine machine = (await keys.RunAsync(() => keys.Machines.DeployVirtualMachineAsync(keys.Parts.Deploy("web")).WaitForCompletionAsync())).Value!;
        keys.Engine.Faults.Add(Fault.LoseRequest, "stopVirtualMachine", times: 1);
        _ = await keys.RunAsync(async () => (JobHandle)await keys.Machines.StopVirtualMachineAsync(new() { Id = machine.Id }));
        await using VirtualCloud session = new(configure: options => (options.ApiKey, options.SecretKey, options.UserName, options.Password) = (null, null, "admin", "password"));
        await session.RunAsync(() => session.Client.Zones.ListZones().ToListAsync());
        await session.Clock.RunForAsync(TimeSpan.FromMinutes(31));
        await session.RunAsync(() => session.Client.ServiceOfferings.ListServiceOfferings().ToListAsync());

        Assert.That(telemetry.Points(Retries).ToDictionary(point => point.Key, point => point.Value.GetSumLong()), Is.EquivalentTo(new Dictionary<string, long>
        {
            [$"error.type=401 rpc.method=listZones {Server}"] = 1,
            [$"error.type=CloudStack.Client.CloudStackTransportException rpc.method=stopVirtualMachine {Server}"] = 1,
            [$"error.type=401 rpc.method=listServiceOfferings {Server}"] = 1,
        }));
    }

    [Test]
    public async Task A_failed_call_has_the_type_of_its_error()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(Fault.Error(432, "not for you"), "listZones");

        await Assert.CatchAsync<CloudStackApiException>(() => cloud.RunAsync(() => cloud.Client.Zones.ListZones().ToListAsync()));

        Assert.That(telemetry.Points(Calls).Keys, Is.EqualTo(new[] { $"error.type=432 rpc.method=listZones rpc.system.name=cloudstack {Server}" }));
    }

    [Test]
    public async Task Every_way_out_of_a_wait_is_counted_out()
    {
        using TelemetryRecorder telemetry = new();
        VirtualCloud cloud = new();
        cloud.Engine.PlanJob(ending: JobEnding.Never);
        JobHandle<VirtualMachine> job = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")));
        JobHandle<VirtualMachine> other = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web-2")));
        using CancellationTokenSource stop = new();
        Task[] waits =
        [
            job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(2) }),
            job.WaitForCompletionAsync(stop.Token),
            job.WaitForCompletionAsync(),
            other.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(2) }),
        ];
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(1));
        long during = telemetry.Points(Waiting)[Server].GetSumLong();
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(3));
        long later = telemetry.Points(Waiting)[Server].GetSumLong();
        await stop.CancelAsync();
        await cloud.DisposeAsync();
        await Task.WhenAll(waits).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.That(during, Is.EqualTo(2), "jobs are counted, not waits");
        Assert.That(later, Is.EqualTo(1));
        Assert.That(telemetry.Points(Waiting)[Server].GetSumLong(), Is.Zero);
    }

    /// <summary>Refuses the first request like a server whose clock is far ahead.</summary>
    private sealed class ClockAhead(VirtualCloud cloud, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private bool _hasRefused;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_hasRefused)
            {
                return base.SendAsync(request, cancellationToken);
            }

            _hasRefused = true;
            HttpResponseMessage response = new(System.Net.HttpStatusCode.Unauthorized)
            {
                Content = new StringContent("""{"listzonesresponse":{"errorcode":401,"errortext":"unable to verify user credentials and/or request signature"}}"""),
            };
            response.Headers.Date = cloud.Clock.GetUtcNow() + TimeSpan.FromMinutes(20);
            return Task.FromResult(response);
        }
    }
}
