using System.Globalization;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>How the list of running jobs is asked for, and what is made of odd answers.</summary>
public class ListTransportTests
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
