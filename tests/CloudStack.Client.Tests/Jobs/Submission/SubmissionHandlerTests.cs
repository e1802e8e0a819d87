using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs.Submission;

/// <summary>Submits whose response is lost: what is looked up, what is sent again, and what never is.</summary>
public class SubmissionHandlerTests
{
    [Test]
    public async Task A_lost_answer_is_resolved_by_looking_the_job_up([Values] bool create)
    {
        await using ScriptedServer server = new() { LoseAnswers = 1, RowAppearsAfter = TimeSpan.FromMilliseconds(300) };

        JobHandle job = await server.SubmitAsync(create);

        Assert.Multiple(() =>
        {
            Assert.That(job.JobId, Is.EqualTo(server.Executed.Single()));
            Assert.That(server.Submits, Is.EqualTo(1));
            Assert.That(job.ResourceId, create ? Is.EqualTo("resource") : Is.Null);
        });
    }

    [Test]
    public async Task A_lost_request_of_a_plain_command_goes_again_with_the_same_id_once_the_server_is_known_to_keep_ids()
    {
        await using ScriptedServer server = new();
        _ = await server.SubmitAsync(create: false);
        server.LoseRequests = 1;

        JobHandle job = await server.SubmitAsync(create: false);

        Assert.Multiple(() =>
        {
            Assert.That(server.Executed, Has.Count.EqualTo(2));
            Assert.That(server.SubmittedIds, Has.Count.EqualTo(3));
            Assert.That(server.SubmittedIds[1], Is.EqualTo(server.SubmittedIds[2]).And.EqualTo(job.JobId));
        });
    }

    [Test]
    public async Task A_lost_request_is_ambiguous_while_nothing_is_known_of_the_server_and_always_for_create_commands([Values] bool create)
    {
        await using ScriptedServer server = new();
        if (create)
        {
            _ = await server.SubmitAsync(create);
        }

        server.LoseRequests = 1;
        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create)))!;

        Assert.Multiple(() =>
        {
            Assert.That(e.Token!.Value.JobId, Is.EqualTo(server.SubmittedIds[^1]));
            Assert.That(e.Token.Value.Command, Is.EqualTo(create ? "deployVirtualMachine" : "startVirtualMachine"));
            Assert.That(e.InnerException, Is.TypeOf<CloudStackTransportException>());
            Assert.That(server.Submits, Is.EqualTo(create ? 2 : 1), "never sent again");
            Assert.That(server.Clock.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(60)), "looked up for as long as a read may take");
        });
    }

    [TestCase(502)]
    [TestCase(504)]
    public async Task A_gateway_page_after_execution_is_a_lost_answer(int status)
    {
        await using ScriptedServer server = new() { GatewayPage = status };

        JobHandle job = await server.SubmitAsync(create: true);

        Assert.That(job.JobId, Is.EqualTo(server.Executed.Single()));
    }

    [Test]
    public async Task A_refused_connection_lets_the_submit_go_again()
    {
        await using ScriptedServer server = new() { RefuseConnections = 2 };

        JobHandle job = await server.SubmitAsync(create: true);

        Assert.That(server.Executed, Is.EqualTo(new[] { job.JobId }));
        Assert.That(server.Queries, Is.Zero, "there is nothing to look up");
    }

    [Test]
    public async Task A_server_that_takes_no_new_jobs_is_asked_again()
    {
        await using ScriptedServer server = new() { Maintenance = 2 };

        JobHandle job = await server.SubmitAsync(create: true);

        Assert.That(server.Executed, Is.EqualTo(new[] { job.JobId }));
    }

    [Test]
    public async Task Already_exists_of_an_own_id_leads_to_its_job()
    {
        await using ScriptedServer server = new() { ErrorAfterExecution = (431, "UUID: 6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44 already exists so can't create/update with custom id") };

        Assert.That((await server.SubmitAsync(create: false)).JobId, Is.EqualTo(server.Executed.Single()));
    }

    [Test]
    public async Task A_530_that_hides_a_job_leads_to_it_and_one_that_does_not_is_the_error()
    {
        await using ScriptedServer hiding = new() { ErrorAfterExecution = (530, "Internal error executing command, please contact your system administrator") };
        Assert.That((await hiding.SubmitAsync(create: false)).JobId, Is.EqualTo(hiding.Executed.Single()));

        await using ScriptedServer failing = new() { ErrorBeforeExecution = (530, "Internal error executing command, please contact your system administrator") };
        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => failing.SubmitAsync(create: true)))!;
        Assert.That((e.ErrorCode, failing.Submits), Is.EqualTo((530, 1)));
    }

    [Test]
    public async Task A_530_is_ambiguous_where_nobody_can_tell_whether_it_hides_a_job()
    {
        await using ScriptedServer server = new() { ErrorBeforeExecution = (530, "Internal error"), QueriesFail = true };

        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create: true)))!;

        Assert.That(e.Token!.Value.JobId, Is.EqualTo(server.SubmittedIds.Single()));
        Assert.That(e.Message, Does.Contain($"does not know the job {e.Token.Value.JobId}").And.Contain("query the job again"));
    }

    [Test]
    public async Task A_request_that_is_lost_every_time_is_sent_as_often_as_retries_are_allowed()
    {
        await using ScriptedServer server = new();
        _ = await server.SubmitAsync(create: false);
        server.LoseRequests = 100;

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create: false));

        Assert.That(server.Submits, Is.EqualTo(1 + 1 + 3), "one that revealed support for ids, one more, and its three repetitions");
        Assert.That(server.SubmittedIds.Skip(1).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_parameter_error_is_thrown_at_once()
    {
        await using ScriptedServer server = new() { ErrorBeforeExecution = (431, "Unable to execute API command startvirtualmachine due to invalid value") };

        await Assert.ThrowsAsync<CloudStackApiException>(() => server.SubmitAsync(create: true));
        Assert.That((server.Submits, server.Queries), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_server_that_ignores_ids_makes_lost_answers_ambiguous_without_a_token([Values] bool create)
    {
        await using ScriptedServer server = new() { IgnoreIds = true };
        _ = await server.SubmitAsync(create);
        server.LoseAnswers = 1;

        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create)))!;

        Assert.That(e.Token, Is.Null);
        Assert.That(e.Message, Does.Contain("does not keep job ids that clients choose"));
        Assert.That((server.Submits, server.Queries), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task A_530_with_the_telling_text_leads_to_the_job()
    {
        await using ScriptedServer server = new() { ErrorAfterExecution = (530, "Entity already exists ") };

        Assert.That((await server.SubmitAsync(create: true)).JobId, Is.EqualTo(server.Executed.Single()));
    }

    [Test]
    public async Task A_server_that_ignored_one_id_is_not_relied_on_again()
    {
        await using ScriptedServer server = new() { IgnoreIds = true };
        _ = await server.SubmitAsync(create: false);
        server.IgnoreIds = false;
        _ = await server.SubmitAsync(create: false);
        server.LoseRequests = 1;

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create: false));

        Assert.That(server.Submits, Is.EqualTo(3), "never sent again");
    }

    [Test]
    public async Task A_lost_answer_leads_to_a_job_whose_answer_the_server_cannot_write([Values] bool create)
    {
        await using ScriptedServer server = new() { JobsUnreadable = true, LoseAnswers = 1 };

        JobHandle job = await server.SubmitAsync(create);

        Assert.That((job.JobId, server.Submits), Is.EqualTo((server.Executed.Single(), 1)));
    }

    [Test]
    public async Task A_page_that_is_not_the_API_is_told_as_such_without_a_long_search()
    {
        await using ScriptedServer server = new() { WelcomePage = true };

        await Assert.ThrowsAsync<ResponseFormatException>(() => server.SubmitAsync(create: true));

        Assert.That(server.Clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task A_page_that_is_not_the_API_leads_to_the_job_at_the_first_look()
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 0) : StubHandler.Html(200));

        JobHandle job = await cloud.RunAsync(client => client.Commands.SubmitAsync("rebootThing"));

        Assert.That(job.JobId, Is.EqualTo(cloud.Handler.Requests.Single(request => request.Command == "rebootThing")["customjobid"]));
        Assert.That(cloud.Handler.Count("queryAsyncJobResult"), Is.EqualTo(1));
    }

    [Test]
    public async Task Without_ids_nothing_is_looked_up()
    {
        await using ScriptedServer server = new(options => options.AssignJobIds = false) { WelcomePage = true };
        await Assert.ThrowsAsync<ResponseFormatException>(() => server.SubmitAsync(create: true));
        server.WelcomePage = false;
        server.ErrorBeforeExecution = (530, "Internal error");
        await Assert.ThrowsAsync<CloudStackApiException>(() => server.SubmitAsync(create: true));
        server.ErrorBeforeExecution = null;
        server.LoseAnswers = 1;
        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create: true));

        Assert.That((server.Submits, server.Queries), Is.EqualTo((3, 0)));
    }

    [TestCase("7")]
    [TestCase("null")]
    [TestCase("[]")]
    public async Task A_submit_that_is_answered_with_no_object_has_no_job(string content)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json($$"""{"a":{{content}}}"""));

        JobHandle handle = await cloud.RunAsync(client => client.Commands.SubmitAsync("rebootThing"));
        JobResult result = await cloud.RunAsync(_ => handle.WaitForCompletionAsync());

        Assert.That((result.IsSuccess, result.Polls), Is.EqualTo((true, 0)));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_lost_answer_of_a_synchronous_change_is_ambiguous_and_names_no_job()
    {
        await using ScriptedServer server = new() { LoseAnswers = 1 };

        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(
            () => server.Clock.RunUntilAsync(() => server.Client.VirtualMachines.UpdateVirtualMachineAsync(new() { Id = "v" }))))!;

        Assert.That(e.Token, Is.Null);
        Assert.That(server.Submits, Is.EqualTo(1));
    }
}
