using System.Text.Json;

namespace CloudStack.Simulator.Tests;

public sealed class JobTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static IEnumerable<TestCaseData> Endings()
    {
        yield return new TestCaseData(JobEnding.Failure(533, "no room"), 2, 533, "{\"errorcode\":533,\"errortext\":\"no room\"}").SetName("A_failure_carries_code_and_text_only");
        yield return new TestCaseData(JobEnding.FailureWithoutResult, 2, 530, null).SetName("A_failure_may_have_no_result");
        yield return new TestCaseData(JobEnding.SuccessWithoutResult, 1, 0, null).SetName("A_success_may_have_no_result");
        yield return new TestCaseData(JobEnding.SuccessFalse, 1, 0, "{\"success\":false}").SetName("A_success_may_say_false");
        yield return new TestCaseData(JobEnding.SuccessWithDetails("why"), 1, 0, "{\"success\":true,\"details\":\"why\"}").SetName("A_success_may_have_details");
        yield return new TestCaseData(JobEnding.Canceled, 3, 530, "{\"errorcode\":530,\"errortext\":\"Command failed due to Internal Server Error\"}").SetName("A_job_may_end_as_cancelled");
        yield return new TestCaseData(JobEnding.OtherStatus(7), 7, 530, "{\"errorcode\":530,\"errortext\":\"Command failed due to Internal Server Error\"}").SetName("A_job_may_end_with_an_unknown_status");
    }

    [TestCaseSource(nameof(Endings))]
    public async Task A_planned_ending_is_reported(JobEnding ending, int status, int code, string? result)
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        using TestCaller caller = TestCaller.InProcess(engine);
        engine.PlanJob("deployVirtualMachine", ending: ending);
        (_, string planned) = await caller.DeployAsync();
        (_, string next) = await caller.DeployAsync();

        JsonElement job = (await caller.QueryAsync(planned)).Content;

        Assert.That(job.GetProperty("jobstatus").GetInt32(), Is.EqualTo(status));
        Assert.That(job.GetProperty("jobresultcode").GetInt32(), Is.EqualTo(code));
        Assert.That(job.TryGetProperty("jobresult", out JsonElement shown) ? shown.GetRawText() : null, Is.EqualTo(result));
        Assert.That(job.TryGetProperty("jobresulttype", out _), Is.EqualTo(result is not null));
        Assert.That((await caller.QueryAsync(next)).Content.GetProperty("jobstatus").GetInt32(), Is.EqualTo(1), "the plan is used up");
    }

    [Test]
    public async Task Odd_result_keys_and_doubles_are_written_as_the_server_does()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        using TestCaller caller = TestCaller.InProcess(engine);
        engine.PlanJob(ending: JobEnding.SuccessWithNullKey);
        engine.PlanJob(ending: JobEnding.SuccessWithResponses);
        (string id, string first) = await caller.DeployAsync();
        (_, string second) = await caller.DeployAsync();

        JsonElement unnamed = (await caller.QueryAsync(first)).Content.GetProperty("jobresult");
        string list = (await caller.QueryAsync(second)).Content.GetProperty("jobresult").GetRawText();

        Assert.That(unnamed.GetProperty("null").GetProperty("id").GetString(), Is.EqualTo(id));
        Assert.That(list, Does.StartWith("{\"null\":{\"responses\":[{\"id\":").And.Contain("\"cpunumber\":1.0,").And.Contain("\"memory\":512.0,"));
    }

    [Test]
    public async Task An_unreadable_result_answers_530_for_ever_though_the_work_is_done()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        SimulatorUser user = engine.AddUser("ann");
        using TestCaller root = TestCaller.InProcess(engine), own = TestCaller.InProcess(engine, user);
        engine.PlanJob(ending: JobEnding.Unreadable);
        (string id, string job) = await own.DeployAsync();

        Assert.That((await root.QueryAsync(job)).Text("errortext"), Does.StartWith("com.google.gson.stream.MalformedJsonException"));
        ApiReply hidden = await own.QueryAsync(job);
        Assert.That((hidden.Status, hidden.Text("errortext")), Is.EqualTo((530, "Internal error executing command, please contact your system administrator")));
        Assert.That(engine.ReadField(id, "state"), Is.EqualTo("Running"));
        Assert.That((await own.CallAsync("listAsyncJobs")).Body, Is.EqualTo("{\"listasyncjobsresponse\":{}}"));
    }

    [Test]
    public async Task Durations_come_from_plan_selector_command_and_default_in_this_order()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(
            new SimulatorOptions
            {
                JobDuration = 1 * Second,
                JobDurations = { ["stopVirtualMachine"] = 2 * Second },
                JobDurationSelector = static job => job.Parameters.TryGetValue("seconds", out string? s) ? TimeSpan.FromSeconds(int.Parse(s, System.Globalization.CultureInfo.InvariantCulture)) : null,
            },
            clock);
        using TestCaller caller = TestCaller.InProcess(engine);
        engine.PlanJob("deployVirtualMachine", 7 * Second);
        await caller.DeployAsync(("seconds", "3"));
        await caller.DeployAsync(("seconds", "3"));
        (string id, _) = await caller.DeployAsync();
        clock.Advance(10 * Second);
        await caller.CallAsync("stopVirtualMachine", ("id", id));
        clock.Advance(10 * Second);

        Assert.That(engine.Jobs.Select(static j => (j.Completed - j.Created)!.Value.TotalSeconds), Is.EqualTo(new[] { 7d, 3, 1, 2 }));
    }

    [Test]
    public async Task Jobs_expire_by_completion_if_finished_and_by_creation_if_not()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { JobExpiry = 60 * Second, JobDuration = 10 * Second }, clock);
        using TestCaller caller = TestCaller.InProcess(engine);
        (_, string quick) = await caller.DeployAsync();
        engine.PlanJob(ending: JobEnding.Never);
        (_, string stuck) = await caller.DeployAsync();
        async Task<int> Status(string id) => (await caller.QueryAsync(id)).Status;

        clock.Advance(59 * Second);
        Assert.That((await Status(quick), await Status(stuck)), Is.EqualTo((200, 200)));
        clock.Advance(Second);
        Assert.That((await Status(quick), await Status(stuck)), Is.EqualTo((200, 431)));
        clock.Advance(10 * Second);
        ApiReply gone = await caller.QueryAsync(quick);
        Assert.That(gone.Status, Is.EqualTo(431));
        Assert.That(gone.Text("errortext"), Is.EqualTo(
            $"Unable to execute API command queryasyncjobresult due to invalid value. Invalid parameter jobid value={quick} due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class."));
        Assert.That(gone.Content.GetProperty("cserrorcode").GetInt32(), Is.EqualTo(9999));
        ApiReply number = await caller.QueryAsync("77");
        Assert.That((number.Text("errortext"), number.Content.GetProperty("cserrorcode").GetInt32()), Is.EqualTo(("Unable to find a job by id 77 resource type null resource id null", 4350)));
    }

    [Test]
    public async Task A_restart_fails_running_jobs_without_a_result_and_leaves_finished_ones()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = 10 * Second }, clock);
        using TestCaller caller = TestCaller.InProcess(engine);
        (_, string finished) = await caller.DeployAsync();
        clock.Advance(10 * Second);
        (string id, string running) = await caller.DeployAsync();
        clock.Advance(3 * Second);

        engine.Restart();
        clock.Advance(60 * Second);

        JsonElement job = (await caller.QueryAsync(running)).Content;
        Assert.That(job.GetProperty("jobstatus").GetInt32(), Is.EqualTo(2));
        Assert.That(job.GetProperty("jobresultcode").GetInt32(), Is.EqualTo(530));
        Assert.That(job.GetProperty("completed").GetString(), Is.EqualTo("2030-01-01T00:00:13+0000"));
        Assert.That(job.TryGetProperty("jobresult", out _), Is.False);
        Assert.That(job.TryGetProperty("jobresulttype", out _), Is.False);
        Assert.That(job.TryGetProperty("managementserverid", out _), Is.True);
        Assert.That(engine.ReadField(id, "state"), Is.EqualTo("Stopped"), "moved back");
        Assert.That((await caller.QueryAsync(finished)).Content.GetProperty("jobstatus").GetInt32(), Is.EqualTo(1));
        Assert.That((await caller.CallAsync("listAsyncJobs")).Body, Is.EqualTo("{\"listasyncjobsresponse\":{}}"));
    }

    [Test]
    public async Task A_chosen_job_id_is_used_and_makes_a_plain_submit_idempotent()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = 10 * Second }, clock);
        SimulatorUser user = engine.AddUser("ann");
        using TestCaller own = TestCaller.InProcess(engine, user), root = TestCaller.InProcess(engine);
        (string id, _) = await own.DeployAsync();
        clock.Advance(10 * Second);
        string chosen = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";
        (string, string)[] stop = [("id", id), ("customjobid", chosen), ("marker", "m-1")];

        Assert.That((await own.CallAsync("stopVirtualMachine", stop)).Text("jobid"), Is.EqualTo(chosen));
        ApiReply running = await own.CallAsync("stopVirtualMachine", stop);
        Assert.That(running.Text("errortext"), Is.EqualTo($"UUID: {chosen} already exists so can't create/update with custom id"));
        Assert.That((running.Status, running.Content.GetProperty("cserrorcode").GetInt32()), Is.EqualTo((431, 4350)));
        clock.Advance(10 * Second);
        ApiReply forUser = await own.CallAsync("stopVirtualMachine", stop);
        ApiReply forRoot = await root.CallAsync("stopVirtualMachine", stop);

        Assert.That((forUser.Status, forUser.Text("errortext")), Is.EqualTo((530, "Internal error executing command, please contact your system administrator")));
        Assert.That((forRoot.Status, forRoot.Text("errortext")), Is.EqualTo((530, "Entity already exists ")));
        Assert.That(engine.ExecutionCount("m-1"), Is.EqualTo(1));
        Assert.That(engine.Jobs, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_refused_duplicate_of_a_create_command_leaves_an_orphan()
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);
        string chosen = Guid.NewGuid().ToString();
        await caller.DeployAsync(("customjobid", chosen));

        ApiReply refused = await caller.CallAsync("deployVirtualMachine", [.. await caller.ChoiceAsync(), ("customjobid", chosen)]);

        Assert.That(refused.Status, Is.EqualTo(431));
        ApiReply machines = await caller.CallAsync("listVirtualMachines");
        Assert.That(machines.Content.GetProperty("virtualmachine").EnumerateArray().Select(static v => v.GetProperty("state").GetString()), Is.EquivalentTo(new[] { "Starting", "Stopped" }));
        Assert.That(engine.Jobs, Has.Count.EqualTo(1));
    }

    [TestCase("6F4B9C1E-0A3D-4A6E-9F10-2B7C1D5E8A44")]
    [TestCase("6f4b9c1e0a3d4a6e9f102b7c1d5e8a44")]
    [TestCase("17")]
    [TestCase("")]
    public async Task A_job_id_that_is_no_lower_case_uuid_is_refused(string id)
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);
        (string machine, _) = await caller.DeployAsync();

        ApiReply reply = await caller.CallAsync("stopVirtualMachine", ("id", machine), ("customjobid", id));

        Assert.That(reply.Text("errortext"), Is.EqualTo($"UUID: {id} doesn't follow the UUID format"));
        Assert.That(reply.Content.GetProperty("cserrorcode").GetInt32(), Is.EqualTo(4350));
    }

    [Test]
    public async Task The_list_shows_running_jobs_oldest_first_by_scope_and_page()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = 100 * Second, MaxPageSize = 3 }, clock);
        SimulatorUser user = engine.AddUser("ann", domainPath: "sales");
        using TestCaller own = TestCaller.InProcess(engine, user), root = TestCaller.InProcess(engine);
        var ids = new List<string>();
        for (int i = 0; i < 4; i++)
        {
            ids.Add((await root.DeployAsync()).JobId);
            clock.Advance(Second);
        }

        string theirs = (await own.DeployAsync()).JobId;
        async Task<string[]> List(TestCaller caller, params (string, string)[] parameters)
        {
            JsonElement content = (await caller.CallAsync("listAsyncJobs", parameters)).Content;
            return content.TryGetProperty("asyncjobs", out JsonElement jobs)
                ? [.. jobs.EnumerateArray().Select(static j => j.GetProperty("jobid").GetString()!)]
                : [];
        }

        Assert.That(await List(root), Is.EqualTo(ids[..3]), "truncated silently");
        Assert.That(await List(root, ("pagesize", "-1")), Is.EqualTo(ids));
        Assert.That(await List(root, ("pagesize", "-1"), ("listall", "true")), Is.EqualTo((string[])[.. ids, theirs]));
        Assert.That(await List(root, ("page", "2"), ("pagesize", "3")), Is.EqualTo(ids[3..]));
        Assert.That(await List(own, ("listall", "true")), Is.EqualTo(new[] { theirs }));
        Assert.That(await List(root, ("startdate", "2030-01-01T00:00:02Z")), Is.EqualTo(ids[2..]));
        Assert.That(await List(root, ("startdate", "2035-01-01T00:00:00+0000")), Is.Empty);
        Assert.That(await List(root, ("resourcetype", "virtualmachine"), ("resourceid", engine.Jobs[1].ResourceId!)), Is.EqualTo(ids[1..2]));
        Assert.That((await root.CallAsync("listAsyncJobs", ("resourceid", "x"))).Text("errortext"), Is.EqualTo("resourceid parameter must be used with resourcetype parameter"));
        clock.Advance(97 * Second);
        Assert.That(await List(root), Is.EqualTo(ids[2..]));
        ApiReply newest = await root.CallAsync("queryAsyncJobResult", ("resourcetype", "VirtualMachine"), ("resourceid", engine.Jobs[0].ResourceId!));
        Assert.That(newest.Text("jobid"), Is.EqualTo(ids[0]));
    }

    [Test]
    public async Task Maintenance_refuses_jobs_and_nothing_else()
    {
        var engine = new SimulatorEngine { InMaintenance = true };
        using TestCaller caller = TestCaller.InProcess(engine);

        ApiReply refused = await caller.CallAsync("deployVirtualMachine", await caller.ChoiceAsync());

        Assert.That((refused.Status, refused.Text("errortext")), Is.EqualTo((503, "Maintenance or Shutdown has been initiated on this management server. Can not accept new jobs")));
        Assert.That((await caller.CallAsync("listVirtualMachines")).Body, Is.EqualTo("{\"listvirtualmachinesresponse\":{}}"), "nothing was created");
    }
}
