using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Tests.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>A wait as a sequence of its polls.</summary>
public class JobWatchTests
{
    [Test]
    public async Task Watching_yields_the_polls_and_ends_with_the_one_that_saw_the_end()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(10));
        List<(JobStatus, double)> steps = [];

        await fixture.Clock.RunUntilAsync(async () =>
        {
            await foreach (JobProgress step in job.WatchAsync())
            {
                steps.Add((step.Status, step.Elapsed.TotalSeconds));
            }
        });

        Assert.That(steps, Is.EqualTo(new[]
        {
            (JobStatus.Pending, 1.0), (JobStatus.Pending, 3.0), (JobStatus.Pending, 7.0), (JobStatus.Succeeded, 11.0),
        }));
    }

    [Test]
    public async Task Leaving_a_watch_early_ends_its_wait()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(10));

        await fixture.Clock.RunUntilAsync(async () =>
        {
            await foreach (JobProgress _ in job.WatchAsync())
            {
                Assert.That(fixture.Clock.ActiveTimers, Is.Positive);
                break;
            }
        });

        await fixture.Clock.RunForAsync(TimeSpan.Zero);
        Assert.That(fixture.Clock.ActiveTimers, Is.Zero);
    }

    [Test]
    public async Task A_slow_reader_of_a_watch_sees_the_newest_poll()
    {
        await using JobOperationsFixture fixture = new();
        IAsyncEnumerator<JobProgress> steps = fixture.Submit("a", TimeSpan.FromSeconds(20)).WatchAsync().GetAsyncEnumerator();
        Task<bool> first = steps.MoveNextAsync().AsTask();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(1));
        Assert.That((await first, steps.Current.Polls), Is.EqualTo((true, 1)));

        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(12));

        Assert.That((await steps.MoveNextAsync(), steps.Current.Polls), Is.EqualTo((true, 4)), "polls at 3, 7 and 11 s");
        await steps.DisposeAsync();
    }

    [Test]
    public async Task A_watch_that_is_cancelled_names_the_callers_token()
    {
        await using JobOperationsFixture fixture = new();
        using CancellationTokenSource cancel = new();
        JobHandle job = fixture.Submit("a");
        Task watch = WatchAsync();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(2));
        await cancel.CancelAsync();

        JobWaitCanceledException e = (await Assert.ThrowsAsync<JobWaitCanceledException>(() => watch))!;

        Assert.That((e.CancellationToken, e.Job), Is.EqualTo((cancel.Token, job)));

        async Task WatchAsync()
        {
            await foreach (JobProgress _ in job.WatchAsync(cancel.Token))
            {
            }
        }
    }

    [Test]
    public async Task A_watch_throws_what_the_wait_throws()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(60));
        using CancellationTokenSource cancel = new();

        await Assert.ThrowsAsync<JobTimeoutException>(() => fixture.Clock.RunUntilAsync(async () =>
        {
            await foreach (JobProgress _ in job.WatchAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(5) }))
            {
            }
        }));
        await Assert.ThrowsAsync<JobWaitCanceledException>(() => fixture.Clock.RunUntilAsync(async () =>
        {
            await foreach (JobProgress _ in job.WatchAsync(cancel.Token))
            {
                await cancel.CancelAsync();
            }
        }));
    }

    [Test]
    public async Task A_watch_of_a_job_whose_server_is_down_ends_with_an_exception_not_as_if_the_job_were_running()
    {
        await using JobOperationsFixture fixture = new(JobOperationsFixture.Doubling with { ServerDownTolerance = TimeSpan.FromSeconds(20) });
        fixture.Api.OnQuery = (id, _, _) => Task.FromResult(new JobSnapshot { JobId = id, RawStatus = 0, Status = JobStatus.Pending, ManagementServerId = "m1" });
        fixture.Api.OnServers = () => Task.FromResult<IReadOnlyList<ServerState>?>([new ServerState { Id = "m1", State = "Down" }]);

        await AssertUnknownAsync(fixture, fixture.Submit("a"), UnknownReason.ServerDown);
    }

    [Test]
    public async Task A_watch_of_a_job_whose_result_is_unreadable_ends_with_an_exception([Values] bool typed)
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (_, number, _) => number == 1 ? null : Task.FromException<JobSnapshot>(new CloudStackApiException("queryAsyncJobResult", 530, 530, "Internal error", 9999, [], TimeSpan.Zero));
        fixture.Api.OnList = _ => Task.FromResult(FakeJobApi.Listing());
        JobHandle job = fixture.Submit("a");

        JobOutcomeUnknownException e = await AssertUnknownAsync(fixture, typed ? job.As<SuccessResult>() : job, UnknownReason.ResultUnreadable);

        Assert.That(e.Result is JobResult<SuccessResult>, Is.EqualTo(typed));
    }

    [Test]
    public async Task A_watch_of_a_handle_for_tests_ends_in_the_same_way([Values(UnknownReason.ServerDown, UnknownReason.ResultUnreadable)] UnknownReason reason, [Values] bool finished)
    {
        await using JobOperationsFixture fixture = new();
        JobResult<SuccessResult> result = JobResult<SuccessResult>.Unknown(reason);

        await AssertUnknownAsync(fixture, finished ? JobHandle<SuccessResult>.FromResult(result) : JobHandle<SuccessResult>.Pending(Task.FromResult(result)), reason);
    }

    [Test]
    public async Task A_watch_of_a_job_that_the_server_does_not_know_ends_with_that_item([Values] bool finished)
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (id, _, _) => Task.FromResult(new JobSnapshot { JobId = id, Status = JobStatus.NotFound });
        JobHandle job = finished ? JobHandle<SuccessResult>.FromResult(JobResult<SuccessResult>.Unknown(UnknownReason.NotFound)) : fixture.Submit("a");
        List<JobStatus> steps = [];

        await fixture.Clock.RunUntilAsync(async () =>
        {
            await foreach (JobProgress step in job.WatchAsync())
            {
                steps.Add(step.Status);
            }
        });

        Assert.That(steps, Is.EqualTo(new[] { JobStatus.NotFound }));
    }

    private static async Task<JobOutcomeUnknownException> AssertUnknownAsync(JobOperationsFixture fixture, JobHandle job, UnknownReason reason)
    {
        List<JobStatus> steps = [];
        JobOutcomeUnknownException e = (await Assert.ThrowsAsync<JobOutcomeUnknownException>(() => fixture.Clock.RunUntilAsync(async () =>
        {
            await foreach (JobProgress step in job.WatchAsync())
            {
                steps.Add(step.Status);
            }
        })))!;

        Assert.That(steps, Is.Not.Empty.And.All.EqualTo(JobStatus.Pending), "every poll is yielded before that");
        Assert.That((e.Job, e.Result.UnknownReason), Is.EqualTo((job, reason)));
        return e;
    }
}
