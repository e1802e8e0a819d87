using CloudStack.Client.Jobs;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Many waits at once, still on virtual time.</summary>
public class JobPollerLoadTests
{
    [Test]
    public async Task Ten_thousand_waits_end_with_few_timers_and_no_thread_each()
    {
        await using JobOperationsFixture fixture = new();
        const int Jobs = 10_000;
        Task<JobResult[]> all = Task.WhenAll(Enumerable.Range(0, Jobs)
            .Select(i => fixture.Submit($"job-{i}", TimeSpan.FromSeconds(5 + (i % 20))).WaitForCompletionAsync()));
        int threads = ThreadPool.ThreadCount;

        Assert.That(fixture.Clock.ActiveTimers, Is.LessThanOrEqualTo(Jobs + 2), "one deadline each, and the poller's own");
        JobResult[] results = await fixture.Clock.RunUntilAsync(all);
        await fixture.Clock.RunForAsync(TimeSpan.Zero);

        Assert.Multiple(() =>
        {
            Assert.That(results.Count(result => result.IsSuccess), Is.EqualTo(Jobs));
            Assert.That(threads, Is.LessThan(200));
            Assert.That(fixture.Clock.ActiveTimers, Is.Zero);
        });
    }

    [Test]
    public async Task Ten_thousand_waiting_jobs_keep_at_most_eight_KiB_each()
    {
        await using JobOperationsFixture fixture = new();
        const int Jobs = 10_000;
        string[] ids = [.. Enumerable.Range(0, Jobs).Select(i => $"job-{i}")];
        long before = GC.GetTotalMemory(forceFullCollection: true);

        Task<JobResult>[] waits = [.. ids.Select(id => fixture.Submit(id, TimeSpan.FromHours(2)).WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(30));
        double each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Jobs;

        TestContext.Out.WriteLine(FormattableString.Invariant($"{each:0} bytes a waiting job, what the fake server knows of it included"));
        Assert.That(each, Is.LessThanOrEqualTo(8 * 1024));
        Assert.That(waits.Any(wait => wait.IsCompleted), Is.False);
    }

    [Test]
    public async Task At_most_eight_polls_are_under_way_at_once()
    {
        await using JobOperationsFixture fixture = new();
        int running = 0;
        int most = 0;
        fixture.Api.OnQuery = async (id, _, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(TimeSpan.FromMilliseconds(50), fixture.Clock, token);
            Interlocked.Decrement(ref running);
            return FakeJobApi.Snapshot(id, 1);
        };

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(Enumerable.Range(0, 100).Select(i => fixture.Submit($"job-{i}").WaitForCompletionAsync())));

        Assert.That(most, Is.EqualTo(8));
    }

    [Test]
    public async Task A_poll_that_hangs_delays_no_other_job()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (id, _, token) => id == "hangs"
            ? Task.Delay(Timeout.InfiniteTimeSpan, token).ContinueWith(_ => FakeJobApi.Snapshot(id, 0), token)
            : null;
        JobHandle hangs = fixture.Submit("hangs");
        JobHandle good = fixture.Submit("good", TimeSpan.FromSeconds(10));
        Task<JobResult> stuck = hangs.WaitForCompletionAsync();

        JobResult result = await fixture.Clock.RunUntilAsync(() => good.WaitForCompletionAsync());

        Assert.That(result.Waited, Is.EqualTo(TimeSpan.FromSeconds(11)));
        Assert.That(stuck.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_wait_that_is_added_while_all_polls_hang_is_served_in_time()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (id, _, token) => id == "hangs"
            ? Task.Delay(Timeout.InfiniteTimeSpan, token).ContinueWith(_ => FakeJobApi.Snapshot(id, 0), token)
            : null;
        Task<JobResult> stuck = fixture.Submit("hangs").WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(2));

        JobResult result = await fixture.Clock.RunUntilAsync(() => fixture.Submit("good", TimeSpan.Zero).WaitForCompletionAsync());

        Assert.That(result.Waited, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(stuck.IsCompleted, Is.False);
    }

    [Test]
    public async Task Polls_of_jobs_that_are_nearly_due_go_out_together()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle first = fixture.Submit("first", TimeSpan.FromSeconds(100));
        Task<JobResult> one = first.WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(TimeSpan.FromMilliseconds(500));
        JobHandle second = fixture.Submit("second", TimeSpan.FromSeconds(100));
        Task<JobResult> two = second.WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(30));

        double[] shared = [.. fixture.QueryTimes("first").Intersect(fixture.QueryTimes("second"))];
        Assert.That(shared, Has.Length.GreaterThanOrEqualTo(5), "the two fall into step");
        Assert.That(one.IsCompleted || two.IsCompleted, Is.False);
    }

    [Test]
    public async Task Waiting_is_exact_a_thousand_times_over()
    {
        for (int i = 0; i < 1000; i++)
        {
            await using JobOperationsFixture fixture = new();
            JobHandle job = fixture.Submit("a", TimeSpan.FromSeconds(25));
            JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());
            Assert.That(result.Waited, Is.EqualTo(TimeSpan.FromSeconds(27)), $"repetition {i}");
        }
    }
}
