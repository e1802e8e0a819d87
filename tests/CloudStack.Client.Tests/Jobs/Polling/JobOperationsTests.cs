using CloudStack.Client.Jobs;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Deadlines, cancellation and shared waits, on virtual time.</summary>
public class JobOperationsTests
{
    [Test]
    public async Task One_job_is_polled_by_the_schedule_and_seen_by_one_query()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(25));

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.IsSuccess);
            Assert.That(fixture.QueryTimes("a"), Is.EqualTo(new double[] { 1, 3, 7, 11, 15, 19, 23, 27 }));
            Assert.That(result.Polls, Is.EqualTo(8));
            Assert.That(result.Waited, Is.EqualTo(TimeSpan.FromSeconds(27)));
            Assert.That(fixture.Api.Lists, Is.Empty);
        });
    }

    [Test]
    public async Task A_failed_job_costs_one_query_that_saw_it_and_is_a_result()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (id, number, _) => Task.FromResult(FakeJobApi.Snapshot(id, number < 3 ? 0 : 2));

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(result.Error!.Text, Is.EqualTo("it failed"));
            Assert.That(fixture.Api.Queries, Has.Count.EqualTo(3));
            Assert.That(result.EnsureSuccess, Throws.TypeOf<JobFailedException>().With.Property(nameof(CloudStackException.Job)).SameAs(job));
        });
    }

    [Test]
    public async Task A_deadline_ends_the_wait_exactly_and_waiting_again_works()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(60));

        JobTimeoutException e = (await Assert.ThrowsAsync<JobTimeoutException>(
            () => fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(16) }))))!;
        Assert.Multiple(() =>
        {
            Assert.That(fixture.Clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(16)));
            Assert.That(e.Job, Is.SameAs(job));
            Assert.That(e.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(16)));
            Assert.That(e.LastStatus, Is.EqualTo(JobStatus.Pending));
            Assert.That(fixture.QueryTimes("a")[^1], Is.EqualTo(15.75), "the last poll comes just before the deadline");
        });

        JobResult result = await fixture.Clock.RunUntilAsync(() => e.Job!.WaitForCompletionAsync());
        Assert.That(result.IsSuccess);
    }

    [Test]
    public async Task A_deadline_ends_the_wait_exactly_while_a_poll_hangs()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(60));
        CancellationToken hanging = default;
        fixture.Api.OnQuery = (_, number, token) =>
        {
            if (number != 3)
            {
                return null;
            }

            hanging = token;
            return Task.Delay(Timeout.InfiniteTimeSpan, token).ContinueWith(_ => FakeJobApi.Snapshot("a", 0), token);
        };

        await Assert.ThrowsAsync<JobTimeoutException>(
            () => fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(16) })));
        Assert.That(fixture.Clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(16)));
        await fixture.Clock.RunForAsync(TimeSpan.Zero);
        Assert.That(hanging.IsCancellationRequested, "nobody is waiting for the response anymore");

        Assert.That((await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync())).IsSuccess);
    }

    [Test]
    public async Task Canceling_ends_the_wait_at_once_without_a_request_and_disturbs_nobody_else()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(10));
        using CancellationTokenSource cancel = new();
        Task<JobResult> canceled = job.WaitForCompletionAsync(cancel.Token);
        Task<JobResult> other = job.WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(5));
        int requests = fixture.Api.Queries.Count;

        await cancel.CancelAsync();

        JobWaitCanceledException e = (await Assert.CatchAsync<JobWaitCanceledException>(() => canceled))!;
        Assert.Multiple(() =>
        {
            Assert.That(e.Job, Is.SameAs(job));
            Assert.That(e.CancellationToken, Is.EqualTo(cancel.Token));
            Assert.That(fixture.Clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(fixture.Api.Queries, Has.Count.EqualTo(requests));
        });
        Assert.That((await fixture.Clock.RunUntilAsync(other)).IsSuccess);
    }

    [Test]
    public async Task A_poll_that_outlives_its_wait_does_not_touch_the_next_wait_for_the_job()
    {
        await using JobOperationsFixture fixture = new();
        TaskCompletionSource<JobSnapshot> slow = new();
        fixture.Api.OnQuery = (_, number, _) => number == 1 ? slow.Task : null;
        using CancellationTokenSource cancel = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(10));
        Task<JobResult> first = job.WaitForCompletionAsync(cancel.Token);
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(2));
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<JobWaitCanceledException>(() => first);

        Task<JobResult> second = job.WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(0.5));
        slow.SetResult(FakeJobApi.Snapshot("a", 2));
        JobResult result = await fixture.Clock.RunUntilAsync(second);

        Assert.That(result.IsSuccess);
    }

    [Test]
    public async Task A_token_that_has_fired_already_sends_nothing_and_connects_nothing()
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        JobHandle job = fixture.Submit("a");

        await Assert.ThrowsAsync<JobWaitCanceledException>(() => job.WaitForCompletionAsync(new CancellationToken(canceled: true)));
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(1));

        Assert.That((fixture.Api.Queries.Count, source.Connections, fixture.Clock.ActiveTimers), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task Two_waits_for_one_job_share_its_polls()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(10));

        JobResult[] results = await fixture.Clock.RunUntilAsync(() => Task.WhenAll(job.WaitForCompletionAsync(), job.WaitForCompletionAsync()));

        Assert.Multiple(() =>
        {
            Assert.That(results.All(result => result.IsSuccess));
            Assert.That(fixture.QueryTimes("a"), Is.EqualTo(new double[] { 1, 3, 7, 11 }));
        });
    }

    [Test]
    public async Task A_wait_that_begins_late_polls_at_once()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(10));
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(30));

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.That(result.Waited, Is.EqualTo(TimeSpan.Zero));
        Assert.That(fixture.QueryTimes("a"), Is.EqualTo(new double[] { 30 }));
    }

    [Test]
    public async Task Nothing_runs_while_nobody_waits()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(10));
        await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());
        await fixture.Clock.RunForAsync(TimeSpan.Zero);

        Assert.That(fixture.Clock.ActiveTimers, Is.Zero);
    }

    [Test]
    public async Task Progress_reports_every_poll_and_a_listener_that_throws_ends_only_its_own_wait()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(10));
        List<JobProgress> steps = [];

        Task<JobResult> broken = job.WaitForCompletionAsync(new JobWaitOptions { Progress = new Listener(_ => throw new InvalidOperationException("the listener's own")) });
        Task<JobResult> good = job.WaitForCompletionAsync(new JobWaitOptions { Progress = new Listener(steps.Add) });
        await fixture.Clock.RunUntilAsync(good);

        Assert.Multiple(() =>
        {
            Assert.That(steps.Select(step => (step.Status, step.Elapsed.TotalSeconds, step.Polls)), Is.EqualTo(new[]
            {
                (JobStatus.Pending, 1.0, 1), (JobStatus.Pending, 3.0, 2), (JobStatus.Pending, 7.0, 3), (JobStatus.Succeeded, 11.0, 4),
            }));
            Assert.That(() => broken, Throws.InvalidOperationException.With.Message.EqualTo("the listener's own"));
        });
    }

    [Test]
    public async Task Disposing_ends_waits_with_ObjectDisposedException()
    {
        JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(60));
        Task<JobResult> wait = job.WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(2));

        await fixture.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => job.WaitForCompletionAsync());
    }

    [Test]
    public async Task A_wall_clock_that_jumps_moves_no_deadline_and_no_poll([Values(-48, 48)] int hours)
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(25));
        Task<JobResult> wait = job.WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(4));
        fixture.Clock.ShiftWallClock(TimeSpan.FromHours(hours));

        JobResult result = await fixture.Clock.RunUntilAsync(wait);

        Assert.That(result.Waited, Is.EqualTo(TimeSpan.FromSeconds(27)));
    }

    private sealed class Listener(Action<JobProgress> report) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => report(value);
    }
}
