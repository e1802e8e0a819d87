using System.Globalization;
using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>How the list of running jobs is requested, and how unusual responses are handled.</summary>
public class JobApiTests
{
    [TestCase(0)]
    [TestCase(-180)]
    [TestCase(300)]
    public async Task The_list_is_limited_by_the_servers_clock_whatever_this_machines_clock_says(int minutesAhead)
    {
        TimeSpan difference = TimeSpan.FromMinutes(minutesAhead);
        StubCloud? cloud = null;
        cloud = new StubCloud(request => Dated(Answer(request, cloud!, TimeSpan.FromSeconds(20)), cloud!.Clock.GetUtcNow() + difference));
        await using StubCloud _ = cloud;

        await WaitForFiveAsync(cloud);

        StubRequest[] lists = [.. cloud.Handler.Requests.Where(request => request.Command == "listAsyncJobs")];
        DateTimeOffset submitted = cloud.Clock.Start + difference;
        Assert.That(lists, Is.Not.Empty);
        Assert.That(
            lists.Select(list => submitted - DateTimeOffset.Parse(list["startdate"]!, CultureInfo.InvariantCulture)),
            Has.All.InRange(TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(62)), "a minute before the oldest job, on the server's clock");
        Assert.That(cloud.Handler.Count("queryAsyncJobResult"), Is.EqualTo(5));
    }

    [Test]
    public async Task Entries_that_name_no_job_or_no_command_spoil_no_list()
    {
        StubCloud? cloud = null;
        cloud = new StubCloud(request => request.Command == "listAsyncJobs"
            ? Listed(cloud!, TimeSpan.FromSeconds(20), """{"jobstatus":0},{"jobid":"no-status"},{"jobid":"foreign","jobstatus":0},7,null,["x"]""", odd: 6)
            : Answer(request, cloud!, TimeSpan.FromSeconds(20)));
        await using StubCloud _ = cloud;

        await WaitForFiveAsync(cloud);

        Assert.That(cloud.Handler.Count("queryAsyncJobResult"), Is.EqualTo(5), "each once, at its end");
        Assert.That(cloud.Handler.Count("listAsyncJobs"), Is.GreaterThan(10));
    }

    [Test]
    public async Task The_whole_list_is_asked_for_as_one_page_without_a_number()
    {
        StubCloud? cloud = null;
        cloud = new StubCloud(request => Answer(request, cloud!, TimeSpan.FromSeconds(20)));
        await using StubCloud _ = cloud;

        await WaitForFiveAsync(cloud);

        StubRequest[] lists = [.. cloud.Handler.Requests.Where(request => request.Command == "listAsyncJobs")];
        Assert.That(lists.Select(list => (list["pagesize"], list["page"], list["listall"])), Has.All.EqualTo(("-1", (string?)null, (string?)null)));
    }

    /// <summary>Servers whose administrator forbids unlimited pages respond with a parameter error.</summary>
    [TestCase(3, 1, Description = "The list is one page.")]
    [TestCase(500, 2, Description = "A full page may not be the last.")]
    [TestCase(1203, 3)]
    public async Task A_server_that_refuses_the_whole_list_is_asked_by_pages_of_500(int others, int pages)
    {
        const int Worth = 16 * 500;
        await using StubCloud cloud = new(request => ListByPages(request, others));

        RunningJobs first = await ListAsync(cloud, Worth);
        RunningJobs second = await ListAsync(cloud, Worth);

        Assert.Multiple(() =>
        {
            Assert.That(first.Jobs, Has.Count.EqualTo(others));
            Assert.That((first.IsComplete, first.TotalCount), Is.EqualTo((true, others)));
            Assert.That(second.Jobs, Has.Count.EqualTo(others));
            Assert.That(cloud.Handler.Count("listAsyncJobs"), Is.EqualTo(1 + pages + pages), "the refusal is remembered");
            Assert.That(
                cloud.Handler.Requests.Skip(1).Take(pages).Select(list => (list["page"], list["pagesize"])),
                Is.EqualTo(Enumerable.Range(1, pages).Select(page => ($"{page}", "500"))));
        });
    }

    [TestCase(1000, 999, 1, Description = "More than it is worth: mostly other people's jobs.")]
    [TestCase(1000, 1000, 3, Description = "Just worth it.")]
    [TestCase(1000, 5000, 3)]
    public async Task Of_a_list_that_is_not_worth_its_pages_only_the_first_is_asked_for(int jobs, int worth, int pages)
    {
        await using StubCloud cloud = new(request => ListByPages(request, jobs));

        RunningJobs listing = await ListAsync(cloud, worth);

        Assert.Multiple(() =>
        {
            Assert.That(cloud.Handler.Count("listAsyncJobs"), Is.EqualTo(1 + pages));
            Assert.That((listing.Jobs.Count, listing.IsComplete, listing.TotalCount), Is.EqualTo((pages == 1 ? 500 : 1000, pages > 1, 1000)));
        });
    }

    [Test]
    public async Task A_list_costs_the_time_it_took_or_what_a_throttling_server_grants_one_call_in()
    {
        StubCloud? made = null;
        int lists = 0;
        made = new StubCloud(_ =>
        {
            lists++;
            if (lists <= 3)
            {
                return StubHandler.Error(429, "please retry after [4000] ms.", 9999);
            }

            made!.Clock.Advance(lists == 4 ? TimeSpan.FromSeconds(5) : TimeSpan.FromSeconds(1));
            return StubHandler.Json("""{"a":{}}""");
        });
        await using StubCloud cloud = made;

        RunningJobs slow = await ListAsync(cloud, worth: 16);
        RunningJobs fast = await ListAsync(cloud, worth: 16);

        Assert.That(slow.Cost, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(fast.Cost, Is.InRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)), "one call in four seconds was granted, and the pace has grown since");
    }

    [Test]
    public async Task A_list_of_several_pages_costs_the_time_of_all_of_them()
    {
        StubCloud? made = null;
        made = new StubCloud(request =>
        {
            made!.Clock.Advance(TimeSpan.FromSeconds(2));
            return ListByPages(request, 1203);
        });
        await using StubCloud cloud = made;

        Assert.That((await ListAsync(cloud, worth: 2000)).Cost, Is.EqualTo(TimeSpan.FromSeconds(6)), "the whole list isn't refused again");
    }

    [TestCase("7")]
    [TestCase("[]")]
    public async Task A_list_of_jobs_that_is_no_object_is_not_an_empty_one(string content)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json($$"""{"a":{{content}}}"""));

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => ListAsync(cloud, worth: 16)))!;

        Assert.That(e.Message, Does.Contain("The list of jobs is not an object"));
    }

    [Test]
    public async Task Fields_beside_the_list_of_jobs_change_nothing()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"note":"x","more":{"asyncjobs":[{"jobid":"2","jobstatus":0}]},"count":1,"asyncjobs":[{"jobid":"1","jobstatus":0}]}}"""));

        RunningJobs listing = await ListAsync(cloud, worth: 16);

        Assert.That((listing.Jobs.Keys.Single(), listing.TotalCount, listing.IsComplete), Is.EqualTo(("1", 1, true)));
    }

    [Test]
    public async Task A_page_of_the_running_jobs_is_one_call([Values] bool all)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"count":7,"asyncjobs":[{"jobid":"1","jobstatus":0}]}}"""));

        await cloud.RunAsync(async client => await client.Jobs.ListRunningAsync(all).ToListAsync());

        Assert.That(cloud.Handler.Requests[0]["listall"], Is.EqualTo(all ? "true" : null));
    }

    private static Task<RunningJobs> ListAsync(StubCloud cloud, int worth) => cloud.Clock.RunUntilAsync(() =>
        cloud.Client.Pipeline.JobApi.ListAsync(new JobListScope(AllAccounts: false, MaxAge: null), worth, new PollLimit(), CancellationToken.None));

    private static HttpResponseMessage ListByPages(StubRequest request, int jobs)
    {
        if (request["page"] is not { } page)
        {
            return StubHandler.Error(431, "Page size can not be endless; its maximum is 500", 4350);
        }

        int start = (int.Parse(page, CultureInfo.InvariantCulture) - 1) * 500;
        IEnumerable<string> items = Enumerable.Range(start, Math.Clamp(jobs - start, 0, 500)).Select(i => $$"""{"jobid":"job-{{i}}","jobstatus":0}""");
        return StubHandler.Json($$$"""{"listasyncjobsresponse":{"count":{{{jobs}}},"asyncjobs":[{{{string.Join(',', items)}}}]}}""");
    }

    private static async Task WaitForFiveAsync(StubCloud cloud)
    {
        JobResult[] results = await cloud.RunAsync(async client =>
        {
            JobHandle[] jobs = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => client.Commands.SubmitAsync("rebootThing", new Dictionary<string, string> { ["id"] = $"{i}" })));
            return await Task.WhenAll(jobs.Select(job => job.WaitForCompletionAsync()));
        });
        Assert.That(results.All(result => result.IsSuccess));
    }

    private static HttpResponseMessage Dated(HttpResponseMessage response, DateTimeOffset now)
    {
        response.Headers.Date = now;
        return response;
    }

    private static HttpResponseMessage Answer(StubRequest request, StubCloud cloud, TimeSpan duration) => request.Command switch
    {
        "queryAsyncJobResult" => StubHandler.Job(request["jobid"]!, cloud.Clock.Elapsed >= duration ? 1 : 0),
        "listAsyncJobs" => Listed(cloud, duration),
        _ => StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}"""),
    };

    private static HttpResponseMessage Listed(StubCloud cloud, TimeSpan duration, string more = "", int odd = 0)
    {
        string[] running = cloud.Clock.Elapsed >= duration ? [] : [.. cloud.Handler.Requests.Where(request => request.Command == "rebootThing").Select(request => request["customjobid"]!)];
        IEnumerable<string> items = running.Select(id => $$"""{"jobid":"{{id}}","jobstatus":0}""").Concat(more.Length > 0 ? [more] : []);
        return StubHandler.Json($$$"""{"listasyncjobsresponse":{"count":{{{running.Length + odd}}},"asyncjobs":[{{{string.Join(',', items)}}}]}}""");
    }
}
