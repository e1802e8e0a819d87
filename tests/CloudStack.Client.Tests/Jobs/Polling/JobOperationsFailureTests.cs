using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Failed polls: which failures a wait survives.</summary>
public class JobOperationsFailureTests
{
    [TestCase(431, true)]
    [TestCase(500, true)]
    [TestCase(503, true)]
    [TestCase(530, true)]
    [TestCase(533, true)]
    [TestCase(432, false)]
    [TestCase(401, false)]
    [TestCase(511, false)]
    [TestCase(531, false)]
    public Task An_error_ends_a_wait_unless_it_may_pass(int code, bool passes) => CheckAsync(StubHandler.Error(code, "trouble", null), passes);

    [TestCase(200)]
    [TestCase(500)]
    [TestCase(501)]
    [TestCase(502)]
    [TestCase(404)]
    [TestCase(499)]
    [TestCase(302)]
    [TestCase(401)]
    public Task A_page_of_something_in_between_ends_no_wait(int status) => CheckAsync(StubHandler.Html(status), passes: true);

    [TestCase(4, 4)]
    [TestCase(10, 10)]
    [TestCase(60, 10)]
    public async Task A_poll_is_given_up_after_ten_seconds_or_the_time_of_a_read(int readSeconds, int expected)
    {
        List<TimeSpan> asked = [];
        StubCloud? made = null;
        made = new StubCloud(
            request =>
            {
                if (request.Command != "queryAsyncJobResult")
                {
                    return StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}""");
                }

                asked.Add(made!.Clock.Elapsed);
                return asked.Count == 1 ? StubHandler.Hang() : StubHandler.Job(request["jobid"]!, 1);
            },
            options => (options.ReadTimeout, options.Polling.InitialDelay) = (TimeSpan.FromSeconds(readSeconds), TimeSpan.FromSeconds(1)));
        await using StubCloud cloud = made;

        JobHandle job = await cloud.RunAsync(client => client.Commands.SubmitAsync("rebootThing"));
        JobResult result = await cloud.RunAsync(_ => job.WaitForCompletionAsync());

        Assert.That(result.IsSuccess);
        Assert.That(asked[1] - asked[0], Is.InRange(TimeSpan.FromSeconds(expected), TimeSpan.FromSeconds(expected + 2.5)), "and the next one follows soon");
    }

    private static async Task CheckAsync(HttpResponseMessage failure, bool passes)
    {
        int queries = 0;
        await using StubCloud cloud = new(request => request.Command != "queryAsyncJobResult"
            ? StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}""")
            : ++queries == 1 ? failure : StubHandler.Job(request["jobid"]!, 1));
        JobHandle job = await cloud.RunAsync(client => client.Commands.SubmitAsync("rebootThing"));
        Task<JobResult> wait = cloud.RunAsync(_ => job.WaitForCompletionAsync());

        if (passes)
        {
            Assert.That((await wait).IsSuccess);
            Assert.That(queries, Is.EqualTo(2));
        }
        else
        {
            CloudStackException e = (await Assert.CatchAsync<CloudStackException>(() => wait))!;
            Assert.That(e.Job!.JobId, Is.EqualTo(job.JobId));
            Assert.That(queries, Is.EqualTo(1));
        }
    }
}
