using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>
/// Handles that a test creates for code that accepts handles: of running jobs, with every way to wait for them, and of jobs whose
/// outcome is unknown.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PendingHandleTests
{
    private static readonly JobResult<VirtualMachine> Success = JobResult<VirtualMachine>.Success(new VirtualMachine { Id = "v1" });
    private static readonly JobResult<VirtualMachine> Failure = JobResult<VirtualMachine>.Failure(new JobError(533, "no host", ErrorKind.Capacity));

    private readonly TaskCompletionSource<JobResult<VirtualMachine>> _end = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly JobHandle<VirtualMachine> _job;

    public PendingHandleTests() => _job = JobHandle<VirtualMachine>.Pending(_end.Task, "v1", "job-1", _clock);

    [Test]
    public async Task Every_wait_ends_with_what_the_test_says()
    {
        Task<JobResult<VirtualMachine>> completion = _job.WaitForCompletionAsync();
        Task<VirtualMachine> value = _job.WaitForResultAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(1) });
        Task<JobResult> untyped = ((JobHandle)_job).WaitForCompletionAsync();
        Task<JobResult<VirtualMachine>> submit = Task.FromResult(_job).WaitForCompletionAsync();
        Task<JobResult<VirtualMachine>> other = _job.As<SuccessResult>().As<VirtualMachine>().WaitForCompletionAsync();
        Assert.That(new Task[] { completion, value, untyped, submit, other }.Any(wait => wait.IsCompleted), Is.False);

        _end.SetResult(Success);

        Assert.That((await completion).Job, Is.SameAs(_job));
        Assert.That((await value).Id, Is.EqualTo("v1"));
        Assert.That(((await untyped).IsSuccess, (await submit).IsSuccess, (await other).IsSuccess), Is.EqualTo((true, true, true)));
        Assert.That((await _job.WaitForCompletionAsync()).Value!.Id, Is.EqualTo("v1"), "a wait that starts afterwards");
    }

    [Test]
    public async Task A_failure_is_a_result()
    {
        Task<JobResult<VirtualMachine>> completion = _job.WaitForCompletionAsync();
        Task<VirtualMachine> value = _job.WaitForResultAsync();

        _end.SetResult(Failure);

        Assert.That((await completion).Error!.Text, Is.EqualTo("no host"));
        JobFailedException e = (await Assert.ThrowsAsync<JobFailedException>(() => value))!;
        Assert.That((e.Job, e.Message), Is.EqualTo((_job, "job job-1 failed (533): no host")));
    }

    [Test]
    public async Task A_query_tells_whether_the_job_is_over()
    {
        JobSnapshot before = await _job.QueryAsync();
        _end.SetResult(Failure);
        JobSnapshot after = await _job.QueryAsync();

        Assert.That((before.JobId, before.Status, before.RawStatus, before.ResourceId, before.IsFinished), Is.EqualTo(("job-1", JobStatus.Pending, (int?)0, "v1", false)));
        Assert.That((after.Status, after.Error!.ErrorCode, after.IsFinished), Is.EqualTo((JobStatus.Failed, 533, true)));
    }

    [Test]
    public async Task Watching_shows_that_it_runs_and_how_it_ends()
    {
        List<JobStatus> heard = [];
        List<JobStatus> seen = [];
        await foreach (JobProgress step in _job.WatchAsync(new JobWaitOptions { Progress = new Heard(heard) }))
        {
            seen.Add(step.Status);
            _end.TrySetResult(Success);
        }

        Assert.That(seen, Is.EqualTo(new[] { JobStatus.Pending, JobStatus.Succeeded }));
        Assert.That(heard, Is.EqualTo(seen));
    }

    [Test]
    public async Task A_deadline_passes_by_the_given_clock()
    {
        JobTimeoutException e = (await Assert.ThrowsAsync<JobTimeoutException>(
            () => _clock.RunUntilAsync(() => _job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromHours(3) }))))!;

        Assert.That((e.Job, e.Elapsed, e.LastStatus, _clock.Elapsed), Is.EqualTo((_job, TimeSpan.FromHours(3), (JobStatus?)JobStatus.Pending, TimeSpan.FromHours(3))));
        Assert.That(e.Message, Does.StartWith("job job-1 did not end within 10800 s (its last known status was Pending)."));
    }

    [Test]
    public async Task Without_options_the_default_deadline_holds()
    {
        await Assert.ThrowsAsync<JobTimeoutException>(() => _clock.RunUntilAsync(() => _job.WaitForResultAsync()));

        Assert.That(_clock.Elapsed, Is.EqualTo(new PollingOptions().Timeout));
    }

    [Test]
    public async Task A_result_tells_how_long_the_wait_took()
    {
        JobResult<VirtualMachine> result = await _clock.RunUntilAsync(async () =>
        {
            Task<JobResult<VirtualMachine>> wait = _job.WaitForCompletionAsync();
            await Task.Delay(TimeSpan.FromSeconds(7), _clock);
            _end.SetResult(Success);
            return await wait;
        });

        Assert.That((result.Waited, result.Polls), Is.EqualTo((TimeSpan.FromSeconds(7), 2)));
    }

    [Test]
    public async Task A_token_ends_every_wait_of_a_job_that_never_ends()
    {
        JobHandle<VirtualMachine> job = JobHandle<VirtualMachine>.Pending();
        using CancellationTokenSource cancel = new();
        Task[] waits =
        [
            job.WaitForCompletionAsync(cancel.Token),
            job.WaitForResultAsync(new JobWaitOptions { Timeout = Timeout.InfiniteTimeSpan }, cancel.Token),
            WatchAsync(job, cancel.Token),
            new[] { job }.WhenAllAsync(cancel.Token),
        ];
        await cancel.CancelAsync();

        foreach (Task wait in waits.Append(job.WaitForCompletionAsync(cancel.Token)).Append(job.QueryAsync(cancel.Token)))
        {
            JobWaitCanceledException e = (await Assert.ThrowsAsync<JobWaitCanceledException>(() => wait))!;
            Assert.That((e.Job, e.CancellationToken), Is.EqualTo((job, cancel.Token)));
        }
    }

    [Test]
    public async Task Several_handles_come_in_the_order_in_which_they_end()
    {
        JobHandle<VirtualMachine> finished = JobHandle<VirtualMachine>.FromResult(Failure);
        List<JobHandle> ended = [];
        await foreach (Task<JobResult<VirtualMachine>> wait in new[] { _job, finished }.WhenEach())
        {
            ended.Add((await wait).Job);
            _end.TrySetResult(Success);
        }

        Assert.That(ended, Is.EqualTo(new JobHandle[] { finished, _job }));
        Assert.That((await new[] { _job, finished }.WhenAllAsync()).Select(result => result.Outcome), Is.EqualTo(new[] { JobOutcome.Succeeded, JobOutcome.Failed }));
    }

    [Test]
    public async Task A_batch_takes_made_handles()
    {
        await using StubCloud cloud = new(_ => StubHandler.Hang());
        JobHandle<VirtualMachine>[] jobs = [_job, JobHandle<VirtualMachine>.FromResult(Failure), JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Unknown(UnknownReason.NotFound))];
        JobBatch<JobHandle<VirtualMachine>, VirtualMachine> batch = cloud.Client.Jobs.StartBatch(jobs, (job, _) => Task.FromResult(job));
        Assert.That(batch.Completion.IsCompleted, Is.False);

        _end.SetResult(Success);
        JobBatchSummary summary = await batch.Completion;

        Assert.That((summary.Succeeded, summary.Failed, summary.Unknown), Is.EqualTo((1, 1, 1)));
    }

    /// <summary>Each wait gets its own exception, which names its job, as from a client.</summary>
    [Test]
    public async Task A_wait_can_be_made_to_fail()
    {
        AmbiguousSubmissionException failure = new("gone", "deployVirtualMachine", token: null);
        Task<JobResult<VirtualMachine>> wait = _job.WaitForCompletionAsync();
        _end.SetException(failure);

        foreach (Task call in new Task[] { wait, _job.WaitForResultAsync(), _job.QueryAsync() })
        {
            AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => call))!;
            Assert.That(e, Is.Not.SameAs(failure));
            Assert.That(e.Job, Is.SameAs(_job));
        }
    }

    [Test]
    public void A_token_leads_to_the_given_ids()
    {
        JobToken token = JobToken.Parse(_job.ToToken().ToString());

        Assert.That((token.JobId, token.ResourceId), Is.EqualTo(("job-1", "v1")));
        Assert.That((JobHandle<VirtualMachine>.Pending().JobId, JobHandle<VirtualMachine>.Pending().ResourceId), Is.EqualTo((Guid.Empty.ToString(), (string?)null)));
    }

    /// <summary>An unknown outcome used to be queried as a failure.</summary>
    [TestCase(UnknownReason.NotFound, JobStatus.NotFound, null)]
    [TestCase(UnknownReason.ResultUnreadable, JobStatus.Pending, 0)]
    [TestCase(UnknownReason.ServerDown, JobStatus.Pending, 0)]
    public async Task An_unknown_outcome_is_not_queried_as_a_failure(UnknownReason reason, JobStatus status, int? rawStatus)
    {
        JobHandle<VirtualMachine> finished = JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Unknown(reason));
        _end.SetResult(JobResult<VirtualMachine>.Unknown(reason));

        foreach (JobHandle<VirtualMachine> job in new[] { finished, _job })
        {
            JobSnapshot snapshot = await job.QueryAsync();
            Assert.That((snapshot.Status, snapshot.RawStatus), Is.EqualTo((status, rawStatus)));
            Assert.That((await job.WaitForCompletionAsync()).UnknownReason, Is.EqualTo(reason));
            await Assert.ThrowsAsync<JobOutcomeUnknownException>(() => job.WaitForResultAsync());
        }
    }

    private static async Task WatchAsync(JobHandle job, CancellationToken cancellationToken)
    {
        await foreach (JobProgress _ in job.WatchAsync(cancellationToken))
        {
        }
    }

    private sealed class Heard(List<JobStatus> steps) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => steps.Add(value.Status);
    }
}
