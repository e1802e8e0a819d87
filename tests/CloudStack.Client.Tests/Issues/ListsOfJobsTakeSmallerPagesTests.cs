using System.Globalization;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// An operator may limit pages to less than the usual 500. Queries adapted to that; the list of running jobs failed with 431, and
/// so did the poller's lists, whose jobs were then queried individually.
/// </summary>
public class ListsOfJobsTakeSmallerPagesTests
{
    [TestCase(100)]
    [TestCase(499)]
    [TestCase(7)]
    public async Task All_running_jobs_are_listed(int largest)
    {
        await using StubCloud cloud = Server(largest, jobs: 250);

        for (int i = 0; i < 2; i++)
        {
            List<JobSnapshot> jobs = await cloud.RunAsync(async client => await ToListAsync(client.Jobs.ListRunningAsync()));
            Assert.That(jobs.Select(static job => job.JobId), Is.EqualTo(Enumerable.Range(0, 250).Select(static i => $"job-{i}")));
        }

        Assert.That(cloud.Handler.Requests.Count(request => Size(request) > largest), Is.EqualTo(1), "learned once");
    }

    [Test]
    public async Task A_maximum_that_becomes_smaller_in_the_middle_loses_no_job()
    {
        int largest = 60;
        await using StubCloud cloud = new(
            request =>
            {
                HttpResponseMessage response = Answer(request, largest, jobs: 250);
                largest = request["page"] == "2" ? 25 : largest;
                return response;
            },
            static options => options.PageSize = 60);

        List<JobSnapshot> jobs = await cloud.RunAsync(async client => await ToListAsync(client.Jobs.ListRunningAsync()));

        Assert.That(jobs.Select(static job => job.JobId), Is.EqualTo(Enumerable.Range(0, 250).Select(static i => $"job-{i}")));
    }

    [Test]
    public async Task Waits_share_lists_of_smaller_pages()
    {
        // The lists take some time, so that the first one doesn't arrive while only some of the waits have begun.
        StubCloud? made = null;
        made = new StubCloud(request => request.Command == "queryAsyncJobResult"
            ? StubHandler.Job(request["jobid"]!, 0)
            : new LateResponse(made!.Clock, TimeSpan.FromMilliseconds(10), () => Answer(request, largest: 10, jobs: 30)));
        await using StubCloud cloud = made;
        JobHandle[] jobs = [.. Enumerable.Range(0, 30).Select(i => cloud.Client.Jobs.Resume($"job-{i}"))];
        Task<JobResult[]> waits = Task.WhenAll(jobs.Select(static job => job.WaitForCompletionAsync()));

        await cloud.Clock.RunForAsync(TimeSpan.FromMinutes(2));

        Assert.That(waits.IsCompleted, Is.False);
        Assert.That(cloud.Handler.Requests.Count(static request => request.Command == "listAsyncJobs" && Size(request) == 10), Is.GreaterThan(20));
        Assert.That(cloud.Handler.Count("queryAsyncJobResult"), Is.LessThanOrEqualTo(30), "lists stand for the polls");
    }

    [Test]
    public async Task Another_refusal_is_told()
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(431, "Invalid parameter page"));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(async client => await ToListAsync(client.Jobs.ListRunningAsync()))))!;

        Assert.That(e.ErrorCode, Is.EqualTo(431));
    }

    private static StubCloud Server(int largest, int jobs) => new(request => request.Command == "queryAsyncJobResult"
        ? StubHandler.Job(request["jobid"]!, 0)
        : Answer(request, largest, jobs));

    private static HttpResponseMessage Answer(StubRequest request, int largest, int jobs)
    {
        int size = Size(request);
        if (size > largest || size < 1)
        {
            return StubHandler.Error(431, $"Page size can't exceed max allowed page size value: {largest}");
        }

        int from = (int.Parse(request["page"]!, CultureInfo.InvariantCulture) - 1) * size;
        string[] items = [.. Enumerable.Range(from, Math.Max(0, Math.Min(size, jobs - from))).Select(static i => $$"""{"jobid":"job-{{i}}","jobstatus":0}""")];
        return StubHandler.Json(items.Length == 0
            ? """{"listasyncjobsresponse":{}}"""
            : $$$"""{"listasyncjobsresponse":{"count":{{{jobs}}},"asyncjobs":[{{{string.Join(',', items)}}}]}}""");
    }

    private static int Size(StubRequest request) => int.Parse(request["pagesize"]!, CultureInfo.InvariantCulture);

    private static async Task<List<JobSnapshot>> ToListAsync(IAsyncEnumerable<JobSnapshot> jobs)
    {
        List<JobSnapshot> list = [];
        await foreach (JobSnapshot job in jobs)
        {
            list.Add(job);
        }

        return list;
    }
}
