namespace CloudStack.Client.Tests.Jobs;

/// <summary>Hints that come before, after and never, too early, wrong, and from sources that break.</summary>
public class HintTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_hint_for_a_watched_job_makes_it_asked_for_at_once()
    {
        await using JobEngineFixture fixture = new();
        Task<JobResult> wait = fixture.Submit("a", 9.5 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(9.6 * Second);

        fixture.Engine.Monitor.Notify(new JobHint("A", null));
        JobResult result = await fixture.Clock.RunUntilAsync(wait);

        Assert.That(result.Waited, Is.EqualTo(9.6 * Second));
        Assert.That(fixture.QueryTimes("a"), Is.EqualTo(new[] { 1, 3, 7, 9.6 }));
    }

    [Test]
    public async Task A_hint_is_never_the_answer()
    {
        await using JobEngineFixture fixture = new();
        Task<JobResult> wait = fixture.Submit("a", 60 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(0.5 * Second);

        fixture.Engine.Monitor.Notify(new JobHint("a", null));
        await fixture.Clock.RunForAsync(6.1 * Second);

        Assert.That(wait.IsCompleted, Is.False);
        Assert.That(fixture.QueryTimes("a"), Is.EqualTo(new[] { 0.5, 2.5, 6.5 }), "now, once more 2 s later, and then as always");
        await fixture.Clock.RunUntilAsync(wait);
    }

    [Test]
    public async Task A_resources_hint_that_is_two_seconds_early_still_finds_the_end([Values] bool isCreated)
    {
        await using JobEngineFixture fixture = new();
        Task<JobResult> wait = fixture.Submit("a", 20 * Second, isCreated ? "vm" : null, isCreated ? null : "vm").WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(18.5 * Second);

        fixture.Engine.Monitor.Notify(new JobHint(null, "VM"));
        JobResult result = await fixture.Clock.RunUntilAsync(wait);

        Assert.That(result.Waited, Is.EqualTo(20.5 * Second));
    }

    [Test]
    public async Task A_resource_that_only_the_server_named_is_recognised()
    {
        await using JobEngineFixture fixture = new();
        fixture.Source.OnQuery = (id, number, _) => number > 1 ? null : Task.FromResult(new JobSnapshot { JobId = id, Status = JobStatus.Pending, RawStatus = 0, ResourceId = "volume" });
        Task<JobResult> wait = fixture.Submit("a", 2 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(2.1 * Second);

        fixture.Engine.Monitor.Notify(new JobHint(null, "volume"));

        Assert.That((await fixture.Clock.RunUntilAsync(wait)).Waited, Is.EqualTo(2.1 * Second));
    }

    [Test]
    public async Task A_hint_that_comes_before_anybody_waits_is_kept([Values("job", "resource", "target")] string kind)
    {
        await using JobEngineFixture fixture = new();
        JobHandle job = fixture.Submit("a", 0.1 * Second, kind == "resource" ? "vm" : null, kind == "target" ? "vm" : null);
        await fixture.Clock.RunForAsync(0.2 * Second);

        fixture.Engine.Monitor.Notify(kind == "job" ? new JobHint("a", null) : new JobHint(null, "vm"));
        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.That(result.Waited, Is.EqualTo(TimeSpan.Zero));
        Assert.That(result.Polls, Is.EqualTo(1));
    }

    [Test]
    public async Task An_old_hint_about_a_resource_is_not_taken_for_one_about_its_next_job()
    {
        await using JobEngineFixture fixture = new();
        fixture.Engine.Monitor.Notify(new JobHint(null, "vm"));
        await fixture.Clock.RunForAsync(11 * Second);

        JobResult result = await fixture.Clock.RunUntilAsync(() => fixture.Submit("a", 0.1 * Second, "vm").WaitForCompletionAsync());

        Assert.That(result.Waited, Is.EqualTo(Second));
    }

    [Test]
    public async Task A_hint_that_comes_during_a_query_is_followed_by_another_query()
    {
        await using JobEngineFixture fixture = new();
        TaskCompletionSource<JobSnapshot> slow = new();
        fixture.Source.OnQuery = (id, number, _) => number == 1 ? slow.Task : null;
        Task<JobResult> wait = fixture.Submit("a", 1.2 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(1.3 * Second);

        fixture.Engine.Monitor.Notify(new JobHint("a", null));
        slow.SetResult(FakeJobSource.Snapshot("a", 0));

        Assert.That((await fixture.Clock.RunUntilAsync(wait)).Waited, Is.EqualTo(1.3 * Second));
    }

    [Test]
    public async Task A_flood_of_foreign_and_empty_hints_does_nothing_and_keeps_the_latest()
    {
        await using JobEngineFixture fixture = new();
        fixture.Engine.Monitor.Notify(new JobHint("a", null));
        for (int i = 0; i < 1023; i++)
        {
            fixture.Engine.Monitor.Notify(new JobHint($"foreign-{i}", null));
            fixture.Engine.Monitor.Notify(default);
            fixture.Engine.Monitor.Notify(new JobHint("", ""));
        }

        Assert.That((await fixture.Clock.RunUntilAsync(() => fixture.Submit("a", TimeSpan.Zero).WaitForCompletionAsync())).Waited, Is.EqualTo(TimeSpan.Zero));
        fixture.Engine.Monitor.Notify(new JobHint("b", null));
        for (int i = 0; i < 1024; i++)
        {
            fixture.Engine.Monitor.Notify(new JobHint($"again-{i}", null));
        }

        Assert.That((await fixture.Clock.RunUntilAsync(() => fixture.Submit("b", TimeSpan.Zero).WaitForCompletionAsync())).Waited, Is.EqualTo(Second), "forgotten");
    }

    [Test]
    public async Task A_source_that_never_proved_itself_changes_nothing()
    {
        FakeCompletionSource source = new();
        await using JobEngineFixture silent = new(null, source);
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
        await using JobEngineFixture fixture = new(null, source);
        await ProveAsync(fixture, source);
        double start = fixture.Source.Now.TotalSeconds;

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
        await using JobEngineFixture fixture = new(null, source);
        await ProveAsync(fixture, source);
        double start = fixture.Source.Now.TotalSeconds;
        fixture.Source.Queries.Clear();

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
            Assert.That(fixture.Source.Queries, Has.Count.EqualTo(50));
            Assert.That(fixture.Source.Lists.Select(time => Math.Round(time.TotalSeconds - start, 3)), Is.EqualTo(new[] { 1, 1.5, 2.5, 4.5, 8.5, 16.5, 32.5, 62.5, 92.5, 122.5 }));
        });
    }

    [Test]
    public async Task A_hint_that_never_comes_makes_a_job_late_by_no_more_than_half_a_minute([Values(1, 10)] int jobs)
    {
        FakeCompletionSource source = new();
        await using JobEngineFixture fixture = new(null, source);
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
        await using JobEngineFixture fixture = new(null, source);
        await ProveAsync(fixture, source);
        Task<JobResult>[] waits = [.. Enumerable.Range(0, jobs).Select(i => fixture.Submit($"job-{i}", 305 * Second).WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(300 * Second);
        int before = fixture.Source.Queries.Count + fixture.Source.Lists.Count;

        source.Break(throws ? new InvalidOperationException("connection lost") : null);
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        Assert.That(fixture.Source.Now, Is.LessThan(324 * Second), "a sixteenth of the wait late at most, for lists a thirty-second");
        Assert.That(fixture.Source.Queries.Count + fixture.Source.Lists.Count, Is.GreaterThan(before));
        Assert.That(source.Connections, Is.EqualTo(2), "connected again, but not believed yet");
        double start = fixture.Source.Now.TotalSeconds;
        await fixture.Clock.RunUntilAsync(() => fixture.Submit("b", 30 * Second).WaitForCompletionAsync());
        Assert.That(fixture.QueryTimes("b").Take(5).Select(time => Math.Round(time - start, 3)), Is.EqualTo(new double[] { 1, 3, 7, 11, 15 }));
    }

    [Test]
    public async Task A_source_that_cannot_connect_is_tried_again_ever_more_rarely()
    {
        FakeCompletionSource source = new() { Refuses = new InvalidOperationException("no broker") };
        await using JobEngineFixture fixture = new(null, source);
        source.Now = () => fixture.Source.Now;

        await fixture.Clock.RunUntilAsync(() => fixture.Submit("a", 120 * Second).WaitForCompletionAsync());

        Assert.That(source.ConnectedAt.Select(time => time.TotalSeconds), Is.EqualTo(new double[] { 0, 1, 3, 7, 15, 31, 61, 91 }).Or.EqualTo(new double[] { 0, 1, 3, 7, 15, 31, 61, 91, 121 }));
    }

    [Test]
    public async Task One_of_two_sources_that_breaks_does_not_take_the_others_proof_away()
    {
        FakeCompletionSource good = new();
        FakeCompletionSource bad = new();
        await using JobEngineFixture fixture = new(null, good, bad);
        await ProveAsync(fixture, good);
        await ProveAsync(fixture, bad);
        double start = fixture.Source.Now.TotalSeconds;

        bad.Break();
        await fixture.Clock.RunUntilAsync(() => fixture.Submit("a", 30 * Second).WaitForCompletionAsync());

        Assert.That(fixture.QueryTimes("a").Select(time => Math.Round(time - start, 3)), Is.EqualTo(new double[] { 1, 3, 7, 15, 31 }));
    }

    [Test]
    public async Task A_hint_that_a_query_does_not_confirm_proves_nothing()
    {
        FakeCompletionSource source = new();
        await using JobEngineFixture fixture = new(null, source);
        Task<JobResult> wait = fixture.Submit("a", 60 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(0.5 * Second);
        source.Hint("a");
        await fixture.Clock.RunUntilAsync(wait);

        double start = fixture.Source.Now.TotalSeconds;
        await fixture.Clock.RunUntilAsync(() => fixture.Submit("b", 30 * Second).WaitForCompletionAsync());

        Assert.That(fixture.QueryTimes("b").Take(5).Select(time => Math.Round(time - start, 3)), Is.EqualTo(new double[] { 1, 3, 7, 11, 15 }));
    }

    [Test]
    public async Task A_hint_of_a_job_that_the_server_does_not_know_proves_nothing()
    {
        FakeCompletionSource source = new();
        await using JobEngineFixture fixture = new(null, source);
        fixture.Source.OnQuery = (id, _, _) => id == "gone" ? Task.FromResult(new JobSnapshot { JobId = id, Status = JobStatus.NotFound }) : null;
        Task<JobResult> wait = fixture.Submit("gone").WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(0.5 * Second);
        source.Hint("gone");
        Assert.That((await fixture.Clock.RunUntilAsync(wait)).Outcome, Is.EqualTo(JobOutcome.Unknown));

        double start = fixture.Source.Now.TotalSeconds;
        await fixture.Clock.RunUntilAsync(() => fixture.Submit("b", 30 * Second).WaitForCompletionAsync());

        Assert.That(fixture.QueryTimes("b").Take(5).Select(time => Math.Round(time - start, 3)), Is.EqualTo(new double[] { 1, 3, 7, 11, 15 }));
    }

    [Test]
    public async Task Nothing_is_connected_before_the_first_job_and_everything_is_let_go_with_the_client()
    {
        FakeCompletionSource source = new();
        JobEngineFixture fixture = new(null, source);
        await fixture.Clock.RunForAsync(Second);
        Assert.That(source.Connections, Is.Zero);

        fixture.Engine.Listen();
        await fixture.Clock.RunForAsync(Second);
        Assert.That((source.Connections, source.IsReleased), Is.EqualTo((1, false)));

        await fixture.DisposeAsync();
        Assert.That(source.IsReleased);
        Assert.That(() => fixture.Engine.Monitor.Notify(new JobHint("a", null)), Throws.Nothing);
    }

    private static async Task ProveAsync(JobEngineFixture fixture, FakeCompletionSource source)
    {
        string id = Guid.NewGuid().ToString();
        Task<JobResult> wait = fixture.Submit(id, 0.5 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(0.5 * Second);
        source.Hint(id);
        await fixture.Clock.RunUntilAsync(wait);
        Assert.That(fixture.QueryTimes(id), Has.Length.EqualTo(1));
    }
}
