using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Lists that don't show all jobs that the server counts, for example because a server or a proxy limits pages.</summary>
public class IncompleteListTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [TestCase(0)]
    [TestCase(3)]
    public async Task Two_in_a_row_lead_to_queries_for_a_minute(int shown)
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ =>
        {
            string[] running = [.. fixture.Api.EndsAt.Where(job => job.Value > fixture.Api.Now).Select(job => job.Key)];
            return Task.FromResult(FakeJobApi.Listing([.. running.Take(shown)]) with { IsComplete = false, TotalCount = running.Length });
        };

        JobResult[] results = await fixture.Clock.RunUntilAsync(() => Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => fixture.Submit($"job-{i}", 30 * Second).WaitForCompletionAsync())));

        Assert.That(results.Select(static result => result.Waited), Has.All.LessThanOrEqualTo(34 * Second));
        Assert.That(fixture.Api.Lists, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task One_between_others_changes_nothing()
    {
        await using JobOperationsFixture fixture = new();
        int lists = 0;
        fixture.Api.OnList = _ => Task.FromResult(
            FakeJobApi.Listing([.. fixture.Api.EndsAt.Where(job => job.Value > fixture.Api.Now).Select(job => job.Key)]) with { IsComplete = ++lists % 2 == 0 });

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => fixture.Submit($"job-{i}", 30 * Second).WaitForCompletionAsync())));

        Assert.That(lists, Is.GreaterThan(6));
        Assert.That(fixture.Api.Queries, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task An_incomplete_one_and_a_failed_one_are_two_in_a_row()
    {
        await using JobOperationsFixture fixture = new();
        int lists = 0;
        fixture.Api.OnList = _ => ++lists % 2 == 1
            ? Task.FromResult(FakeJobApi.Listing() with { IsComplete = false })
            : Task.FromException<RunningJobs>(new CloudStackTransportException("502", "listAsyncJobs", isTransient: true));

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => fixture.Submit($"job-{i}", 30 * Second).WaitForCompletionAsync())));

        Assert.That(lists, Is.EqualTo(2));
    }

    [Test]
    public async Task A_proxy_that_cuts_pages_delays_no_result()
    {
        StubCloud? made = null;
        string page = string.Join(',', Enumerable.Range(0, 8).Select(static i => $$"""{"jobid":"job-{{i}}","jobstatus":0}"""));
        made = new StubCloud(request => request.Command switch
        {
            "queryAsyncJobResult" => StubHandler.Job(request["jobid"]!, made!.Clock.Elapsed >= 30 * Second ? 1 : 0),
            _ => StubHandler.Json($$$"""{"listasyncjobsresponse":{"count":12,"asyncjobs":[{{{page}}}]}}"""),
        });
        await using StubCloud cloud = made;

        JobResult[] results = await cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, 12).Select(i => client.Jobs.Resume($"job-{i}").WaitForCompletionAsync())));

        Assert.That(results.Select(static result => result.Waited), Has.All.LessThanOrEqualTo(45 * Second));
        Assert.That(cloud.Handler.Count("listAsyncJobs"), Is.EqualTo(2));
    }
}
