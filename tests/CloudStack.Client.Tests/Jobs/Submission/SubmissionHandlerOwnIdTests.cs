namespace CloudStack.Client.Tests.Jobs.Submission;

/// <summary>Submits with an id chosen by the caller: the job of an earlier run is found before anything is sent.</summary>
public class SubmissionHandlerOwnIdTests
{
    private const string OwnId = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

    [Test]
    public async Task An_id_of_the_callers_own_is_looked_up_before_the_first_submit([Values] bool create)
    {
        await using ScriptedServer server = new();
        server.Executed.Add(OwnId);

        JobHandle job = await server.SubmitAsync(create, OwnId.ToUpperInvariant());

        Assert.That((job.JobId, server.Submits, server.Queries), Is.EqualTo((OwnId, 0, 1)));
    }

    [Test]
    public async Task An_own_id_that_is_new_is_submitted_in_lower_case_after_one_look_or_two_for_create_commands([Values] bool create)
    {
        await using ScriptedServer server = new();

        JobHandle job = await server.SubmitAsync(create, OwnId.ToUpperInvariant());

        Assert.Multiple(() =>
        {
            Assert.That((job.JobId, server.SubmittedIds.Single()), Is.EqualTo((OwnId, OwnId)));
            Assert.That(server.Queries, Is.EqualTo(create ? 2 : 1));
            Assert.That(server.Clock.Elapsed, create ? Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)) : Is.LessThan(TimeSpan.FromSeconds(1)));
        });
    }

    [Test]
    public async Task An_own_id_that_cannot_be_looked_up_is_not_submitted()
    {
        await using ScriptedServer server = new() { QueriesFail = true };

        await Assert.ThrowsAsync<CloudStackTransportException>(() => server.SubmitAsync(create: true, OwnId));

        Assert.That(server.Submits, Is.Zero);
    }

    [Test]
    public async Task A_job_whose_answer_the_server_cannot_write_is_a_job_that_is_there([Values] bool create)
    {
        await using ScriptedServer server = new() { JobsUnreadable = true };
        server.Executed.Add(OwnId);

        JobHandle job = await server.SubmitAsync(create, OwnId);

        Assert.That((job.JobId, job.ResourceId, server.Submits), Is.EqualTo((OwnId, (string?)null, 0)));
        Assert.That(server.Queries, Is.EqualTo(3 + 2), "three failures, one query about an id that no job has, one more about this one");
        Assert.That(server.Clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task A_server_in_trouble_says_nothing_about_a_job([Values] bool create)
    {
        await using ScriptedServer server = new() { InTrouble = true };

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => server.SubmitAsync(create, OwnId)))!;

        Assert.That((e.ErrorCode, server.Submits), Is.EqualTo((530, 0)));
        Assert.That(server.Clock.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(50)), "looked up for as long as a read may take");
    }

    [Test]
    public async Task A_server_whose_trouble_ends_while_it_is_found_out_is_believed_then()
    {
        await using ScriptedServer server = new() { JobsUnreadable = true };
        server.Executed.Add(OwnId);
        // The fourth query is the one about an id that no job has.
        server.OnQuery = count => server.JobsUnreadable = count <= 4;

        JobHandle job = await server.SubmitAsync(create: true, OwnId);

        Assert.That((job.JobId, job.ResourceId, server.Submits), Is.EqualTo((OwnId, "resource", 0)));
    }

    [Test]
    public async Task Failures_of_different_kinds_are_not_taken_for_a_job_that_cannot_be_written()
    {
        await using ScriptedServer server = new() { JobsUnreadable = true };
        server.Executed.Add(OwnId);
        server.OnQuery = count => server.QueriesFail = count % 3 == 0;

        await Assert.CatchAsync<CloudStackException>(() => server.SubmitAsync(create: true, OwnId));

        Assert.That(server.Submits, Is.Zero);
        Assert.That(server.Asked, Has.All.EqualTo(OwnId), "nothing else was queried");
    }

    [Test]
    public async Task An_own_id_that_is_no_uuid_is_refused_by_name()
    {
        await using ScriptedServer server = new();

        ArgumentException e = (await Assert.ThrowsAsync<ArgumentException>(() => server.SubmitAsync(create: true, "my-job")))!;

        Assert.That(e.Message, Does.Contain("CustomJobId").And.Contain("my-job").And.Contain("UUID"));
        Assert.That(server.Submits, Is.Zero);
    }
}
