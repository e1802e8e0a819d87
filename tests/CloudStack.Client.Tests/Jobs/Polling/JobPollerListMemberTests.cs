using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Which jobs a list covers, and what it ignores.</summary>
public class JobPollerListMemberTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly PollingOptions OwnTimes = new() { Coalesce = false };

    [Test]
    public async Task A_job_that_no_list_shows_is_not_counted_among_those_that_are_worth_a_list()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => Task.FromResult(FakeJobApi.Listing("job-0", "job-1", "job-2"));
        Task[] waits = [.. Enumerable.Range(0, 4).Select(i => fixture.Submit($"job-{i}", 60 * Second).WaitForCompletionAsync())];

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        Assert.That(fixture.Api.Lists, Has.Count.InRange(3, 4), "one that shows that it must look further, and those that miss the job all the same");
    }

    [Test]
    public async Task A_job_is_listed_once_the_wait_that_insists_on_its_own_times_is_given_up()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle[] jobs = [.. Enumerable.Range(0, 4).Select(i => fixture.Submit($"job-{i}", 60 * Second))];
        Task[] waits = [.. jobs.Select(job => job.WaitForCompletionAsync())];
        using CancellationTokenSource giveUp = new();
        Task<JobResult> own = jobs[0].WaitForCompletionAsync(new JobWaitOptions { Polling = OwnTimes }, giveUp.Token);
        await fixture.Clock.RunForAsync(10 * Second);
        Assert.That(fixture.Api.Lists, Is.Empty, "three jobs that a list can cover are too few");

        await giveUp.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => own);
        await fixture.Clock.RunForAsync(15 * Second);

        Assert.That(fixture.Api.Lists, Has.Count.GreaterThan(2));
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));
    }

    [Test]
    public async Task A_list_that_fails_is_no_failed_poll_of_a_job_with_its_own_times()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => Task.FromException<RunningJobs>(new CloudStackTransportException("502", "listAsyncJobs", isTransient: true));
        Task[] others = [.. Enumerable.Range(0, 4).Select(i => fixture.Submit($"job-{i}", 30 * Second).WaitForCompletionAsync())];
        Task<JobResult> own = fixture.Submit("own", 30 * Second).WaitForCompletionAsync(new JobWaitOptions { Polling = OwnTimes });

        JobResult result = await fixture.Clock.RunUntilAsync(own);

        Assert.That(fixture.Api.Lists, Has.Count.EqualTo(2));
        Assert.That(result.Polls, Is.EqualTo(fixture.QueryTimes("own").Length));
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(others));
    }

    [Test]
    public async Task Jobs_that_lists_show_never_make_them_look_further_however_often_they_are_asked_for()
    {
        await using JobOperationsFixture fixture = new();
        Task[] waits = [.. Enumerable.Range(0, 4).Select(i => fixture.Submit($"job-{i}", 30 * Second).WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(5 * Second);

        fixture.Operations.Poller.Notify(new JobHint("job-0", null));
        await fixture.Clock.RunForAsync(Second);
        Assert.That(fixture.QueryTimes("job-0"), Is.Not.Empty);
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        Assert.That(fixture.Api.Scopes.Select(scope => scope.AllAccounts), Has.All.False);
    }

    [Test]
    public async Task A_job_that_every_other_list_misses_stays_listed()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => Task.FromResult(FakeJobApi.Listing(
            [.. Enumerable.Range(fixture.Api.Lists.Count % 2, 4).Where(static i => i < 4).Select(static i => $"job-{i}"), "job-4"]));
        Task[] waits = [.. Enumerable.Range(0, 5).Select(i => fixture.Submit($"job-{i}", 60 * Second).WaitForCompletionAsync())];

        await fixture.Clock.RunForAsync(50 * Second);

        int lists = fixture.Api.Lists.Count;
        Assert.That(lists, Is.GreaterThan(9));
        Assert.That(fixture.QueryTimes("job-0"), Is.EqualTo(fixture.Api.Lists.Where((_, i) => i % 2 == 0).Select(list => list.TotalSeconds)), "a poll for each list without it");
        Assert.That(fixture.QueryTimes("job-1"), Is.Empty);
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));
    }

    [Test]
    public async Task A_new_job_with_its_own_times_brings_no_list_forward()
    {
        await using JobOperationsFixture fixture = new(new PollingOptions());
        Task[] waits = [.. Enumerable.Range(0, 4).Select(i => fixture.Submit($"job-{i}", 600 * Second).WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(320 * Second);
        int lists = fixture.Api.Lists.Count;
        while (fixture.Api.Lists.Count == lists)
        {
            await fixture.Clock.RunForAsync(0.1 * Second);
        }

        Task own = fixture.Submit("own", 30 * Second).WaitForCompletionAsync(new JobWaitOptions { Polling = OwnTimes });
        await fixture.Clock.RunForAsync(9 * Second);

        Assert.That(fixture.Api.Lists, Has.Count.EqualTo(lists + 1), "the next one follows after half a minute");
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll([.. waits, own]));
    }
}
