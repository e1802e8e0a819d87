using System.Text.Json;
using CloudStack.Client.Apis;
using CloudStack.Client.IntegrationTests.Documents.Examples;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>The examples about jobs and lists do what their documents say, against the simulator.</summary>
internal sealed class JobExampleTests
{
    [Test]
    public async Task A_result_is_a_machine_a_failure_or_unknown()
    {
        await using VirtualCloud cloud = new();

        VirtualMachine? made = await cloud.RunAsync(() => JobExamples.HandleAndResultAsync(cloud.Client, cloud.Parts.Deploy("web-1"), default));
        cloud.Engine.PlanJob(ending: JobEnding.Failure(530, "insufficient capacity"));
        VirtualMachine? failed = await cloud.RunAsync(() => JobExamples.HandleAndResultAsync(cloud.Client, cloud.Parts.Deploy("web-2"), default));
        cloud.Engine.PlanJob(ending: JobEnding.Unreadable);
        VirtualMachine? unknown = await cloud.RunAsync(() => JobExamples.HandleAndResultAsync(cloud.Client, cloud.Parts.Deploy("web-3"), default));

        Assert.That((made?.State, failed, unknown), Is.EqualTo(("Running", (VirtualMachine?)null, (VirtualMachine?)null)));
    }

    [Test]
    public async Task A_wait_ends_with_the_job_its_deadline_or_its_token()
    {
        await using VirtualCloud cloud = new();
        using CancellationTokenSource stop = new(TimeSpan.FromMinutes(1), cloud.Clock);

        JobHandle<VirtualMachine> quick = await DeployAsync(cloud, "web-1");
        JobResult<VirtualMachine>? ended = await cloud.RunAsync(() => JobExamples.DeadlineAsync(quick, default));
        cloud.Engine.PlanJob(ending: JobEnding.Never);
        JobHandle<VirtualMachine> endless = await DeployAsync(cloud, "web-2");
        JobResult<VirtualMachine>? stopped = await cloud.RunAsync(() => JobExamples.DeadlineAsync(endless, stop.Token));
        JobResult<VirtualMachine>? late = await cloud.RunAsync(() => JobExamples.DeadlineAsync(endless, default));

        Assert.That((ended?.IsSuccess, stopped, late), Is.EqualTo((true, (JobResult<VirtualMachine>?)null, (JobResult<VirtualMachine>?)null)));
        Assert.That(cloud.Clock.Elapsed, Is.EqualTo(TimeSpan.FromMinutes(11)));
    }

    [Test]
    public async Task Polls_come_as_often_as_the_options_say()
    {
        await using VirtualCloud cloud = new(new SimulatorOptions { JobDuration = TimeSpan.FromMinutes(2) });
        JobHandle<VirtualMachine> job = await DeployAsync(cloud, "web-1");
        Polls polls = new();

        VirtualMachine machine = await cloud.RunAsync(() => JobExamples.ProgressAsync(cloud.Client, job, polls));

        Assert.That(machine.State, Is.EqualTo("Running"));
        Assert.That(polls.Longest, Is.GreaterThan(TimeSpan.FromSeconds(0.9)).And.LessThan(TimeSpan.FromSeconds(8)));
    }

    [Test]
    public async Task A_dearer_request_costs_fewer_of_them()
    {
        await using VirtualCloud cloud = new(new SimulatorOptions { JobDuration = TimeSpan.FromMinutes(2) });

        JobHandle<VirtualMachine> usual = await DeployAsync(cloud, "web-1");
        JobResult told = await cloud.RunAsync(() => usual.WaitForCompletionAsync());
        await using VirtualCloud other = new(new SimulatorOptions { JobDuration = TimeSpan.FromMinutes(2) });
        JobHandle<VirtualMachine> sparing = await DeployAsync(other, "web-1");
        JobResult toldSparingly = await other.RunAsync(() => JobExamples.SparinglyAsync(other.Client, sparing));

        Assert.That(toldSparingly.IsSuccess);
        Assert.That(toldSparingly.Polls, Is.LessThan(told.Polls));
    }

    [Test]
    public async Task A_full_cloud_and_a_lost_answer_are_caught()
    {
        await using VirtualCloud cloud = new();

        cloud.Engine.Faults.Add(Fault.Error(533, "no host has room"), "deployVirtualMachine", times: 1);
        JobHandle<VirtualMachine>? refused = await cloud.RunAsync(() => JobExamples.CatchAsync(cloud.Client, cloud.Parts.Deploy("web-1")));
        cloud.Engine.Faults.Add(Fault.LoseRequest, "deployVirtualMachine", times: 1);
        JobHandle<VirtualMachine>? lost = await cloud.RunAsync(() => JobExamples.CatchAsync(cloud.Client, cloud.Parts.Deploy("web-2")));
        JobHandle<VirtualMachine>? accepted = await cloud.RunAsync(() => JobExamples.CatchAsync(cloud.Client, cloud.Parts.Deploy("web-3")));

        Assert.That((refused, lost, accepted?.Command), Is.EqualTo(((JobHandle<VirtualMachine>?)null, (JobHandle<VirtualMachine>?)null, "deployVirtualMachine")));
    }

    [Test]
    public async Task Many_jobs_are_waited_for_together()
    {
        await using VirtualCloud cloud = new(new SimulatorOptions { JobEndingSelector = job => FailWeb4(job.Parameters) });
        List<JobHandle<VirtualMachine>> jobs = [];
        for (int i = 0; i < 10; i++)
        {
            jobs.Add(await DeployAsync(cloud, $"web-{i}"));
        }

        Assert.That(await cloud.RunAsync(() => ManyJobsExamples.TogetherAsync(jobs, default)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_batch_goes_on_beside_a_failure_and_keeps_its_limit()
    {
        await using VirtualCloud cloud = new(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(30), JobEndingSelector = job => FailWeb4(job.Parameters) });

        JobBatchSummary summary = await cloud.RunAsync(() => ManyJobsExamples.BatchAsync(
            cloud.Client, [.. Enumerable.Range(0, 50).Select(i => $"web-{i}")], name => cloud.Parts.Deploy(name), default));

        Assert.That((summary.Succeeded, summary.Failed, summary.Total), Is.EqualTo((49, 1, 50)));
        Assert.That(cloud.Clock.Elapsed, Is.GreaterThan(TimeSpan.FromSeconds(90)), "Fifty jobs of 30 s, twenty at once.");
    }

    [Test]
    public async Task A_token_that_was_stored_first_leads_back_to_the_job()
    {
        await using VirtualCloud cloud = new();
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.token");

        JobHandle<VirtualMachine> job = await cloud.RunAsync(() => ResumeExamples.SubmitAsync(
            cloud.Client, path, cloud.Parts.ZoneId, cloud.Parts.OfferingId, cloud.Parts.TemplateId, default));
        JobResult<VirtualMachine> result = await cloud.RunAsync(() => ResumeExamples.ResumeAsync(cloud.Client, path, default));
        File.Delete(path);

        Assert.That((result.Job.JobId, result.Value?.State, cloud.Engine.Jobs.Count), Is.EqualTo((job.JobId, "Running", 1)));
    }

    [Test]
    public async Task The_job_that_works_on_a_machine_is_found()
    {
        await using VirtualCloud cloud = new();
        JobHandle<VirtualMachine> job = await DeployAsync(cloud, "web-1");

        VirtualMachine? found = await cloud.RunAsync(() => ResumeExamples.FindAsync(cloud.Client, job.ResourceId!, default));
        VirtualMachine? again = await cloud.RunAsync(() => ResumeExamples.FindAsync(cloud.Client, job.ResourceId!, default));

        Assert.That((found?.State, again), Is.EqualTo(("Running", (VirtualMachine?)null)));
    }

    [Test]
    public async Task Lists_are_read_to_their_end_counted_and_searched()
    {
        await using VirtualCloud cloud = new();
        string zone = cloud.Engine.AddZone("eu-1"), template = cloud.Engine.AddTemplate("debian");
        _ = await DeployAsync(cloud, "elsewhere");

        (Zone foundZone, Template foundTemplate, int count, Page<VirtualMachine> page) = await cloud.RunAsync(() => CommandExamples.ListsAsync(cloud.Client));

        Assert.That((foundZone.Id, foundTemplate.Id, count, page.Items.Count), Is.EqualTo((zone, template, 0, 0)));
    }

    [Test]
    public async Task What_no_class_declares_is_sent_and_read()
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.AddZone("eu-1");

        (JsonElement answer, JobHandle<Volume> job, Volume made) = await cloud.RunAsync(() => CommandExamples.UntypedAsync(
            cloud.Client, new CreateVolumeRequest { Name = "data-1", ZoneId = cloud.Parts.ZoneId, Size = 20 }));

        Assert.That(answer.GetProperty("zone")[0].GetProperty("name").GetString(), Is.EqualTo("eu-1"));
        Assert.That((job.Command, made.Name), Is.EqualTo(("destroyVolume", "data-1")));
    }

    private static Task<JobHandle<VirtualMachine>> DeployAsync(VirtualCloud cloud, string name) =>
        cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy(name)));

    private static JobEnding? FailWeb4(IReadOnlyDictionary<string, string> parameters) =>
        parameters["name"] == "web-4" ? JobEnding.Failure(533, "no host has room") : null;

    private sealed class Polls : IProgress<JobProgress>
    {
        private TimeSpan _last;

        public TimeSpan Longest { get; private set; }

        public void Report(JobProgress value)
        {
            Longest = TimeSpan.FromTicks(Math.Max(Longest.Ticks, (value.Elapsed - _last).Ticks));
            _last = value.Elapsed;
        }
    }
}
