using System.Diagnostics;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Telemetry;

/// <summary>The activities of calls and waits, as the OpenTelemetry SDK exports them.</summary>
internal sealed class TraceTests
{
    [Test]
    public async Task A_deployment_makes_one_activity_for_the_submit_and_one_for_the_wait_which_links_to_it()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();

        JobHandle<VirtualMachine> job = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")));
        JobResult<VirtualMachine> result = await cloud.RunAsync(() => job.WaitForCompletionAsync());

        Activity submit = telemetry.Single("deployVirtualMachine");
        Activity wait = telemetry.Single("wait deployVirtualMachine");
        Assert.Multiple(() =>
        {
            Assert.That(telemetry.Activities, Has.Count.EqualTo(2), "polls create none");
            Assert.That(result.Polls, Is.GreaterThan(3));
            Assert.That(submit.Source.Name, Is.EqualTo("CloudStack.Client"));
            Assert.That(submit.Kind, Is.EqualTo(ActivityKind.Client));
            Assert.That(submit.Status, Is.EqualTo(ActivityStatusCode.Unset));
            Assert.That(submit.TagObjects, Is.EquivalentTo(new Dictionary<string, object?>
            {
                ["rpc.system.name"] = "cloudstack",
                ["rpc.method"] = "deployVirtualMachine",
                ["server.address"] = SimulatorHandler.Endpoint.Host,
                ["server.port"] = SimulatorHandler.Endpoint.Port,
                ["cloudstack.job.id"] = job.JobId,
                ["cloudstack.resource.id"] = job.ResourceId,
                ["cloudstack.attempts"] = 1,
            }));
            Assert.That(wait.Kind, Is.EqualTo(ActivityKind.Internal));
            Assert.That(wait.Status, Is.EqualTo(ActivityStatusCode.Unset));
            Assert.That(wait.Links.Select(link => link.Context), Is.EqualTo(new[] { submit.Context }));
            Assert.That(wait.TagObjects, Is.EquivalentTo(new Dictionary<string, object?>
            {
                ["cloudstack.job.id"] = job.JobId,
                ["server.address"] = SimulatorHandler.Endpoint.Host,
                ["server.port"] = SimulatorHandler.Endpoint.Port,
                ["cloudstack.job.outcome"] = "succeeded",
                ["cloudstack.polls"] = result.Polls,
            }));
        });
    }

    [Test]
    public async Task Calls_and_waits_are_children_of_what_the_program_does()
    {
        using TelemetryRecorder telemetry = new("test");
        using ActivitySource source = new("test");
        await using VirtualCloud cloud = new();

        using (Activity? work = source.StartActivity("work"))
        {
            await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForResultAsync());
        }

        Activity parent = telemetry.Single("work");
        Assert.That(telemetry.Single("deployVirtualMachine").ParentSpanId, Is.EqualTo(parent.SpanId));
        Assert.That(telemetry.Single("wait deployVirtualMachine").ParentSpanId, Is.EqualTo(parent.SpanId));
    }

    [Test]
    public async Task A_wait_for_a_job_of_another_process_links_to_nothing()
    {
        await using VirtualCloud cloud = new();
        JobHandle<VirtualMachine> job = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")));
        using TelemetryRecorder telemetry = new();

        await cloud.RunAsync(() => cloud.Client.Jobs.Resume(job.JobId!).WaitForCompletionAsync());

        Activity wait = telemetry.Activities.Single();
        Assert.That(wait.DisplayName, Is.EqualTo("wait"));
        Assert.That(wait.Links, Is.Empty);
    }

    [Test]
    public async Task A_refused_call_shows_the_server_s_code_and_words()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(Fault.Error(431, "zoneid is wrong"), "listZones");

        await Assert.CatchAsync<CloudStackApiException>(() => cloud.RunAsync(() => cloud.Client.Zones.ListZones().ToListAsync()));

        Activity call = telemetry.Single("listZones");
        Assert.Multiple(() =>
        {
            Assert.That(call.Status, Is.EqualTo(ActivityStatusCode.Error));
            Assert.That(call.StatusDescription, Does.Contain("zoneid is wrong"));
            Assert.That(call.GetTagItem("rpc.response.status_code"), Is.EqualTo("431"));
            Assert.That(call.GetTagItem("error.type"), Is.EqualTo("431"));
            Assert.That(call.GetTagItem("cloudstack.attempts"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_call_that_had_to_be_repeated_is_one_activity_with_its_attempts()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(Fault.BadGatewayPage, "listZones", times: 2);

        await cloud.RunAsync(() => cloud.Client.Zones.ListZones().ToListAsync());

        Activity call = telemetry.Activities.Single();
        Assert.That(call.GetTagItem("cloudstack.attempts"), Is.EqualTo(3));
        Assert.That(call.Status, Is.EqualTo(ActivityStatusCode.Unset));
    }

    [Test]
    public async Task A_lost_answer_that_stays_lost_shows_its_exception()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(Fault.LoseAnswer, "updateVirtualMachine");

        await Assert.CatchAsync<AmbiguousSubmissionException>(() => cloud.RunAsync(() => cloud.Machines.UpdateVirtualMachineAsync(new() { Id = "v" })));

        Assert.That(telemetry.Single("updateVirtualMachine").GetTagItem("error.type"), Is.EqualTo(typeof(AmbiguousSubmissionException).FullName));
    }

    [Test]
    public async Task A_refused_submit_ends_its_activity_with_the_error()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(Fault.Error(431, "zoneid is wrong"), "deployVirtualMachine");

        await Assert.CatchAsync<CloudStackApiException>(() => cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web"))));

        Activity submit = telemetry.Single("deployVirtualMachine");
        Assert.That((submit.Status, submit.GetTagItem("error.type")), Is.EqualTo((ActivityStatusCode.Error, (object)"431")));
    }

    [Test]
    public async Task A_failed_job_and_a_deadline_show_in_their_waits()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        cloud.Engine.PlanJob(ending: JobEnding.Failure(533, "Unable to create a deployment"));
        await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("a")).WaitForCompletionAsync());
        cloud.Engine.PlanJob(ending: JobEnding.Never);
        await Assert.CatchAsync<JobTimeoutException>(() =>
            cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("b")).WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(30) })));

        Activity[] waits = [.. telemetry.Activities.Where(activity => activity.DisplayName == "wait deployVirtualMachine")];
        Assert.Multiple(() =>
        {
            Assert.That(waits, Has.Length.EqualTo(2));
            Assert.That(waits[0].GetTagItem("cloudstack.job.outcome"), Is.EqualTo("failed"));
            Assert.That(waits[0].GetTagItem("error.type"), Is.EqualTo("533"));
            Assert.That(waits[0].Status, Is.EqualTo(ActivityStatusCode.Error));
            Assert.That(waits[1].GetTagItem("cloudstack.job.outcome"), Is.Null);
            Assert.That(waits[1].GetTagItem("error.type"), Is.EqualTo(typeof(JobTimeoutException).FullName));
            Assert.That(waits[1].GetTagItem("cloudstack.polls"), Is.GreaterThan(1));
        });
    }

    [Test]
    public async Task A_caller_who_gives_up_shows_in_call_and_wait()
    {
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(Fault.Hang, "listZones");
        cloud.Engine.PlanJob(ending: JobEnding.Never);
        JobHandle<VirtualMachine> job = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("a")));
        using CancellationTokenSource stop = new();
        Task call = cloud.Client.Zones.ListZones().ToListAsync(stop.Token);
        Task wait = job.WaitForCompletionAsync(stop.Token);
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(3));

        await stop.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => call);
        await Assert.CatchAsync<JobWaitCanceledException>(() => wait);

        Assert.That(telemetry.Single("listZones").GetTagItem("error.type"), Is.EqualTo(typeof(OperationCanceledException).FullName));
        Assert.That(telemetry.Single("wait deployVirtualMachine").GetTagItem("error.type"), Is.EqualTo(typeof(JobWaitCanceledException).FullName));
    }

    [Test]
    public async Task Each_http_request_keeps_its_own_activity_below_that_of_its_call()
    {
        using TelemetryRecorder telemetry = new("System.Net.Http");
        await using SocketCloud cloud = await SocketCloud.StartAsync();

        await cloud.Client.Zones.ListZones().ToListAsync();

        Activity call = telemetry.Single("listZones");
        Activity http = telemetry.Activities.Single(activity => activity.Source.Name == "System.Net.Http");
        Assert.That(http.ParentSpanId, Is.EqualTo(call.SpanId));
        Assert.That(http.TagObjects.Select(tag => $"{tag.Value}"), Has.None.Contains("signature").And.None.Contains(cloud.Engine.Admin.ApiKey));
    }
}
