using CloudStack.Client.Jobs;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>The limits of lists: concurrent exchanges, and jobs as old as the list.</summary>
public class JobPollerListLimitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_list_waits_for_a_free_exchange_as_every_poll_does()
    {
        await using JobOperationsFixture fixture = new();
        TaskCompletionSource<JobSnapshot> release = new();
        fixture.Api.OnQuery = (id, _, token) => id == "hangs-0"
            ? release.Task
            : id.StartsWith("hangs", StringComparison.Ordinal) ? new TaskCompletionSource<JobSnapshot>().Task.WaitAsync(token) : null;
        Task[] hanging = [.. Enumerable.Range(0, 8).Select(i => fixture.Submit($"hangs-{i}").WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { Coalesce = false } }))];
        await fixture.Clock.RunForAsync(2 * Second);
        Task[] waits = [.. Enumerable.Range(0, 4).Select(i => fixture.Submit($"job-{i}", 5 * Second).WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(4 * Second);
        Assert.That(fixture.Api.Lists, Is.Empty, "eight polls are under way");

        release.SetResult(FakeJobApi.Snapshot("hangs-0", 1));
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        Assert.That(fixture.Api.Lists[0], Is.EqualTo(6 * Second));
        Assert.That(hanging.Count(wait => wait.IsCompleted), Is.EqualTo(1));
    }

    [Test]
    public async Task A_list_that_is_due_goes_before_polls_that_are_always_due()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = async (id, _, token) =>
        {
            await Task.Delay(Second, fixture.Clock, token);
            return FakeJobApi.Snapshot(id, id.StartsWith("job", StringComparison.Ordinal) ? 1 : 0);
        };
        PollingOptions everySecond = new() { InitialDelay = Second, BackoffFactor = 1, Coalesce = false };
        _ = Enumerable.Range(0, 20).Select(i => fixture.Submit($"busy-{i}").WaitForCompletionAsync(new JobWaitOptions { Polling = everySecond })).ToList();
        Task[] listed = [.. Enumerable.Range(0, 4).Select(i => fixture.Submit($"job-{i}", 10 * Second).WaitForCompletionAsync())];

        await fixture.Clock.RunForAsync(30 * Second);

        Assert.That(fixture.Api.Lists, Has.Count.GreaterThan(3));
        Assert.That(listed.Select(static wait => wait.IsCompletedSuccessfully), Has.All.True);
    }

    [Test]
    public async Task Jobs_that_ended_before_anybody_waited_are_found_by_the_first_list()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle[] jobs = [.. Enumerable.Range(0, 6).Select(i => fixture.Submit($"job-{i}", Second))];
        await fixture.Clock.RunForAsync(10 * Second);

        JobResult[] results = await fixture.Clock.RunUntilAsync(() => Task.WhenAll(jobs.Select(job => job.WaitForCompletionAsync())));

        Assert.That(results.Select(result => result.Waited), Has.All.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task Unreadable_answers_for_exactly_five_seconds_are_enough()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (_, _, _) => Task.FromException<JobSnapshot>(new CloudStackApiException("queryAsyncJobResult", 530, 530, "Internal error executing command, please contact your system administrator", 9999));

        JobResult result = await fixture.Clock.RunUntilAsync(
            () => fixture.Submit("a").WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { InitialDelay = 2.5 * Second, MaxDelay = 2.5 * Second } }));

        Assert.That((result.Outcome, result.Waited), Is.EqualTo((JobOutcome.Unknown, 7.5 * Second)));
    }
}
