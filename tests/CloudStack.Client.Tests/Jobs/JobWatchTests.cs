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
                Assert.That(fixture.Operations.Poller.Count, Is.EqualTo(1));
                break;
            }
        });

        Assert.That(fixture.Operations.Poller.Count, Is.Zero);
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
}
