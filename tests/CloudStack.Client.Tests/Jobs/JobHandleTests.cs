using System.Net;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Jobs.Polling;
using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Jobs;

public class JobHandleTests
{
    [Test]
    public async Task Finished_handles_for_tests_need_neither_client_nor_server()
    {
        JobHandle<VirtualMachine> good = JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Success(new VirtualMachine { Id = "v1" }, "v1"));
        JobHandle<VirtualMachine> bad = JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Failure(new JobError(530, "broken", ErrorKind.Internal)));
        JobHandle<VirtualMachine> gone = JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Unknown(UnknownReason.NotFound));

        Assert.That((await good.WaitForResultAsync()).Id, Is.EqualTo("v1"));
        Assert.That(good.ResourceId, Is.EqualTo("v1"));
        Assert.That((await good.QueryAsync()).Status, Is.EqualTo(JobStatus.Succeeded));
        Assert.That((await bad.WaitForCompletionAsync()).Error!.Text, Is.EqualTo("broken"));
        await Assert.ThrowsAsync<JobFailedException>(() => bad.WaitForResultAsync());
        await Assert.ThrowsAsync<JobOutcomeUnknownException>(() => gone.WaitForResultAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(1) }));
        await foreach (JobProgress step in good.WatchAsync())
        {
            Assert.That(step.Status, Is.EqualTo(JobStatus.Succeeded));
        }
    }

    [Test]
    public async Task A_submit_is_waited_for_with_a_deadline_of_its_job()
    {
        JobHandle<VirtualMachine> good = JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Success(new VirtualMachine { Id = "v1" }, "v1"));
        TaskCompletionSource<JobHandle<VirtualMachine>> submit = new();

        Task<JobResult<VirtualMachine>> completion = submit.Task.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(1) });
        Task<VirtualMachine> result = submit.Task.WaitForResultAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(1) });
        Assert.That((completion.IsCompleted, result.IsCompleted), Is.EqualTo((false, false)));
        submit.SetResult(good);

        Assert.That((await completion).IsSuccess);
        Assert.That((await result).Id, Is.EqualTo("v1"));
        Assert.That(() => submit.Task.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.Zero }), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => submit.Task.WaitForResultAsync(new JobWaitOptions { Timeout = TimeSpan.Zero }), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ((Task<JobHandle<VirtualMachine>>)null!).WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(1) }), Throws.ArgumentNullException);
        Assert.That(() => ((Task<JobHandle<VirtualMachine>>)null!).WaitForResultAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(1) }), Throws.ArgumentNullException);
    }

    [Test]
    public async Task Finished_handles_tell_what_they_were_made_of()
    {
        JobHandle<VirtualMachine> good = JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Success(new VirtualMachine { Id = "v1" }, "v1", "job-1"));
        JobHandle<VirtualMachine> bad = JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Failure(new JobError(530, "broken", ErrorKind.Internal)));
        JobSnapshot succeeded = await good.QueryAsync();
        JobSnapshot failed = await bad.QueryAsync();
        List<JobProgress> steps = [];
        await foreach (JobProgress step in bad.WatchAsync())
        {
            steps.Add(step);
        }

        Assert.Multiple(() =>
        {
            Assert.That((succeeded.JobId, succeeded.Status, succeeded.RawStatus, succeeded.ResourceId), Is.EqualTo(("job-1", JobStatus.Succeeded, 1, "v1")));
            Assert.That((failed.JobId, failed.Status, failed.RawStatus, failed.Error!.Text), Is.EqualTo((Guid.Empty.ToString(), JobStatus.Failed, 2, "broken")));
            Assert.That(steps.Select(step => (step.Status, step.Polls)), Is.EqualTo(new[] { (JobStatus.Failed, 0) }));
        });
    }

    [Test]
    public async Task A_handle_shows_its_command_and_id_and_keeps_its_type()
    {
        await using StubCloud cloud = new(request => StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}"""));
        JobHandle<VirtualMachine> typed = await cloud.RunAsync(client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));
        JobHandle resumed = cloud.Client.Jobs.Resume("some-id");

        Assert.Multiple(() =>
        {
            Assert.That(typed.ToString(), Is.EqualTo($"startVirtualMachine (job {typed.JobId})"));
            Assert.That(resumed.ToString(), Is.EqualTo("job some-id"));
            Assert.That(typed.As<VirtualMachine>(), Is.SameAs(typed));
            Assert.That(typed.As<SuccessResult>().JobId, Is.EqualTo(typed.JobId));
        });
    }

    [Test]
    public async Task Waits_without_options_of_their_own_take_the_clients([Values("none", "timeout", "token")] string kind)
    {
        await using StubCloud cloud = new(
            request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 1) : StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}"""),
            options => options.Polling.InitialDelay = options.Polling.MaxDelay = TimeSpan.FromSeconds(7));
        JobHandle job = await cloud.RunAsync(client => client.Commands.SubmitAsync("rebootThing"));

        await cloud.RunAsync(_ => kind switch
        {
            "none" => job.WaitForCompletionAsync(),
            "timeout" => job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(1) }),
            _ => job.WaitForCompletionAsync(CancellationToken.None),
        });

        Assert.That(cloud.Clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public async Task A_query_that_is_canceled_keeps_the_handle([Values] bool byId)
    {
        await using StubCloud cloud = new(_ => StubHandler.Hang());
        JobHandle job = cloud.Client.Jobs.Resume("some-id");
        using CancellationTokenSource cancel = new();
        Task<JobSnapshot> query = byId ? cloud.Client.Jobs.QueryAsync("some-id", cancel.Token) : job.QueryAsync(cancel.Token);
        await cloud.Clock.RunForAsync(TimeSpan.Zero);
        await cancel.CancelAsync();

        JobWaitCanceledException e = (await Assert.ThrowsAsync<JobWaitCanceledException>(() => query))!;

        Assert.That(e.Job, byId ? Has.Property(nameof(JobHandle.JobId)).EqualTo("some-id") : Is.SameAs(job));
        Assert.That(e.CancellationToken, Is.EqualTo(cancel.Token));
    }

    [Test]
    public async Task One_line_deploys_and_waits()
    {
        await using TestCloud cloud = new();
        VirtualMachine vm = await cloud.Clock.RunUntilAsync(async () =>
        {
            string zone = (await cloud.Client.Zones.ListZones().FirstOrDefaultAsync())!.Id;
            string offering = (await cloud.Client.ServiceOfferings.ListServiceOfferings().FirstOrDefaultAsync())!.Id;
            string template = (await cloud.Client.Templates.ListTemplates(new() { TemplateFilter = "featured" }).FirstOrDefaultAsync())!.Id;
            return await cloud.Client.VirtualMachines
                .DeployVirtualMachineAsync(new() { ZoneId = zone, ServiceOfferingId = offering, TemplateId = template })
                .WaitForResultAsync();
        });

        Assert.That(vm.State, Is.EqualTo("Running"));
    }

    [Test]
    public async Task A_wait_on_a_submit_keeps_the_options_that_it_was_given([Values] bool byPolling)
    {
        ManualTimeProvider clock = new();
        TaskCompletionSource<JobHandle<VirtualMachine>> submit = new();
        JobWaitOptions options = byPolling ? new() { Polling = new() { Timeout = TimeSpan.FromSeconds(10) } } : new() { Timeout = TimeSpan.FromSeconds(10) };
        Task<JobResult<VirtualMachine>> wait = submit.Task.WaitForCompletionAsync(options);
        if (byPolling)
        {
            options.Polling!.Timeout = TimeSpan.FromHours(5);
        }
        else
        {
            options.Timeout = TimeSpan.FromHours(5);
        }

        submit.SetResult(JobHandle<VirtualMachine>.Pending(timeProvider: clock));

        JobTimeoutException e = (await Assert.ThrowsAsync<JobTimeoutException>(() => clock.RunUntilAsync(() => wait)))!;
        Assert.That(e.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task A_query_is_one_request_and_not_finding_the_job_is_an_answer()
    {
        await using StubCloud cloud = new(request => StubHandler.NoSuchJob(request["jobid"]!));

        JobSnapshot snapshot = await cloud.RunAsync(client => client.Jobs.Resume("some-id").QueryAsync());

        Assert.Multiple(() =>
        {
            Assert.That((snapshot.Status, snapshot.RawStatus, snapshot.IsFinished), Is.EqualTo((JobStatus.NotFound, (int?)null, true)));
            Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_failed_query_carries_the_handle_and_is_not_repeated()
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(530, "Internal error", 9999));
        JobHandle job = cloud.Client.Jobs.Resume("some-id");

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.Clock.RunUntilAsync(() => job.QueryAsync())))!;

        Assert.That(e.Job, Is.SameAs(job));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_resumed_job_is_polled_at_once()
    {
        await using StubCloud cloud = new(request => StubHandler.Job(request["jobid"]!, 1, "\"jobresult\":{\"virtualmachine\":{\"id\":\"v\"}}"));

        JobResult<VirtualMachine> result = await cloud.RunAsync(client => client.Jobs.Resume<VirtualMachine>("some-id").WaitForCompletionAsync());

        Assert.That((result.Value!.Id, cloud.Clock.Elapsed), Is.EqualTo(("v", TimeSpan.Zero)));
    }

    [Test]
    public async Task Polls_that_fail_in_six_ways_over_HTTP_do_not_end_a_wait()
    {
        int polls = 0;
        await using StubCloud cloud = new(
            request => request.Command != "queryAsyncJobResult"
                ? StubHandler.Json("""{"a":{"jobid":"j"}}""")
                : ++polls switch
                {
                    1 => throw new HttpRequestException("reset", new IOException("Connection reset by peer")),
                    2 => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"),
                    3 => StubHandler.Html(502),
                    4 => StubHandler.Error(503, "starting", 9999),
                    5 => StubHandler.Hang(),
                    6 => StubHandler.Error(530, "Internal error", 9999),
                    _ => StubHandler.Job("j", 1, "\"jobresult\":{\"virtualmachine\":{\"id\":\"v\"}}"),
                },
            options => options.ReadTimeout = TimeSpan.FromSeconds(1));

        JobResult<VirtualMachine> result = await cloud.RunAsync(
            client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }).WaitForCompletionAsync());

        Assert.That((result.Outcome, polls), Is.EqualTo((JobOutcome.Succeeded, 7)));
    }

    [Test]
    public async Task An_unreadable_result_over_HTTP_ends_unknown_after_one_confirming_list([Values] bool root)
    {
        string text = root
            ? "com.google.gson.stream.MalformedJsonException: Unterminated string at line 1 column 65471 path $.tags[164].value"
            : "Internal error executing command, please contact your system administrator";
        await using StubCloud cloud = new(
            request => request.Command switch
            {
                "queryAsyncJobResult" => StubHandler.Error(530, text, 9999),
                "listAsyncJobs" => StubHandler.Json("""{"listasyncjobsresponse":{}}"""),
                _ => StubHandler.Json("""{"a":{"jobid":"j"}}"""),
            },
            options => options.Polling = JobOperationsFixture.Doubling);

        JobResult<VirtualMachine> result = await cloud.RunAsync(
            client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }).WaitForCompletionAsync());

        Assert.That((result.Outcome, result.UnknownReason), Is.EqualTo((JobOutcome.Unknown, UnknownReason.ResultUnreadable)));
        Assert.That(cloud.Handler.Count("listAsyncJobs"), Is.EqualTo(1));
        Assert.That(cloud.Handler.Count("queryAsyncJobResult"), Is.EqualTo(3));
    }

    [TestCase("""{"listasyncjobsresponse":{"count":2,"asyncjobs":[{"jobid":"x","jobstatus":0}]}}""", 200)]
    [TestCase("""{"errorresponse":{"uuidList":[],"errorcode":432,"errortext":"not available"}}""", 432)]
    [TestCase("<html/>", 502)]
    public async Task A_list_that_is_cut_forbidden_or_failing_confirms_nothing(string body, int status)
    {
        await using StubCloud cloud = new(request => request.Command switch
        {
            "queryAsyncJobResult" => StubHandler.Error(530, "Internal error", 9999),
            "listAsyncJobs" => StubHandler.Json(body, status),
            _ => StubHandler.Json("""{"a":{"jobid":"j"}}"""),
        });

        await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(
            client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" })
                .WaitForCompletionAsync(new JobWaitOptions { Polling = client.Polling with { FailureTolerance = TimeSpan.FromSeconds(30) } })));
        if (status == 432)
        {
            Assert.That(cloud.Handler.Count("listAsyncJobs"), Is.EqualTo(1), "never asked again");
        }
    }

    [Test]
    public async Task Running_jobs_are_listed_page_by_page_without_repeats_and_without_finished_ones()
    {
        await using StubCloud cloud = new(
            request => StubHandler.Json(request["page"] switch
            {
                "1" => """{"a":{"count":4,"asyncjobs":[{"jobid":"1","jobstatus":0},{"jobid":"2","jobstatus":0}]}}""",
                "2" => """{"a":{"count":4,"asyncjobs":[{"jobid":"2","jobstatus":0},{"jobid":"3","jobstatus":1}]}}""",
                "3" => """{"a":{"count":4,"asyncjobs":[{"jobid":"4","jobstatus":0}]}}""",
                _ => """{"a":{}}""",
            }),
            options => options.PageSize = 2);
        List<string> ids = [];

        await cloud.RunAsync(async client =>
        {
            await foreach (JobSnapshot job in client.Jobs.ListRunningAsync(includeOtherAccounts: true))
            {
                ids.Add(job.JobId);
            }
        });

        Assert.That(ids, Is.EqualTo(new[] { "1", "2", "4" }));
        Assert.That(cloud.Handler.Requests[0]["listall"], Is.EqualTo("true"));
    }
}
