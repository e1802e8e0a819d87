using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Waiting for many jobs: one list per tick, one query for each job that has ended, and what happens when lists fail.</summary>
public class JobPollerListTests
{
    [Test]
    public async Task Two_hundred_jobs_cost_about_one_query_each_and_are_noticed_soon([Values] bool byRule)
    {
        await using JobOperationsFixture fixture = new(byRule ? new PollingOptions() : null);
        Random random = new(1);
        List<(JobHandle Job, TimeSpan Duration)> jobs = [.. Enumerable.Range(0, 200)
            .Select(i => TimeSpan.FromSeconds(2 + (10 * random.NextDouble())))
            .Select((duration, i) => (fixture.Submit($"job-{i}", duration), duration))];

        JobResult[] results = await fixture.Clock.RunUntilAsync(() => Task.WhenAll(jobs.Select(job => job.Job.WaitForCompletionAsync())));

        double[] late = [.. results.Zip(jobs, (result, job) => (result.Waited - job.Duration).TotalSeconds)];
        Assert.Multiple(() =>
        {
            Assert.That(results.All(result => result.IsSuccess));
            Assert.That((fixture.Api.Queries.Count + fixture.Api.Lists.Count) / 200.0, Is.LessThanOrEqualTo(1.25), "not counting submits");
            Assert.That(late.Average(), Is.LessThanOrEqualTo(0.35));
            Assert.That(late.Min(), Is.GreaterThanOrEqualTo(0), "no end is reported before it happens");
        });
    }

    [Test]
    public async Task Three_jobs_are_asked_for_one_by_one_and_a_fourth_brings_the_list()
    {
        await using JobOperationsFixture fixture = new();
        Task[] waits = [.. Enumerable.Range(0, 3).Select(i => fixture.Submit($"job-{i}", TimeSpan.FromSeconds(60)).WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(20));
        Assert.That(fixture.Api.Lists, Is.Empty);
        int queries = fixture.Api.Queries.Count;

        Task fourth = fixture.Submit("job-3", TimeSpan.FromSeconds(10)).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(9));

        Assert.That(fixture.Api.Lists, Has.Count.InRange(3, 10));
        Assert.That(fixture.Api.Queries, Has.Count.EqualTo(queries), "while lists show them running, none is queried");
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll([.. waits, fourth]));
    }

    [Test]
    public async Task A_wait_that_does_not_coalesce_keeps_its_own_times()
    {
        await using JobOperationsFixture fixture = new();
        Task[] others = [.. Enumerable.Range(0, 10).Select(i => fixture.Submit($"job-{i}", TimeSpan.FromSeconds(30)).WaitForCompletionAsync())];
        Task own = fixture.Submit("own", TimeSpan.FromSeconds(25)).WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { Coalesce = false } });

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll([.. others, own]));

        Assert.That(fixture.QueryTimes("own"), Is.EqualTo(new double[] { 1, 3, 7, 11, 15, 19, 23, 27 }));
    }

    [Test]
    public async Task A_deadline_still_gets_its_last_query()
    {
        await using JobOperationsFixture fixture = new();
        Task[] others = [.. Enumerable.Range(0, 10).Select(i => fixture.Submit($"job-{i}", TimeSpan.FromSeconds(30)).WaitForCompletionAsync())];
        Task<JobResult> impatient = fixture.Submit("impatient", TimeSpan.FromSeconds(60)).WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(16) });

        await Assert.ThrowsAsync<JobTimeoutException>(() => fixture.Clock.RunUntilAsync(impatient));

        Assert.That(fixture.Clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(16)));
        Assert.That(fixture.QueryTimes("impatient"), Is.EqualTo(new[] { 15.75 }));
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(others));
    }

    [Test]
    public async Task An_account_that_may_not_list_is_never_asked_again()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => Task.FromResult(RunningJobs.Forbidden);

        await WaitForAsync(fixture, 20, TimeSpan.FromSeconds(30));

        Assert.That(fixture.Api.Lists, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_list_that_fails_declares_nobody_finished_and_two_in_a_row_lead_to_queries()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => Task.FromException<RunningJobs>(new CloudStackTransportException("502", "listAsyncJobs", isTransient: true));

        await WaitForAsync(fixture, 20, TimeSpan.FromSeconds(30));

        Assert.That(fixture.Api.Lists, Has.Count.EqualTo(2), "then a minute of plain queries");
        Assert.That(fixture.Api.Queries, Has.Count.GreaterThan(20));
    }

    [Test]
    public async Task A_list_that_is_cut_declares_nobody_finished()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => Task.FromResult(new RunningJobs(new Dictionary<string, JobSnapshot>(), IsComplete: false, IsAllowed: true));
        Task<JobResult> all = fixture.Submit("x", TimeSpan.FromSeconds(30)).WaitForCompletionAsync();
        Task[] others = [.. Enumerable.Range(0, 5).Select(i => fixture.Submit($"job-{i}", TimeSpan.FromSeconds(30)).WaitForCompletionAsync())];

        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(1.1));

        Assert.That((fixture.Api.Lists.Count, fixture.Api.Queries.Count), Is.EqualTo((1, 0)));
        fixture.Api.OnList = null;
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(8.9));
        Assert.That(fixture.Api.Queries, Is.Empty);
        Assert.That(all.IsCompleted, Is.False);
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll([.. others, all]));
    }

    [Test]
    public async Task A_crowded_list_gives_way_to_queries_for_a_minute()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => Task.FromResult(FakeJobApi.Listing(
            [.. Enumerable.Range(0, 200).Select(i => $"foreign-{i}"), .. Enumerable.Range(0, 5).Select(i => $"job-{i}")]));

        await WaitForAsync(fixture, 5, TimeSpan.FromSeconds(30));

        Assert.That(fixture.Api.Lists, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_running_job_that_the_list_does_not_show_widens_it_once_and_is_then_asked_for_by_itself()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => Task.FromResult(FakeJobApi.Listing([.. fixture.Api.EndsAt
            .Where(job => job.Key != "hidden" && job.Value > fixture.Api.Now).Select(job => job.Key)]));
        Task hidden = fixture.Submit("hidden", TimeSpan.FromSeconds(25)).WaitForCompletionAsync();
        Task[] others = [.. Enumerable.Range(0, 10).Select(i => fixture.Submit($"job-{i}", TimeSpan.FromSeconds(30)).WaitForCompletionAsync())];

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll([.. others, hidden]));

        double[] lists = [.. fixture.Api.Lists.Take(3).Select(at => at.TotalSeconds)];
        double[] times = [.. lists, .. Enumerable.Range(1, 6).Select(i => lists[2] + (4 * i)).TakeWhile(at => at < 29)];
        Assert.Multiple(() =>
        {
            Assert.That(fixture.Api.Scopes[0], Is.EqualTo(new JobListScope(false, TimeSpan.FromSeconds(1))));
            Assert.That(fixture.Api.Scopes[1], Is.EqualTo(JobListScope.Everything));
            Assert.That(fixture.QueryTimes("hidden"), Is.EqualTo(times).Within(1e-6), "three lists, then its own schedule");
        });
    }

    [Test]
    public async Task A_wider_list_finds_the_job_of_another_account_and_no_query_is_wasted_on_it_again()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = scope => Task.FromResult(FakeJobApi.Listing([.. fixture.Api.EndsAt
            .Where(job => (scope.AllAccounts || job.Key != "foreign") && job.Value > fixture.Api.Now).Select(job => job.Key)]));
        Task foreign = fixture.Submit("foreign", TimeSpan.FromSeconds(25)).WaitForCompletionAsync();
        Task[] others = [.. Enumerable.Range(0, 10).Select(i => fixture.Submit($"job-{i}", TimeSpan.FromSeconds(30)).WaitForCompletionAsync())];

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll([.. others, foreign]));

        Assert.That(fixture.QueryTimes("foreign"), Has.Length.EqualTo(2), "one that found it missing, one that saw its end");
    }

    [Test]
    public async Task A_server_that_lists_finished_jobs_is_believed_only_by_query()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => Task.FromResult(new RunningJobs(
            fixture.Api.EndsAt.ToDictionary(job => job.Key, job => FakeJobApi.Snapshot(job.Key, job.Value > fixture.Api.Now ? 0 : 1)),
            IsComplete: true,
            IsAllowed: true));

        await WaitForAsync(fixture, 20, TimeSpan.FromSeconds(10));

        Assert.That(fixture.Api.Queries, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task A_job_that_was_submitted_after_the_list_was_asked_for_is_not_missing_from_it()
    {
        await using JobOperationsFixture fixture = new();
        TaskCompletionSource release = new();
        bool held = false;
        fixture.Api.OnList = async _ =>
        {
            RunningJobs listing = FakeJobApi.Listing([.. fixture.Api.EndsAt.Where(job => job.Value > fixture.Api.Now).Select(job => job.Key)]);
            if (!held)
            {
                held = true;
                await release.Task;
            }

            return listing;
        };
        Task[] first = [.. Enumerable.Range(0, 5).Select(i => fixture.Submit($"job-{i}", TimeSpan.FromSeconds(10)).WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(1.5));
        Task late = fixture.Submit("late", TimeSpan.FromSeconds(8)).WaitForCompletionAsync();
        release.SetResult();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(2));

        Assert.That(fixture.QueryTimes("late"), Is.Empty);
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll([.. first, late]));
    }

    [Test]
    public async Task Progress_comes_from_lists_too()
    {
        await using JobOperationsFixture fixture = new();
        List<JobProgress> steps = [];
        Task<JobResult>[] waits = [.. Enumerable.Range(0, 5).Select(i => fixture.Submit($"job-{i}", TimeSpan.FromSeconds(20))
            .WaitForCompletionAsync(new JobWaitOptions { Progress = i == 0 ? new Listener(steps.Add) : null }))];

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        Assert.That(steps.Count(step => step.Status == JobStatus.Pending), Is.GreaterThanOrEqualTo(5));
        Assert.That(steps[^1].Status, Is.EqualTo(JobStatus.Succeeded));
    }

    private static async Task WaitForAsync(JobOperationsFixture fixture, int jobs, TimeSpan duration)
    {
        JobResult[] results = await fixture.Clock.RunUntilAsync(
            () => Task.WhenAll(Enumerable.Range(0, jobs).Select(i => fixture.Submit($"job-{i}", duration).WaitForCompletionAsync())));
        Assert.That(results.All(result => result.IsSuccess));
    }

    private sealed class Listener(Action<JobProgress> report) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => report(value);
    }
}
