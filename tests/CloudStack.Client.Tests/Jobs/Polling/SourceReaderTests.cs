namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Sources of hints: what makes them reliable, and what happens when they break.</summary>
public class SourceReaderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_source_that_never_proved_itself_changes_nothing()
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture silent = new(null, source);
        Task<JobResult> wait = silent.Submit("a", 100 * Second).WaitForCompletionAsync();
        await silent.Clock.RunForAsync(0.1 * Second);
        source.Hint("foreign");
        await silent.Clock.RunForAsync(49.9 * Second);

        Assert.That(source.Connections, Is.EqualTo(1));
        Assert.That(silent.QueryTimes("a"), Is.EqualTo(new double[] { 1, 3, 7, 11, 15, 19, 23, 27, 31, 35, 39, 43, 47 }));
        await silent.Clock.RunUntilAsync(wait);
    }

    [Test]
    public async Task After_a_confirmed_hint_polls_of_one_job_grow_to_half_a_minute_and_hints_find_its_end_at_once()
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        await ProveAsync(fixture, source);
        double start = fixture.Api.Now.TotalSeconds;

        Task<JobResult> wait = fixture.Submit("a", 200.1 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(200.1 * Second);
        source.Hint("a");
        JobResult result = await fixture.Clock.RunUntilAsync(wait);

        Assert.That(result.Waited, Is.EqualTo(200.1 * Second));
        Assert.That(fixture.QueryTimes("a").Select(time => Math.Round(time - start, 3)), Is.EqualTo(new[] { 1, 3, 7, 15, 31, 61, 91, 121, 151, 181, 200.1 }));
    }

    [Test]
    public async Task After_a_confirmed_hint_lists_grow_rarer_up_to_half_a_minute_and_each_hint_costs_one_query()
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        await ProveAsync(fixture, source);
        double start = fixture.Api.Now.TotalSeconds;
        fixture.Api.Queries.Clear();

        Task<JobResult>[] waits = [.. Enumerable.Range(0, 50).Select(i => fixture.Submit($"job-{i}", (100 + i) * Second).WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(100 * Second);
        for (int i = 0; i < 50; i++)
        {
            source.Hint($"job-{i}");
            await fixture.Clock.RunForAsync(Second);
        }

        Assert.Multiple(() =>
        {
            Assert.That(waits.Select((wait, i) => wait.IsCompletedSuccessfully ? wait.Result.Waited - ((100 + i) * Second) : TimeSpan.MaxValue), Has.All.EqualTo(TimeSpan.Zero));
            Assert.That(fixture.Api.Queries, Has.Count.EqualTo(50));
            Assert.That(fixture.Api.Lists.Select(time => Math.Round(time.TotalSeconds - start, 3)), Is.EqualTo(new[] { 1, 1.5, 2.5, 4.5, 8.5, 16.5, 32.5, 62.5, 92.5, 122.5 }));
        });
    }

    [Test]
    public async Task A_hint_that_never_comes_makes_a_job_late_by_no_more_than_half_a_minute([Values(1, 10)] int jobs)
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        await ProveAsync(fixture, source);

        JobResult[] results = await fixture.Clock.RunUntilAsync(() => Task.WhenAll(
            Enumerable.Range(0, jobs).Select(i => fixture.Submit($"job-{i}", 300 * Second).WaitForCompletionAsync())));

        Assert.That(results.Select(result => result.Waited), Has.All.InRange(300 * Second, 330 * Second));
    }

    [TestCase(true, 1)]
    [TestCase(false, 1)]
    [TestCase(true, 10)]
    public async Task A_source_that_breaks_leads_back_to_normal_polling_and_must_prove_itself_again(bool throws, int jobs)
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        await ProveAsync(fixture, source);
        Task<JobResult>[] waits = [.. Enumerable.Range(0, jobs).Select(i => fixture.Submit($"job-{i}", 305 * Second).WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(300 * Second);
        int before = fixture.Api.Queries.Count + fixture.Api.Lists.Count;

        source.Break(throws ? new InvalidOperationException("connection lost") : null);
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        Assert.That(fixture.Api.Now, Is.LessThan(324 * Second), "at most a sixteenth of the wait late, for lists a thirty-second");
        Assert.That(fixture.Api.Queries.Count + fixture.Api.Lists.Count, Is.GreaterThan(before));
        Assert.That(source.Connections, Is.EqualTo(2), "connected again, but not trusted yet");
        Assert.That((await PollsAsync(fixture, "b")).Take(5), Is.EqualTo(new double[] { 1, 3, 7, 11, 15 }));
    }

    [Test]
    public async Task A_source_that_cannot_connect_is_tried_again_ever_more_rarely()
    {
        FakeCompletionSource source = new() { Refuses = new InvalidOperationException("no broker") };
        await using JobOperationsFixture fixture = new(null, source);
        source.Now = () => fixture.Api.Now;

        await fixture.Clock.RunUntilAsync(() => fixture.Submit("a", 120 * Second).WaitForCompletionAsync());

        Assert.That(source.ConnectedAt.Select(time => time.TotalSeconds), Is.EqualTo(new double[] { 0, 1, 3, 7, 15, 31, 61, 91 }).Or.EqualTo(new double[] { 0, 1, 3, 7, 15, 31, 61, 91, 121 }));
    }

    [Test]
    public async Task A_source_that_breaks_puts_no_poll_off()
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        await ProveAsync(fixture, source);
        double start = fixture.Api.Now.TotalSeconds;
        Task wait = fixture.Submit("a", 25 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(14.5 * Second);

        source.Break();
        await fixture.Clock.RunUntilAsync(wait);

        Assert.That(fixture.QueryTimes("a").Select(time => Math.Round(time - start, 3)).Take(4), Is.EqualTo(new double[] { 1, 3, 7, 15 }));
    }

    [Test]
    public async Task One_of_two_sources_that_breaks_does_not_take_the_others_proof_away()
    {
        FakeCompletionSource good = new();
        FakeCompletionSource bad = new();
        await using JobOperationsFixture fixture = new(null, good, bad);
        await ProveAsync(fixture, good);
        await ProveAsync(fixture, bad);
        double start = fixture.Api.Now.TotalSeconds;

        bad.Break();
        await fixture.Clock.RunUntilAsync(() => fixture.Submit("a", 30 * Second).WaitForCompletionAsync());

        Assert.That(fixture.QueryTimes("a").Select(time => Math.Round(time - start, 3)), Is.EqualTo(new double[] { 1, 3, 7, 15, 31 }));
    }

    [Test]
    public async Task One_of_two_sources_that_breaks_makes_no_list_more_frequent()
    {
        FakeCompletionSource good = new();
        FakeCompletionSource bad = new();
        await using JobOperationsFixture fixture = new(null, good, bad);
        await ProveAsync(fixture, good);
        await ProveAsync(fixture, bad);
        Task[] waits = [.. Enumerable.Range(0, 5).Select(i => fixture.Submit($"job-{i}", 300 * Second).WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(64 * Second);
        int before = fixture.Api.Lists.Count;

        bad.Break();
        await fixture.Clock.RunForAsync(60 * Second);

        Assert.That(fixture.Api.Lists, Has.Count.EqualTo(before + 2), "every half minute");
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));
    }

    [Test]
    public async Task A_source_that_breaks_brings_the_polls_forward_that_were_put_off()
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        await ProveAsync(fixture, source);
        double start = fixture.Api.Now.TotalSeconds;
        Task wait = fixture.Submit("a", 80 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(62 * Second);

        source.Break();
        await fixture.Clock.RunForAsync(10 * Second);

        Assert.That(fixture.QueryTimes("a").Select(time => Math.Round(time - start, 3)), Is.EqualTo(new[] { 1, 3, 7, 15, 31, 61, 66, 70 }));
        await fixture.Clock.RunUntilAsync(wait);
    }

    [Test]
    public async Task A_source_that_breaks_unproved_takes_no_trust_away_and_a_proved_one_can_prove_itself_again()
    {
        FakeCompletionSource source = new();
        FakeCompletionSource silent = new();
        await using JobOperationsFixture fixture = new(null, source, silent);
        fixture.Operations.ConnectSources();
        await fixture.Clock.RunForAsync(Second);
        silent.Break();
        await ProveAsync(fixture, source);
        await ShowTrustAsync("first");

        source.Break();
        await fixture.Clock.RunForAsync(5 * Second);
        await ProveAsync(fixture, source);
        await ShowTrustAsync("second");

        async Task ShowTrustAsync(string id)
        {
            Assert.That(await PollsAsync(fixture, id), Is.EqualTo(new double[] { 1, 3, 7, 15, 31 }), id);
        }
    }

    [Test]
    public async Task Nothing_is_connected_after_the_end()
    {
        FakeCompletionSource source = new();
        JobOperationsFixture fixture = new(null, source);
        await fixture.DisposeAsync();

        fixture.Operations.ConnectSources();
        await fixture.Clock.RunForAsync(Second);

        Assert.That(source.Connections, Is.Zero);
    }

    [Test]
    public async Task A_hint_that_a_query_does_not_confirm_proves_nothing()
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        Task<JobResult> wait = fixture.Submit("a", 60 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(0.5 * Second);
        source.Hint("a");
        await fixture.Clock.RunUntilAsync(wait);

        Assert.That((await PollsAsync(fixture, "b")).Take(5), Is.EqualTo(new double[] { 1, 3, 7, 11, 15 }));
    }

    [Test]
    public async Task A_hint_of_a_job_that_the_server_does_not_know_proves_nothing()
    {
        FakeCompletionSource source = new();
        await using JobOperationsFixture fixture = new(null, source);
        fixture.Api.OnQuery = (id, _, _) => id == "gone" ? Task.FromResult(new JobSnapshot { JobId = id, Status = JobStatus.NotFound }) : null;
        Task<JobResult> wait = fixture.Submit("gone").WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(0.5 * Second);
        source.Hint("gone");
        Assert.That((await fixture.Clock.RunUntilAsync(wait)).Outcome, Is.EqualTo(JobOutcome.Unknown));

        Assert.That((await PollsAsync(fixture, "b")).Take(5), Is.EqualTo(new double[] { 1, 3, 7, 11, 15 }));
    }

    [Test]
    public async Task Nothing_is_connected_before_the_first_job_and_everything_is_let_go_with_the_client()
    {
        FakeCompletionSource source = new();
        JobOperationsFixture fixture = new(null, source);
        await fixture.Clock.RunForAsync(Second);
        Assert.That(source.Connections, Is.Zero);

        fixture.Operations.ConnectSources();
        await fixture.Clock.RunForAsync(Second);
        Assert.That((source.Connections, source.IsReleased), Is.EqualTo((1, false)));

        await fixture.DisposeAsync();
        Assert.That(source.IsReleased);
        Assert.That(() => fixture.Operations.Poller.Notify(new JobHint("a", null)), Throws.Nothing);
    }

    /// <summary>When a job of half a minute is polled, in seconds since its submit.</summary>
    private static async Task<double[]> PollsAsync(JobOperationsFixture fixture, string id)
    {
        double start = fixture.Api.Now.TotalSeconds;
        await fixture.Clock.RunUntilAsync(() => fixture.Submit(id, 30 * Second).WaitForCompletionAsync());
        return [.. fixture.QueryTimes(id).Select(time => Math.Round(time - start, 3))];
    }

    private static async Task ProveAsync(JobOperationsFixture fixture, FakeCompletionSource source)
    {
        string id = Guid.NewGuid().ToString();
        Task<JobResult> wait = fixture.Submit(id, 0.5 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(0.5 * Second);
        source.Hint(id);
        await fixture.Clock.RunUntilAsync(wait);
        Assert.That(fixture.QueryTimes(id), Has.Length.EqualTo(1));
    }
}
