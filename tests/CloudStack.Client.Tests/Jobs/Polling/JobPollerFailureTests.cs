using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Failed polls, and unknown outcomes.</summary>
public class JobPollerFailureTests
{
    private static readonly CloudStackApiException Internal530 = new("queryAsyncJobResult", 530, 530, "Internal error executing command, please contact your system administrator", 9999);

    [Test]
    public async Task Polls_that_fail_in_every_passing_way_do_not_end_a_wait()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        CloudStackException[] failures =
        [
            new CloudStackTransportException("reset", "queryAsyncJobResult", isTransient: true, new HttpRequestException("reset")),
            new CloudStackTransportException("refused", "queryAsyncJobResult", isTransient: true, new HttpRequestException("refused")),
            new CloudStackTransportException("502", "queryAsyncJobResult", isTransient: true),
            new CloudStackApiException("queryAsyncJobResult", 503, 503, "starting"),
            new CloudStackTransportException("timeout", "queryAsyncJobResult", isTransient: true),
            Internal530,
            new ResponseFormatException("empty", "queryAsyncJobResult", 200, null),
        ];
        fixture.Api.OnQuery = (id, number, _) => number <= failures.Length
            ? Task.FromException<JobSnapshot>(failures[number - 1])
            : Task.FromResult(FakeJobApi.Snapshot(id, 1));

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.IsSuccess);
            Assert.That(result.Polls, Is.EqualTo(failures.Length + 1));
            Assert.That(fixture.Api.Lists, Has.Count.EqualTo(1), "whether the job has ended, after the 530");
        });
    }

    [TestCase(401)]
    [TestCase(432)]
    [TestCase(531)]
    [TestCase(511)]
    [TestCase(400)]
    public async Task An_error_that_waiting_does_not_mend_ends_the_wait_with_the_handle(int code)
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (_, _, _) => Task.FromException<JobSnapshot>(new CloudStackApiException("queryAsyncJobResult", code, code, "no"));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync())))!;

        Assert.Multiple(() =>
        {
            Assert.That(e.Job, Is.SameAs(job));
            Assert.That(fixture.Api.Queries, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task Failures_beyond_the_tolerance_end_the_wait_with_the_last_one_and_the_handle()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (_, number, _) => Task.FromException<JobSnapshot>(
            new CloudStackTransportException($"failure {number}", "queryAsyncJobResult", isTransient: true));

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(
            () => fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { FailureTolerance = TimeSpan.FromSeconds(10) } }))))!;

        Assert.Multiple(() =>
        {
            Assert.That(e.Job, Is.SameAs(job));
            Assert.That(e.Message, Is.EqualTo("failure 4"), "at 1, 3, 7 and 11 s: the first failure was 10 s ago");
            Assert.That(fixture.Clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(11)));
        });
        await fixture.Clock.RunForAsync(TimeSpan.Zero);
        Assert.That(fixture.Clock.ActiveTimers, Is.Zero, "nobody waits any more");
    }

    [Test]
    public async Task Waits_of_one_job_have_tolerances_of_their_own()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (id, number, _) => number < 5
            ? Task.FromException<JobSnapshot>(new CloudStackTransportException("down", "queryAsyncJobResult", isTransient: true))
            : Task.FromResult(FakeJobApi.Snapshot(id, 1));

        Task<JobResult> impatient = job.WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { FailureTolerance = TimeSpan.Zero } });
        Task<JobResult> patient = job.WaitForCompletionAsync();
        await fixture.Clock.RunUntilAsync(patient);

        Assert.That((await patient).IsSuccess);
        await Assert.ThrowsAsync<CloudStackTransportException>(() => impatient);
    }

    [Test]
    public async Task A_single_530_of_a_job_that_then_answers_is_no_unknown()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (id, number, _) => number == 1 ? Task.FromException<JobSnapshot>(Internal530) : Task.FromResult(FakeJobApi.Snapshot(id, 1));

        Assert.That((await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync())).Outcome, Is.EqualTo(JobOutcome.Succeeded));
    }

    [Test]
    public async Task Half_a_minute_of_530_on_everything_makes_no_wait_unknown()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (id, _, _) => fixture.Api.Now < TimeSpan.FromSeconds(30)
            ? Task.FromException<JobSnapshot>(Internal530)
            : Task.FromResult(FakeJobApi.Snapshot(id, 1));
        fixture.Api.OnList = _ => Task.FromException<RunningJobs>(Internal530);

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.That(result.IsSuccess);
        Assert.That(fixture.Api.Lists, Is.Not.Empty);
    }

    [Test]
    public async Task A_530_by_chance_after_such_a_time_makes_no_wait_unknown_either()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (id, number, _) => number <= 4
            ? Task.FromException<JobSnapshot>(Internal530)
            : Task.FromResult(FakeJobApi.Snapshot(id, 1));
        fixture.Api.OnList = _ => fixture.Api.Now < TimeSpan.FromSeconds(10)
            ? Task.FromException<RunningJobs>(Internal530)
            : Task.FromResult(FakeJobApi.Listing());

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.That(result.IsSuccess, "the first three occurred while lists failed as well, and don't count");
    }

    [Test]
    public async Task A_result_that_the_server_cannot_read_is_unknown_once_a_list_says_that_the_job_is_over()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (_, _, _) => Task.FromException<JobSnapshot>(Internal530);

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Unknown));
            Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.ResultUnreadable));
            Assert.That(result.RawStatus, Is.Null);
            Assert.That(fixture.Api.Queries, Has.Count.EqualTo(3), "at 1, 3 and 7 s");
            Assert.That(fixture.Api.Lists, Is.EqualTo(new[] { TimeSpan.FromSeconds(3) }));
            Assert.That(result.EnsureSuccess, Throws.TypeOf<JobOutcomeUnknownException>());
        });
    }

    [Test]
    public async Task Unreadable_answers_of_a_job_that_the_list_shows_running_stay_failed_polls()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (_, _, _) => Task.FromException<JobSnapshot>(Internal530);
        fixture.Api.OnList = _ => Task.FromResult(FakeJobApi.Listing("a"));

        await Assert.ThrowsAsync<CloudStackApiException>(
            () => fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { FailureTolerance = TimeSpan.FromSeconds(20) } })));
    }

    [Test]
    public async Task Three_quick_unreadable_answers_are_not_yet_unknown()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (_, _, _) => Task.FromException<JobSnapshot>(Internal530);
        PollingOptions quick = new() { InitialDelay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromMilliseconds(100) };

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync(new JobWaitOptions { Polling = quick }));

        Assert.That(result.Waited, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(5.1)), "they must last for five seconds");
    }

    [Test]
    public async Task A_job_that_the_server_does_not_know_is_unknown_not_failed()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (id, number, _) => Task.FromResult(number == 1
            ? FakeJobApi.Snapshot(id, 0)
            : new JobSnapshot { JobId = id, Status = JobStatus.NotFound });

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Unknown));
            Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.NotFound));
            Assert.That(result.Error, Is.Null);
        });
    }

    [Test]
    public async Task A_broken_credentials_provider_reaches_the_waits_as_it_is()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (_, _, _) => Task.FromException<JobSnapshot>(new InvalidOperationException("the vault is sealed"));

        Assert.That(
            async () => await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync()),
            Throws.InvalidOperationException.With.Message.EqualTo("the vault is sealed"));
        await Task.CompletedTask;
    }

    [TestCase(3, JobStatus.Canceled)]
    [TestCase(9, JobStatus.Failed)]
    public async Task Status_three_and_unknown_numbers_are_failures(int raw, JobStatus status)
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        fixture.Api.OnQuery = (id, _, _) => Task.FromResult(FakeJobApi.Snapshot(id, raw));

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(result.RawStatus, Is.EqualTo(raw));
            Assert.That(result.Snapshot!.Status, Is.EqualTo(status));
        });
    }
}
