using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs.Submission;

/// <summary>How long, how often and how skeptically the job of a lost response is looked up.</summary>
public class JobLookUpTests
{
    private const string OwnId = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

    [Test]
    public async Task It_is_looked_for_at_once_then_ever_less_and_every_five_seconds_to_the_end()
    {
        List<TimeSpan> times = [];
        await using ScriptedServer server = new() { LoseRequests = 1 };
        server.OnQuery = _ => times.Add(server.Clock.Elapsed);

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SubmitAsync(create: true));

        double[] gaps = [.. times.Zip(times.Skip(1), (before, after) => (after - before).TotalSeconds)];
        Assert.Multiple(() =>
        {
            Assert.That(times[0], Is.EqualTo(TimeSpan.FromMilliseconds(50)));
            Assert.That(gaps.Take(6), Is.EqualTo(new[] { 0.1, 0.2, 0.4, 0.8, 1.6, 3.2 }).Within(0.001));
            Assert.That(gaps.Skip(6).SkipLast(1), Is.Not.Empty.And.All.EqualTo(5.0).Within(0.001));
            Assert.That(times[^1], Is.EqualTo(TimeSpan.FromSeconds(60)), "the last one when the read timeout expires");
        });
    }

    [Test]
    public async Task A_server_that_has_a_job_for_every_id_proves_nothing_about_this_one()
    {
        await using StubCloud cloud = new(request => request.Command != "queryAsyncJobResult" ? StubHandler.Json("""{"a":{"jobid":"x"}}""")
            : request["jobid"] == OwnId ? StubHandler.Error(530, "Internal error executing command, please contact your system administrator", 9999)
            : StubHandler.Job(request["jobid"]!, 0));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client =>
            client.Commands.SubmitAsync("rebootThing", new Dictionary<string, string> { ["customjobid"] = OwnId }))))!;

        Assert.That((e.ErrorCode, cloud.Handler.Count("rebootThing")), Is.EqualTo((530, 0)));
    }

    [Test]
    public async Task An_own_id_among_the_parameters_of_any_command_is_looked_up_as_well()
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 0) : StubHandler.Html(500));

        JobHandle job = await cloud.RunAsync(client =>
            client.Commands.SubmitAsync("rebootThing", new Dictionary<string, string> { ["customJobId"] = OwnId.ToUpperInvariant() }));

        Assert.That((job.JobId, cloud.Handler.Count("rebootThing")), Is.EqualTo((OwnId, 0)));
    }

    /// <summary>A truncated response is a lost one, and the row of its job may appear late; a page would be checked only once.</summary>
    [Test]
    public async Task An_answer_that_breaks_off_is_looked_for_until_it_is_sure()
    {
        int queries = 0;
        await using StubCloud cloud = new(request => request.Command != "queryAsyncJobResult" ? StubHandler.Json("""{"a":{"jobid":"6f4b""")
            : ++queries < 4 ? StubHandler.NoSuchJob(request["jobid"]!)
            : StubHandler.Job(request["jobid"]!, 0));

        JobHandle job = await cloud.RunAsync(client => client.Commands.SubmitAsync("rebootThing"));

        Assert.That((job.JobId, queries), Is.EqualTo((cloud.Handler.Requests[0]["customjobid"], 4)));
    }
}
