using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Jobs that are no longer enough for lists go back to their own times immediately, however long the list's pause was.</summary>
public class JobPollerReplanTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // The lists of this class take three seconds, so from the second one on, half a minute passes between them: at 35 s, 65 s, 95 s.
    private static readonly TimeSpan BetweenLists = 70 * Second;

    [Test]
    public async Task When_a_caller_gives_up_the_others_are_polled_at_their_own_times([Values("canceled", "deadline")] string end)
    {
        await using JobOperationsFixture fixture = CreateWithCostlyLists();
        Task<JobResult>[] waits = Submit(fixture, 3);
        using CancellationTokenSource giveUp = new();
        Task<JobResult> leaving = fixture.Submit("leaving", 600 * Second).WaitForCompletionAsync(
            new JobWaitOptions { Timeout = end == "deadline" ? BetweenLists : 3600 * Second }, giveUp.Token);
        await fixture.Clock.RunForAsync(BetweenLists);
        if (end == "canceled")
        {
            await giveUp.CancelAsync();
        }

        await fixture.Clock.RunForAsync(Second);

        Assert.That(leaving.IsCompleted);
        AssertPolledBetweenLists(fixture, "job-0", "job-1", "job-2");
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));
    }

    [Test]
    public async Task When_a_job_ends_a_poll_that_hangs_holds_up_none_of_the_others([Values("succeeded", "refused")] string end)
    {
        await using JobOperationsFixture fixture = CreateWithCostlyLists();
        fixture.Api.OnQuery = (id, _, token) => id switch
        {
            "job-0" => new TaskCompletionSource<JobSnapshot>().Task.WaitAsync(token),
            "hinted" when end == "refused" => Task.FromException<JobSnapshot>(new CloudStackApiException("queryAsyncJobResult", 531, 531, "no")),
            _ => null,
        };
        Task<JobResult>[] waits = Submit(fixture, 3);
        Task<JobResult> hinted = fixture.Submit("hinted", BetweenLists).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(BetweenLists);

        fixture.Operations.Poller.Notify(new JobHint("hinted", null));
        await fixture.Clock.RunForAsync(Second);

        Assert.That(hinted.IsCompleted);
        AssertPolledBetweenLists(fixture, "job-0", "job-1", "job-2");
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits[1..]));
    }

    private static JobOperationsFixture CreateWithCostlyLists()
    {
        JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => Task.FromResult(
            FakeJobApi.Listing([.. fixture.Api.EndsAt.Where(job => job.Value > fixture.Api.Now).Select(job => job.Key)]) with { Cost = 3 * Second });
        return fixture;
    }

    private static Task<JobResult>[] Submit(JobOperationsFixture fixture, int jobs) =>
        [.. Enumerable.Range(0, jobs).Select(i => fixture.Submit($"job-{i}", 120 * Second).WaitForCompletionAsync())];

    private static void AssertPolledBetweenLists(JobOperationsFixture fixture, params string[] jobs)
    {
        Assert.That(fixture.Api.Lists[^1], Is.InRange(60 * Second, 66 * Second), "the last list");
        foreach (string job in jobs)
        {
            Assert.That(fixture.QueryTimes(job), Is.EqualTo(new[] { BetweenLists.TotalSeconds }), job);
        }
    }
}
