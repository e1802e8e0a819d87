using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>A job that a list no longer shows is polled immediately, whatever else happens at the same time.</summary>
public class JobPollerMissingJobTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_list_that_is_too_crowded_to_go_on_still_counts()
    {
        await using JobOperationsFixture fixture = new(new PollingOptions { InitialDelay = 60 * Second, MaxDelay = 60 * Second });
        fixture.Api.OnList = _ => Task.FromResult(FakeJobApi.Listing(
        [
            .. fixture.Api.EndsAt.Where(job => job.Value > fixture.Api.Now).Select(job => job.Key),
            .. Enumerable.Range(0, fixture.Api.Now > 40 * Second ? 200 : 0).Select(i => $"foreign-{i}"),
        ]));
        Task[] waits = Submit(fixture, "short", 2, 40 * Second, "long", 4, 200 * Second);

        await fixture.Clock.RunForAsync(100 * Second);

        double list = fixture.Api.Lists[^1].TotalSeconds;
        Assert.That(list, Is.InRange(40, 65));
        Assert.That((fixture.QueryTimes("short-0"), fixture.QueryTimes("short-1")), Is.EqualTo((new[] { list }, new[] { list })));
        Assert.That(fixture.QueryTimes("long-0"), Has.All.GreaterThan(list + 1), "at its own times");
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));
    }

    [Test]
    public async Task A_poll_that_waits_for_a_free_exchange_is_not_put_off([Values("another wait", "a source that breaks")] string change)
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        await ProveAsync(fixture, source);
        TaskCompletionSource<JobSnapshot> release = new();
        fixture.Api.OnQuery = (id, _, token) => id == "short-0" ? release.Task
            : id.StartsWith("hangs", StringComparison.Ordinal) ? new TaskCompletionSource<JobSnapshot>().Task.WaitAsync(token)
            : null;
        _ = Enumerable.Range(0, 7).Select(i => fixture.Submit($"hangs-{i}").WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { Coalesce = false } })).ToList();
        JobHandle[] jobs = [.. Enumerable.Range(0, 2).Select(i => fixture.Submit($"short-{i}", 8 * Second)), .. Enumerable.Range(0, 4).Select(i => fixture.Submit($"long-{i}", 100 * Second))];
        Task<JobResult>[] waits = [.. jobs.Select(job => job.WaitForCompletionAsync())];
        while (fixture.QueryTimes("short-0").Length == 0)
        {
            await fixture.Clock.RunForAsync(0.1 * Second);
        }

        Assert.That(fixture.QueryTimes("short-1"), Is.Empty, "all exchanges are in use");
        if (change == "another wait")
        {
            waits = [.. waits, jobs[1].WaitForCompletionAsync()];
        }
        else
        {
            source.Break();
        }

        await fixture.Clock.RunForAsync(0.1 * Second);
        release.SetResult(FakeJobApi.Snapshot("short-0", 1));
        await fixture.Clock.RunForAsync(TimeSpan.Zero);

        Assert.That(fixture.QueryTimes("short-1"), Is.EqualTo(new[] { fixture.Api.Now.TotalSeconds }));
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));
    }

    [Test]
    public async Task A_poll_of_a_missing_job_that_fails_is_not_repeated_at_once()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (id, number, _) => id == "short-0" && number < 4
            ? Task.FromException<JobSnapshot>(new CloudStackTransportException("502", "queryAsyncJobResult", isTransient: true))
            : null;
        Task[] waits = Submit(fixture, "short", 1, 8 * Second, "long", 4, 60 * Second);

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        double[] polls = fixture.QueryTimes("short-0");
        Assert.That(polls, Has.Length.EqualTo(4));
        Assert.That(polls, Is.SubsetOf(fixture.Api.Lists.Select(list => list.TotalSeconds)), "once for each list");
        Assert.That(polls, Is.Unique);
    }

    private static Task[] Submit(JobOperationsFixture fixture, string few, int fewCount, TimeSpan fewLast, string many, int manyCount, TimeSpan manyLast) =>
    [
        .. Enumerable.Range(0, fewCount).Select(i => fixture.Submit($"{few}-{i}", fewLast).WaitForCompletionAsync()),
        .. Enumerable.Range(0, manyCount).Select(i => fixture.Submit($"{many}-{i}", manyLast).WaitForCompletionAsync()),
    ];

    private static async Task ProveAsync(JobOperationsFixture fixture, FakeCompletionSource source)
    {
        Task<JobResult> wait = fixture.Submit("proof", 0.5 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(0.5 * Second);
        source.Hint("proof");
        await fixture.Clock.RunUntilAsync(wait);
    }
}
