using CloudStack.Client.Jobs;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>A source that has lost its connection isn't trusted because of what it said before.</summary>
public class DisconnectedSourceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_hint_that_was_kept_proves_nothing_about_a_source_that_is_gone([Values] bool reconnects, [Values("job", "resource")] string kind)
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        await ConnectAsync(fixture);
        JobHandle job = fixture.Submit("a", 0.1 * Second, "vm");
        source.Hint(kind == "job" ? "a" : null, kind == "job" ? null : "vm");
        await fixture.Clock.RunForAsync(0.2 * Second);
        await BreakAsync(fixture, source, reconnects);

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.That((result.IsSuccess, result.Waited), Is.EqualTo((true, TimeSpan.Zero)), "the hint itself counts");
        await AssertUntrustedAsync(fixture);
    }

    [Test]
    public async Task A_slow_query_proves_nothing_about_a_source_that_broke_meanwhile([Values] bool reconnects)
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        await ConnectAsync(fixture);
        TaskCompletionSource<JobSnapshot> slow = new();
        fixture.Api.OnQuery = (id, _, _) => id == "a" ? slow.Task : null;
        Task<JobResult> wait = fixture.Submit("a").WaitForCompletionAsync();
        source.Hint("a");
        await fixture.Clock.RunForAsync(0.1 * Second);
        Assert.That(fixture.QueryTimes("a"), Has.Length.EqualTo(1));
        await BreakAsync(fixture, source, reconnects);

        slow.SetResult(FakeJobApi.Snapshot("a", 1));
        await fixture.Clock.RunUntilAsync(wait);

        await AssertUntrustedAsync(fixture);
    }

    [Test]
    public async Task A_hint_that_was_kept_is_proof_while_the_source_is_connected()
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        await ConnectAsync(fixture);
        JobHandle job = fixture.Submit("a", 0.1 * Second);
        source.Hint("a");
        await fixture.Clock.RunForAsync(0.2 * Second);
        await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.That(await PollsAsync(fixture), Is.EqualTo(new double[] { 1, 3, 7, 15, 31 }));
    }

    private static async Task ConnectAsync(JobOperationsFixture fixture)
    {
        fixture.Operations.ConnectSources();
        await fixture.Clock.RunForAsync(0.1 * Second);
    }

    private static async Task BreakAsync(JobOperationsFixture fixture, FakeCompletionSource source, bool reconnects)
    {
        source.Refuses = reconnects ? null : new InvalidOperationException("no broker");
        source.Break();
        await fixture.Clock.RunForAsync(5 * Second);
        Assert.That(source.Connections, Is.GreaterThan(1));
    }

    private static async Task AssertUntrustedAsync(JobOperationsFixture fixture)
    {
        Assert.That((await PollsAsync(fixture)).Take(5), Is.EqualTo(new double[] { 1, 3, 7, 11, 15 }));
        double start = fixture.Api.Now.TotalSeconds;
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(Enumerable.Range(0, 5).Select(i => fixture.Submit($"job-{i}", 60 * Second).WaitForCompletionAsync())));
        double[] lists = [.. fixture.Api.Lists.Select(list => list.TotalSeconds - start)];
        Assert.That(lists.Zip(lists.Skip(1), (one, next) => next - one), Has.All.LessThanOrEqualTo(4.001));
    }

    /// <summary>When a job of half a minute is polled, in seconds since its submit.</summary>
    private static async Task<double[]> PollsAsync(JobOperationsFixture fixture)
    {
        double start = fixture.Api.Now.TotalSeconds;
        await fixture.Clock.RunUntilAsync(() => fixture.Submit("b", 30 * Second).WaitForCompletionAsync());
        return [.. fixture.QueryTimes("b").Select(time => Math.Round(time - start, 3))];
    }
}
