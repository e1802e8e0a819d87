using CloudStack.Client.Tests.Jobs.Submission;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A create command creates its resource before its job, so "no such job" doesn't mean that nothing was created: four of fifteen
/// deployments left a machine behind when their server was killed. The exception used to say only that the job isn't known, and
/// callers that can live with such a leftover had to write the retry themselves.
/// </summary>
public class LostCreatesTests
{
    [Test]
    public async Task The_exception_says_that_the_resource_may_exist_without_a_job_and_how_to_look()
    {
        await using ScriptedServer server = new();
        _ = await server.SubmitAsync(create: true);
        server.LoseRequests = 1;

        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create: true)))!;

        Assert.That(e.Message, Does.Contain("the resource may exist without a job")
            .And.Contain($"the job {server.SubmittedIds[1]}").And.Contain("look for the resource by name"));
        Assert.That(server.Submits, Is.EqualTo(2), "not sent again unless the caller has asked for it");
    }

    [Test]
    public async Task Of_a_plain_job_it_says_nothing_of_the_kind()
    {
        await using ScriptedServer server = new();
        server.LoseRequests = 1;

        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create: false)))!;

        Assert.That(e.Message, Does.Not.Contain("without a job"));
    }

    [TestCase(1, 0)]
    [TestCase(3, 0)]
    [TestCase(0, 502)]
    [TestCase(0, 503)]
    public async Task Where_it_is_wanted_a_create_goes_again_with_the_same_id(int lost, int page)
    {
        await using ScriptedServer server = new(static options => options.RepeatLostCreates = true) { RowAppearsAfter = TimeSpan.FromHours(page == 0 ? 0 : 1) };
        _ = await server.SubmitAsync(create: true);
        server.LoseRequests = lost;
        server.GatewayPage = page;
        server.OnQuery = _ => server.GatewayPage = 0;
        TimeSpan before = server.Clock.Elapsed;

        JobHandle job = await server.SubmitAsync(create: true);

        int sent = Math.Max(lost, 1) + 1;
        Assert.That(server.SubmittedIds.Skip(1), Has.Exactly(sent).EqualTo(job.JobId));
        Assert.That(server.Clock.Elapsed - before, Is.InRange((sent - 1) * TimeSpan.FromSeconds(59), sent * TimeSpan.FromSeconds(62)), "after the full time of the look-up");
    }

    [Test]
    public async Task It_does_not_go_again_to_a_server_that_is_not_known_to_keep_ids([Values] bool ignores)
    {
        await using ScriptedServer server = new(static options => options.RepeatLostCreates = true) { IgnoreIds = ignores };
        if (ignores)
        {
            _ = await server.SubmitAsync(create: true);
        }

        server.LoseRequests = 1;
        int before = server.Submits;

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create: true));

        Assert.That(server.Submits - before, Is.EqualTo(1));
    }

    [Test]
    public async Task It_does_not_go_again_when_the_job_is_there_after_all_or_nobody_can_tell()
    {
        await using ScriptedServer server = new(static options => options.RepeatLostCreates = true) { RowAppearsAfter = TimeSpan.FromSeconds(0.3) };
        JobHandle first = await server.SubmitAsync(create: true);
        server.LoseAnswers = 1;
        JobHandle second = await server.SubmitAsync(create: true);
        Assert.That(server.Executed, Is.EqualTo(new[] { first.JobId, second.JobId }));

        server.LoseAnswers = 1;
        server.QueriesFail = true;
        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create: true));
        Assert.That(server.Submits, Is.EqualTo(3));
    }
}
