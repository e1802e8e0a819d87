using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Hints before, during and after a wait, early hints, hints about other jobs, and wrong hints.</summary>
public class JobPollerHintTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_hint_for_a_watched_job_makes_it_asked_for_at_once()
    {
        await using JobOperationsFixture fixture = new();
        Task<JobResult> wait = fixture.Submit("a", 9.5 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(9.6 * Second);

        fixture.Operations.Poller.Notify(new JobHint("A", null));
        JobResult result = await fixture.Clock.RunUntilAsync(wait);

        Assert.That(result.Waited, Is.EqualTo(9.6 * Second));
        Assert.That(fixture.QueryTimes("a"), Is.EqualTo(new[] { 1, 3, 7, 9.6 }));
    }

    [Test]
    public async Task A_hint_is_never_the_answer()
    {
        await using JobOperationsFixture fixture = new();
        Task<JobResult> wait = fixture.Submit("a", 60 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(0.5 * Second);

        fixture.Operations.Poller.Notify(new JobHint("a", null));
        await fixture.Clock.RunForAsync(6.1 * Second);

        Assert.That(wait.IsCompleted, Is.False);
        Assert.That(fixture.QueryTimes("a"), Is.EqualTo(new[] { 0.5, 2.5, 6.5 }), "now, once more 2 s later, and then as always");
        await fixture.Clock.RunUntilAsync(wait);
    }

    [Test]
    public async Task A_resources_hint_that_is_two_seconds_early_still_finds_the_end([Values] bool isCreated)
    {
        await using JobOperationsFixture fixture = new();
        Task<JobResult> wait = fixture.Submit("a", 20 * Second, isCreated ? "vm" : null, isCreated ? null : "vm").WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(18.5 * Second);

        fixture.Operations.Poller.Notify(new JobHint(null, "VM"));
        JobResult result = await fixture.Clock.RunUntilAsync(wait);

        Assert.That(result.Waited, Is.EqualTo(20.5 * Second));
    }

    [Test]
    public async Task A_resource_that_only_the_server_named_is_recognised()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (id, number, _) => number > 1 ? null : Task.FromResult(new JobSnapshot { JobId = id, Status = JobStatus.Pending, RawStatus = 0, ResourceId = "volume" });
        Task<JobResult> wait = fixture.Submit("a", 2 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(2.1 * Second);

        fixture.Operations.Poller.Notify(new JobHint(null, "volume"));

        Assert.That((await fixture.Clock.RunUntilAsync(wait)).Waited, Is.EqualTo(2.1 * Second));
    }

    [Test]
    public async Task A_resources_hint_from_just_after_the_submit_is_kept_however_late_the_wait_begins()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", Second, "vm");
        await fixture.Clock.RunForAsync(2 * Second);
        fixture.Operations.Poller.Notify(new JobHint(null, "vm"));
        await fixture.Clock.RunForAsync(60 * Second);

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { InitialDelay = 200 * Second, MaxDelay = 200 * Second } }));

        Assert.That(result.Waited, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task The_entity_that_a_submit_names_is_recognised()
    {
        StubCloud? made = null;
        made = new StubCloud(request => request.Command == "queryAsyncJobResult"
            ? StubHandler.Job(request["jobid"]!, made!.Clock.Elapsed >= 10 * Second ? 1 : 0)
            : StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}"""));
        await using StubCloud cloud = made;
        JobHandle job = await cloud.RunAsync(async client => (JobHandle)await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "vm" }));
        Task<JobResult> wait = job.WaitForCompletionAsync(new JobWaitOptions { Polling = new PollingOptions { InitialDelay = 60 * Second, MaxDelay = 60 * Second } });
        await cloud.Clock.RunForAsync(10 * Second);

        cloud.Client.Jobs.Notify(new JobHint(null, "vm"));

        Assert.That((await cloud.Clock.RunUntilAsync(wait)).Waited, Is.EqualTo(10 * Second));
    }

    [Test]
    public async Task A_hint_that_comes_before_anybody_waits_is_kept([Values("job", "resource", "target")] string kind)
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", 0.1 * Second, kind == "resource" ? "vm" : null, kind == "target" ? "vm" : null);
        await fixture.Clock.RunForAsync(0.2 * Second);

        fixture.Operations.Poller.Notify(kind == "job" ? new JobHint("a", null) : new JobHint(null, "vm"));
        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.That(result.Waited, Is.EqualTo(TimeSpan.Zero));
        Assert.That(result.Polls, Is.EqualTo(1));
    }

    [Test]
    public async Task An_old_hint_about_a_resource_is_not_taken_for_one_about_its_next_job()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Operations.Poller.Notify(new JobHint(null, "vm"));
        await fixture.Clock.RunForAsync(11 * Second);

        JobResult result = await fixture.Clock.RunUntilAsync(() => fixture.Submit("a", 0.1 * Second, "vm").WaitForCompletionAsync());

        Assert.That(result.Waited, Is.EqualTo(Second));
    }

    [Test]
    public async Task A_hint_that_comes_during_a_query_is_followed_by_another_query()
    {
        await using JobOperationsFixture fixture = new();
        TaskCompletionSource<JobSnapshot> slow = new();
        fixture.Api.OnQuery = (id, number, _) => number == 1 ? slow.Task : null;
        Task<JobResult> wait = fixture.Submit("a", 1.2 * Second).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(1.3 * Second);

        fixture.Operations.Poller.Notify(new JobHint("a", null));
        slow.SetResult(FakeJobApi.Snapshot("a", 0));

        Assert.That((await fixture.Clock.RunUntilAsync(wait)).Waited, Is.EqualTo(1.3 * Second));
    }

    [Test]
    public async Task A_hint_that_names_the_job_and_its_resource_is_one_hint()
    {
        await using JobOperationsFixture fixture = new();
        Task<JobResult> wait = fixture.Submit("a", 9.5 * Second, "vm").WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(9.6 * Second);

        fixture.Operations.Poller.Notify(new JobHint("a", "vm"));

        Assert.That((await fixture.Clock.RunUntilAsync(wait)).Waited, Is.EqualTo(9.6 * Second));
    }

    [Test]
    public async Task A_hint_during_a_query_that_comes_two_seconds_early_still_finds_the_end()
    {
        await using JobOperationsFixture fixture = new();
        TaskCompletionSource<JobSnapshot> slow = new();
        fixture.Api.OnQuery = (id, number, _) => number == 1 ? slow.Task : null;
        Task<JobResult> wait = fixture.Submit("a", 3.2 * Second).WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { InitialDelay = Second, MaxDelay = 20 * Second, BackoffFactor = 20 } });
        await fixture.Clock.RunForAsync(1.3 * Second);

        fixture.Operations.Poller.Notify(new JobHint("a", null));
        slow.SetResult(FakeJobApi.Snapshot("a", 0));

        Assert.That((await fixture.Clock.RunUntilAsync(wait)).Waited, Is.EqualTo(3.3 * Second));
        Assert.That(fixture.QueryTimes("a"), Is.EqualTo(new[] { 1, 1.3, 3.3 }));
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    public async Task An_id_that_is_too_long_to_be_one_is_not_kept(int length, bool kept)
    {
        await using JobOperationsFixture fixture = new();
        string id = new('x', length);
        fixture.Operations.Poller.Notify(new JobHint(id, null));

        JobResult result = await fixture.Clock.RunUntilAsync(() => fixture.Submit(id, TimeSpan.Zero).WaitForCompletionAsync());

        Assert.That(result.Waited, Is.EqualTo(kept ? TimeSpan.Zero : Second));
    }

    [Test]
    public async Task A_hint_that_came_again_is_kept_as_long_as_the_later_one()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Operations.Poller.Notify(new JobHint("a", null));
        await fixture.Clock.RunForAsync(Second);
        fixture.Operations.Poller.Notify(new JobHint("a", null));
        for (int i = 0; i < 1023; i++)
        {
            fixture.Operations.Poller.Notify(new JobHint($"foreign-{i}", null));
        }

        Assert.That((await fixture.Clock.RunUntilAsync(() => fixture.Submit("a", TimeSpan.Zero).WaitForCompletionAsync())).Waited, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task A_flood_of_foreign_and_empty_hints_does_nothing_and_keeps_the_latest()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Operations.Poller.Notify(new JobHint("a", null));
        for (int i = 0; i < 1023; i++)
        {
            fixture.Operations.Poller.Notify(new JobHint($"foreign-{i}", null));
            fixture.Operations.Poller.Notify(default);
            fixture.Operations.Poller.Notify(new JobHint("", ""));
        }

        Assert.That((await fixture.Clock.RunUntilAsync(() => fixture.Submit("a", TimeSpan.Zero).WaitForCompletionAsync())).Waited, Is.EqualTo(TimeSpan.Zero));
        fixture.Operations.Poller.Notify(new JobHint("b", null));
        for (int i = 0; i < 1024; i++)
        {
            fixture.Operations.Poller.Notify(new JobHint($"again-{i}", null));
        }

        Assert.That((await fixture.Clock.RunUntilAsync(() => fixture.Submit("b", TimeSpan.Zero).WaitForCompletionAsync())).Waited, Is.EqualTo(Second), "forgotten");
    }
}
