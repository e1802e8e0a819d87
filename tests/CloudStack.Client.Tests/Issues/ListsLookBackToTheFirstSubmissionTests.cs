using System.Globalization;
using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Tests.Jobs.Polling;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A job that is found by a look-up is older than the response that names it, by minutes or, if an earlier run submitted it, by
/// hours. Lists used to look back to that response only, so they missed the job, and one such job made all lists of the client
/// cover all accounts and ages until the end.
/// </summary>
public class ListsLookBackToTheFirstSubmissionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_job_whose_submission_was_answered_late_is_on_the_first_list([Values] bool isLookedUp)
    {
        StubCloud? made = null;
        HashSet<string> ids = [];
        made = new StubCloud(
            request => request.Command switch
            {
                "startVirtualMachine" => Submit(request),
                "queryAsyncJobResult" when made!.Clock.Elapsed < 200 * Second => StubHandler.Html(502),
                _ => Answer(request, made!, ids, createdAt: TimeSpan.Zero, endsAt: 300 * Second),
            },
            static options => (options.LookUpTimeout, options.ReadTimeout, options.WriteTimeout) = (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10)));
        await using StubCloud cloud = made;

        await cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
        {
            JobHandle job = await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = $"v{i}" });
            await job.WaitForCompletionAsync();
        })));

        AssertNarrow(cloud, dated: true);

        HttpResponseMessage Submit(StubRequest request)
        {
            lock (ids)
            {
                ids.Add(request["customjobid"]!);
            }

            return isLookedUp
                ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely")
                : new LateResponse(made!.Clock, 200 * Second, () => KindOfCall.Answer(request));
        }
    }

    [Test]
    public async Task A_job_of_an_earlier_run_is_on_the_first_list()
    {
        StubCloud? made = null;
        string[] ids = [.. Enumerable.Range(0, 5).Select(static _ => Guid.NewGuid().ToString())];
        made = new StubCloud(request => Answer(request, made!, ids, createdAt: TimeSpan.FromHours(-3), endsAt: 60 * Second));
        await using StubCloud cloud = made;

        await cloud.RunAsync(client => Task.WhenAll(ids.Select(async id =>
        {
            JobHandle job = await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v", CustomJobId = id });
            await job.WaitForCompletionAsync();
        })));

        Assert.That(cloud.Handler.Count("startVirtualMachine"), Is.Zero);
        AssertNarrow(cloud, dated: false);
    }

    [Test]
    public async Task A_job_that_needs_a_wider_list_needs_it_only_until_its_end()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = scope => Task.FromResult(FakeJobApi.Listing([.. fixture.Api.EndsAt
            .Where(job => (scope.AllAccounts || job.Key != "foreign") && job.Value > fixture.Api.Now).Select(job => job.Key)]));
        Task foreign = fixture.Submit("foreign", 25 * Second).WaitForCompletionAsync();
        Task[] others = [.. Enumerable.Range(0, 5).Select(i => fixture.Submit($"job-{i}", 90 * Second).WaitForCompletionAsync())];

        await fixture.Clock.RunUntilAsync(foreign);
        int lists = fixture.Api.Lists.Count;
        Assert.That(fixture.Api.Scopes.Skip(1), Has.All.EqualTo(JobListScope.Everything));
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(others));

        Assert.That(fixture.Api.Scopes, Has.Count.GreaterThan(lists + 5));
        Assert.That(fixture.Api.Scopes.Skip(lists).Select(static scope => (scope.AllAccounts, scope.MaxAge is null)), Has.All.EqualTo((false, false)));
        Assert.That(fixture.Api.Queries, Has.Count.EqualTo(2 + 5));
    }

    private static void AssertNarrow(StubCloud cloud, bool dated)
    {
        StubRequest[] lists = [.. cloud.Handler.Requests.Where(static request => request.Command == "listAsyncJobs")];
        Assert.That(lists, Has.Length.GreaterThan(3));
        Assert.That(lists.Select(static list => (list["listall"], list["startdate"] is not null)), Has.All.EqualTo(((string?)null, dated)));
    }

    /// <summary>The server's side of the jobs: the list shows those that were created after its start date.</summary>
    private static HttpResponseMessage Answer(StubRequest request, StubCloud cloud, IReadOnlyCollection<string> ids, TimeSpan createdAt, TimeSpan endsAt)
    {
        bool isRunning = cloud.Clock.Elapsed < endsAt;
        if (request.Command == "queryAsyncJobResult")
        {
            return StubHandler.Job(request["jobid"]!, isRunning ? 0 : 1);
        }

        DateTimeOffset? from = request["startdate"] is { } date ? DateTimeOffset.Parse(date, CultureInfo.InvariantCulture) : null;
        if (!isRunning || from > cloud.Clock.Start + createdAt)
        {
            return StubHandler.Json("""{"listasyncjobsresponse":{}}""");
        }

        string jobs = string.Join(',', ids.Select(static id => $$"""{"jobid":"{{id}}","jobstatus":0}"""));
        return StubHandler.Json($$$"""{"listasyncjobsresponse":{"count":{{{ids.Count}}},"asyncjobs":[{{{jobs}}}]}}""");
    }
}
