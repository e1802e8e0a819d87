using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// An ingress returns 404 while its routes are rewritten, a load balancer redirects everybody to a maintenance page, a firewall
/// asks for a login: a moment later it has passed. One such page used to end a wait, and the look-up for a lost submit, although
/// the job existed.
/// </summary>
public class PagesAmongAnswersEndNothingTests
{
    private const string Lost = "The response ended prematurely";

    private static readonly int[] Statuses = [200, 302, 307, 400, 401, 403, 404, 410, 414, 499, 500, 502, 503, 504, 520];

    [Test]
    public async Task A_wait_goes_on_past_pages_among_its_polls([ValueSource(nameof(Statuses))] int status, [Values(1, 3)] int pages)
    {
        int polls = 0;
        await using StubCloud cloud = new(request => request.Command != "queryAsyncJobResult" ? KindOfCall.Answer(request)
            : ++polls is 1 ? StubHandler.Job(request["jobid"]!, 0)
            : polls <= 1 + pages ? StubHandler.Html(status)
            : StubHandler.Job(request["jobid"]!, 1));
        JobHandle job = await StartAsync(cloud);

        JobResult result = await cloud.RunAsync(_ => job.WaitForCompletionAsync());

        Assert.That((result.IsSuccess, polls), Is.EqualTo((true, pages + 2)));
    }

    [Test]
    public async Task A_wait_goes_on_past_several_pages_of_several_kinds()
    {
        int polls = 0;
        await using StubCloud cloud = new(request => request.Command != "queryAsyncJobResult" ? KindOfCall.Answer(request)
            : polls < Statuses.Length ? StubHandler.Html(Statuses[polls++])
            : StubHandler.Job(request["jobid"]!, 1));
        JobHandle job = await StartAsync(cloud);

        Assert.That((await cloud.RunAsync(_ => job.WaitForCompletionAsync())).IsSuccess);
    }

    /// <summary>The tolerance is for temporary problems, not forever.</summary>
    [TestCase(404)]
    [TestCase(302)]
    public async Task A_wait_ends_when_the_pages_have_come_for_longer_than_its_tolerance(int status)
    {
        await using StubCloud cloud = new(
            request => request.Command == "queryAsyncJobResult" ? StubHandler.Html(status) : KindOfCall.Answer(request),
            options => options.Polling.FailureTolerance = TimeSpan.FromSeconds(30));
        JobHandle job = await StartAsync(cloud);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(_ => job.WaitForCompletionAsync())))!;

        Assert.That((e.HttpStatus, e.Job), Is.EqualTo((status, job)));
        Assert.That(cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40)));
    }

    [Test]
    public async Task Waits_that_share_a_list_go_on_past_pages([ValueSource(nameof(Statuses))] int status, [Values(1, 3)] int pages)
    {
        int lists = 0;
        StubCloud? made = null;
        made = new StubCloud(request => request.Command switch
        {
            "listAsyncJobs" => ++lists <= pages ? StubHandler.Html(status) : StubHandler.Json("""{"listasyncjobsresponse":{}}"""),
            "queryAsyncJobResult" => StubHandler.Job(request["jobid"]!, made!.Clock.Elapsed < TimeSpan.FromSeconds(5) ? 0 : 1),
            _ => KindOfCall.Answer(request),
        });
        await using StubCloud cloud = made;
        List<JobHandle> jobs = [];
        for (int i = 0; i < 10; i++)
        {
            jobs.Add(await StartAsync(cloud));
        }

        JobResult[] results = await cloud.RunAsync(_ => Task.WhenAll(jobs.Select(job => job.WaitForCompletionAsync())));

        Assert.That(results.Select(result => result.IsSuccess), Has.All.True);
        Assert.That(lists, Is.GreaterThanOrEqualTo(2), "one page is no reason to give up on lists");
        Assert.That(cloud.Clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(15)));
    }

    [Test]
    public async Task The_job_of_a_lost_submit_is_found_behind_pages(
        [ValueSource(nameof(Statuses))] int status, [Values(CommandKind.Job, CommandKind.CreateJob)] CommandKind kind)
    {
        int looks = 0;
        await using StubCloud cloud = new(request => request.Command != "queryAsyncJobResult" ? throw new HttpRequestException(HttpRequestError.ResponseEnded, Lost)
            : ++looks <= 3 ? StubHandler.Html(status)
            : StubHandler.Job(request["jobid"]!, 0));

        await cloud.RunAsync(client => KindOfCall.SendAsync(client, kind));

        Assert.That((cloud.Handler.Count(KindOfCall.CommandOf(kind)), looks), Is.EqualTo((1, 4)));
    }

    /// <summary>The same for the query before the submit of a job whose id the caller chose.</summary>
    [Test]
    public async Task The_job_of_an_earlier_run_is_found_behind_pages([ValueSource(nameof(Statuses))] int status)
    {
        int looks = 0;
        await using StubCloud cloud = new(request => ++looks <= 3 ? StubHandler.Html(status) : StubHandler.Job(request["jobid"]!, 0));

        JobHandle job = await cloud.RunAsync<JobHandle>(async client =>
            await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v", CustomJobId = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44" }));

        Assert.That((job.JobId, cloud.Handler.Count("startVirtualMachine")), Is.EqualTo(("6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44", 0)));
    }

    [TestCase(408)]
    [TestCase(425)]
    [TestCase(429)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_read_is_repeated_after_a_page_that_HTTP_calls_temporary(int status)
    {
        int lists = 0;
        await using StubCloud cloud = new(request => ++lists <= 3 ? StubHandler.Html(status) : KindOfCall.Answer(request));

        await cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.Read));

        Assert.That(lists, Is.EqualTo(4));
    }

    [TestCase(302)]
    [TestCase(401)]
    [TestCase(404)]
    public async Task A_read_that_meets_another_page_is_told_at_once(int status)
    {
        await using StubCloud cloud = new(_ => StubHandler.Html(status));

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(
            () => cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.Read))))!;

        Assert.That((e.HttpStatus, cloud.Handler.Requests.Count), Is.EqualTo((status, 1)));
    }

    private static Task<JobHandle> StartAsync(StubCloud cloud) =>
        cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));
}
