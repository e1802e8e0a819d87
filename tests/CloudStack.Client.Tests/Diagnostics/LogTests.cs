using CloudStack.Client.Tests.Credentials;
using CloudStack.Client.Tests.Jobs.Polling;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Diagnostics;

/// <summary>What the log says about calls, by event id.</summary>
public class LogTests
{
    private const int Sending = 1, Answered = 2, Failed = 3, Retrying = 4, Parameter = 5, JobSubmitted = 10, JobFinished = 11, JobTimedOut = 12,
        OutcomeUnknown = 13, ListingDisabled = 15, ClockCorrected = 16, SourceBroke = 17, LoggedIn = 20, BodyRepaired = 30, ValueMismatch = 31;

    [Test]
    public async Task A_call_tells_what_it_sends_and_how_it_was_answered()
    {
        using EventLog log = new();
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"success":true}}"""), loggers: log);

        await cloud.RunAsync(client => client.Commands.SendAsync("updateThing", new Dictionary<string, string> { ["name"] = "web", ["password"] = "hunter-two" }));

        Assert.Multiple(() =>
        {
            Assert.That(log.Of(Sending), Is.EqualTo(new[] { "Sending updateThing, attempt 1." }));
            Assert.That(log.Of(Answered), Is.EqualTo(new[] { "updateThing returned status 200 and 22 bytes." }));
            Assert.That(log.Of(Parameter), Has.Count.EqualTo(2).And.Contains("updateThing parameter name=web"));
            Assert.That(log.Of(Parameter), Has.None.Contain("hunter"));
            Assert.That(log.Of(Failed), Is.Empty);
            Assert.That(log.Of(BodyRepaired), Is.Empty);
        });
    }

    /// <summary>All events used to have the same category, so a program couldn't log jobs without requests.</summary>
    [Test]
    public async Task Events_have_names_and_a_category_for_each_concern()
    {
        using EventLog log = new();
        int calls = 0;
        await using StubCloud cloud = new(
            request => request.Command switch
            {
                "login" => StubHandler.Json("""{"loginresponse":{"sessionkey":"s"}}"""),
                "rebootThing" => StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}","id":"r"}}"""),
                "queryAsyncJobResult" => StubHandler.Job(request["jobid"]!, 1),
                _ => ++calls == 1 ? StubHandler.Html(502) : StubHandler.Json("{\"a\":{\"note\":\"tab\tand\"}}"),
            },
            options => (options.ApiKey, options.SecretKey, options.UserName, options.Password) = (null, null, "ann", "p"),
            log);

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        JobHandle job = await cloud.RunAsync(client => client.Commands.SubmitAsync("rebootThing"));
        await cloud.RunAsync(_ => job.WaitForCompletionAsync());

        Assert.That(log.Kinds, Is.EqualTo(new[]
        {
            "CloudStack.Client.Commands 1 Sending",
            "CloudStack.Client.Commands 2 Answered",
            "CloudStack.Client.Commands 3 Failed",
            "CloudStack.Client.Commands 30 BodyRepaired",
            "CloudStack.Client.Commands 4 Retrying",
            "CloudStack.Client.Commands 5 Parameter",
            "CloudStack.Client.Connections 20 LoggedIn",
            "CloudStack.Client.Jobs 10 JobSubmitted",
            "CloudStack.Client.Jobs 11 JobFinished",
        }));
    }

    [Test]
    public async Task A_throttled_call_and_one_of_a_corrected_clock_are_further_attempts()
    {
        using EventLog log = new();
        int calls = 0;
        StubCloud? made = null;
        made = new StubCloud(
            _ =>
            {
                HttpResponseMessage response = ++calls switch
                {
                    1 => StubHandler.Error(429, "please retry after [100] ms.", 9999),
                    2 => StubHandler.Error(401, "unable to verify user credentials and/or request signature", null),
                    _ => StubHandler.Json("""{"a":{}}"""),
                };
                response.Headers.Date = made!.Clock.GetUtcNow() + TimeSpan.FromMinutes(14);
                return response;
            },
            loggers: log);
        await using StubCloud cloud = made;

        await cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        Assert.That(log.Of(Sending), Is.EqualTo(new[] { "Sending updateThing, attempt 1.", "Sending updateThing, attempt 2.", "Sending updateThing, attempt 3." }));
        Assert.That(log.Of(ClockCorrected).Single(), Does.Contain("00:14:00"));
    }

    [Test]
    public async Task A_repetition_names_the_command_the_delay_and_the_failure()
    {
        using EventLog log = new();
        int calls = 0;
        await using StubCloud cloud = new(_ => ++calls == 1 ? StubHandler.Html(502) : StubHandler.Json("""{"a":{}}"""), loggers: log);

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(log.Of(Retrying).Single(), Does.Match(@"^Retrying listZones in 00:00:0\S+ after: listZones returned HTTP 502"));
        Assert.That(log.Of(Failed).Single(), Does.StartWith("listZones failed: listZones returned HTTP 502"));
    }

    [Test]
    public async Task A_call_that_is_not_answered_in_time_is_a_failure()
    {
        using EventLog log = new();
        await using StubCloud cloud = new(_ => StubHandler.Hang(), options => (options.MaxRetries, options.ReadTimeout) = (0, TimeSpan.FromSeconds(2)), log);

        await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()));

        Assert.That(log.Of(Failed), Is.EqualTo(new[] { "listZones failed: listZones got no response within 2 s." }));
    }

    [Test]
    public async Task A_body_that_had_to_be_mended_is_told()
    {
        using EventLog log = new();
        await using StubCloud cloud = new(_ => StubHandler.Json("{\"a\":{\"note\":\"tab\tand \u001b\"}}"), loggers: log);

        await cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        Assert.That(log.Of(BodyRepaired), Is.EqualTo(new[] { "The response to updateThing was malformed JSON and has been repaired." }));
    }

    [Test]
    public async Task A_value_of_another_type_than_declared_is_told_by_its_place()
    {
        using EventLog log = new();
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"count":1,"zone":[{"id":"1","securitygroupsenabled":{"odd":1}}]}}"""), loggers: log);

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(log.Of(ValueMismatch).Single(), Does.Match("^A response to listZones contains a value whose type is not the declared one, at byte [0-9]+[.]$"));
    }

    [Test]
    public async Task A_job_is_told_at_its_submit_and_at_its_end()
    {
        using EventLog log = new();
        await using StubCloud cloud = Jobs(log, id => StubHandler.Job(id, 1));

        JobHandle job = await cloud.RunAsync(client => client.Commands.SubmitAsync("rebootThing"));
        await cloud.RunAsync(_ => job.WaitForCompletionAsync());

        Assert.That(log.Of(JobSubmitted), Is.EqualTo(new[] { $"rebootThing was submitted as job {job.JobId} for resource r." }));
        Assert.That(log.Of(JobFinished).Single(), Does.StartWith($"rebootThing (job {job.JobId}) ended: Succeeded after a wait of ").And.EndsWith(" and 1 polls."));
    }

    [Test]
    public async Task An_answer_without_a_job_is_no_submitted_job()
    {
        using EventLog log = new();
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"success":true}}"""), loggers: log);

        _ = await cloud.RunAsync(client => client.Commands.SubmitAsync("rebootThing"));

        Assert.That(log.Of(JobSubmitted), Is.Empty);
    }

    [Test]
    public async Task A_job_that_does_not_end_in_time_or_is_lost_is_told_as_such()
    {
        using EventLog log = new();
        bool known = true;
        await using StubCloud cloud = Jobs(log, id => known ? StubHandler.Job(id, 0) : StubHandler.NoSuchJob(id));
        JobHandle job = await cloud.RunAsync(client => client.Commands.SubmitAsync("rebootThing"));

        await Assert.ThrowsAsync<JobTimeoutException>(() => cloud.RunAsync(_ => job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(30) })));
        known = false;
        JobResult result = await cloud.RunAsync(_ => job.WaitForCompletionAsync());

        Assert.That(log.Of(JobTimedOut).Single(), Does.StartWith($"rebootThing (job {job.JobId}) did not end within 00:00:30; "));
        Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Unknown));
        Assert.That(log.Of(OutcomeUnknown).Single(), Is.EqualTo($"The outcome of rebootThing (job {job.JobId}) is unknown: {result.UnknownReason}."));
        Assert.That(log.Of(JobFinished), Is.Empty);
    }

    [TestCase(432, "The API [listAsyncJobs] does not exist or is not available for the account")]
    [TestCase(401, "The API listAsyncJobs is not available for user")]
    public async Task A_list_that_is_not_allowed_is_told_once_and_not_asked_for_again(int code, string text)
    {
        using EventLog log = new();
        StubCloud? made = null;
        made = new StubCloud(
            request => request.Command switch
            {
                "listAsyncJobs" => StubHandler.Error(code, text, null),
                "queryAsyncJobResult" => StubHandler.Job(request["jobid"]!, made!.Clock.Elapsed > TimeSpan.FromSeconds(60) ? 1 : 0),
                _ => StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}"""),
            },
            loggers: log);
        await using StubCloud cloud = made;

        await cloud.RunAsync(async client =>
        {
            JobHandle[] jobs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.Commands.SubmitAsync("rebootThing")));
            await Task.WhenAll(jobs.Select(job => job.WaitForCompletionAsync()));
        });

        Assert.That(log.Of(ListingDisabled), Is.EqualTo(new[] { "This account is not allowed to call listAsyncJobs; jobs are queried individually." }));
        Assert.That(cloud.Handler.Count("listAsyncJobs"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_login_is_told_by_the_users_name_and_is_no_attempt_of_the_call()
    {
        using EventLog log = new();
        await using SessionServer server = new(loggers: log);

        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(log.Of(LoggedIn), Is.EqualTo(new[] { "Logged in as ann." }));
        Assert.That(log.Of(Sending), Is.EqualTo(new[] { "Sending login, attempt 1.", "Sending listZones, attempt 1." }));
        Assert.That(log.Of(Parameter), Has.None.Contain("the-password"));
    }

    [Test]
    public async Task A_logout_that_fails_or_is_not_answered_is_told()
    {
        using EventLog log = new();
        SessionServer failing = new(loggers: log) { LogoutAnswer = () => StubHandler.Html(502) };
        await failing.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        await failing.DisposeAsync();
        SessionServer silent = new(loggers: log) { LogoutAnswer = StubHandler.Hang };
        await silent.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        await silent.Cloud.Clock.RunUntilAsync(() => silent.DisposeAsync().AsTask());

        Assert.That(log.Of(Failed), Has.Count.EqualTo(2));
        Assert.That(log.Of(Failed)[0], Does.StartWith("logout failed: logout returned HTTP 502"));
        Assert.That(log.Of(Failed)[1], Is.EqualTo("logout failed: There was no response in time; the server ends the session on its own."));
    }

    [Test]
    public async Task A_completion_source_that_breaks_is_told_with_the_reason_and_the_time_to_the_next_try()
    {
        using EventLog log = new();
        FakeCompletionSource source = new() { Refuses = new InvalidOperationException("no broker") };
        StubCloud? made = null;
        made = new StubCloud(
            request => request.Command == "queryAsyncJobResult"
                ? StubHandler.Job(request["jobid"]!, made!.Clock.Elapsed > TimeSpan.FromSeconds(20) ? 1 : 0)
                : StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}"""),
            options => options.CompletionSources = [source],
            log);
        await using StubCloud cloud = made;

        await cloud.RunAsync(async client =>
        {
            Task<JobResult> wait = (await client.Commands.SubmitAsync("rebootThing")).WaitForCompletionAsync();
            await Task.Delay(TimeSpan.FromSeconds(5), cloud.Clock);
            source.Refuses = null;
            await Task.Delay(TimeSpan.FromSeconds(5), cloud.Clock);
            source.Break();
            await wait;
        });
        await cloud.Client.DisposeAsync();

        Assert.That(log.Of(SourceBroke), Is.EqualTo(new[]
        {
            "The completion source FakeCompletionSource failed: no broker. Jobs are polled in the meantime; the client reconnects in 00:00:01.",
            "The completion source FakeCompletionSource failed: no broker. Jobs are polled in the meantime; the client reconnects in 00:00:02.",
            "The completion source FakeCompletionSource failed: no broker. Jobs are polled in the meantime; the client reconnects in 00:00:04.",
            "The completion source FakeCompletionSource failed: it ended. Jobs are polled in the meantime; the client reconnects in 00:00:08.",
        }), "none for the end of the client");
    }

    private static StubCloud Jobs(EventLog log, Func<string, HttpResponseMessage> answerQuery) => new(
        request => request.Command switch
        {
            "queryAsyncJobResult" => answerQuery(request["jobid"]!),
            "listAsyncJobs" => StubHandler.Json("""{"listasyncjobsresponse":{}}"""),
            _ => StubHandler.Json($$$"""{"a":{"id":"r","jobid":"{{{request["customjobid"]}}}"}}"""),
        },
        loggers: log);
}
