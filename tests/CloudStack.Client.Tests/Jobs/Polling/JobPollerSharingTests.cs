using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Waits that share polls and lists: each keeps its guarantees.</summary>
public class JobPollerSharingTests
{
    // Cancellation in the background is immediate; if it isn't, the test fails instead of hanging forever.
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [TestCase(true, 7.5)]
    [TestCase(false, 8.0)]
    public async Task A_poll_goes_along_with_the_latest_one_that_is_planned_within_a_quarter_of_its_delay(bool coalesce, double at)
    {
        await using JobOperationsFixture fixture = new();
        Task[] waits =
        [
            fixture.Submit("early", 6 * Second).WaitForCompletionAsync(new JobWaitOptions { Polling = Every(6.5, coalesce: false) }),
            fixture.Submit("later", 6 * Second).WaitForCompletionAsync(new JobWaitOptions { Polling = Every(7.5, coalesce: false) }),
            fixture.Submit("mine", 6 * Second).WaitForCompletionAsync(new JobWaitOptions { Polling = Every(8, coalesce) }),
        ];

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        Assert.That(fixture.QueryTimes("mine"), Is.EqualTo(new[] { at }));
    }

    [Test]
    public async Task One_wait_that_insists_on_its_times_insists_for_its_job([Values] bool first)
    {
        await using JobOperationsFixture fixture = new();
        JobHandle mine = fixture.Submit("mine", 6 * Second);
        Task[] waits =
        [
            fixture.Submit("other", 6 * Second).WaitForCompletionAsync(new JobWaitOptions { Polling = Every(7.5, coalesce: false) }),
            mine.WaitForCompletionAsync(new JobWaitOptions { Polling = Every(8, coalesce: !first) }),
            mine.WaitForCompletionAsync(new JobWaitOptions { Polling = Every(8, coalesce: first) }),
        ];

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        Assert.That(fixture.QueryTimes("mine"), Is.EqualTo(new[] { 8.0 }));
    }

    [TestCase(0.4, 1.0)]
    [TestCase(1.0, 1.0)]
    [TestCase(1.5, 1.5)]
    public async Task The_first_poll_counts_from_the_submit(double waitBegins, double polled)
    {
        await using JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a", 0.1 * Second);
        await fixture.Clock.RunForAsync(waitBegins * Second);

        await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        Assert.That(fixture.QueryTimes("a"), Is.EqualTo(new[] { polled }));
    }

    [TestCase(0.2, 0.2)]
    [TestCase(10.0, 10.0)]
    public async Task The_first_list_takes_the_place_of_the_first_poll(double initialDelay, double first)
    {
        await using JobOperationsFixture fixture = new(JobOperationsFixture.Doubling with { InitialDelay = initialDelay * Second, MaxDelay = 10 * Second });
        Task[] waits = Submit(fixture, 5, 5 * Second);

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        Assert.That(fixture.Api.Lists[0], Is.EqualTo(first * Second));
    }

    [Test]
    public async Task A_job_that_comes_to_old_ones_is_noticed_as_soon_as_by_itself()
    {
        await using JobOperationsFixture fixture = new();
        Task[] old = Submit(fixture, 5, 2_000 * Second);
        await fixture.Clock.RunForAsync(1_234 * Second);

        JobResult result = await fixture.Clock.RunUntilAsync(() => fixture.Submit("new", 0.9 * Second).WaitForCompletionAsync());

        Assert.That(result.Waited, Is.LessThanOrEqualTo(1.1 * Second));
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(old));
    }

    [Test]
    public async Task Lists_keep_the_pace_of_the_youngest_job_and_ask_for_the_oldest()
    {
        await using JobOperationsFixture fixture = new(new PollingOptions());
        Task[] old = Submit(fixture, 5, 2_000 * Second);
        await fixture.Clock.RunForAsync(640 * Second);
        Assert.That(fixture.Api.Lists[^1] - fixture.Api.Lists[^2], Is.GreaterThan(15 * Second), "half a minute");
        Task young = fixture.Submit("young", 300 * Second).WaitForCompletionAsync();
        TimeSpan submitted = fixture.Api.Now;
        await fixture.Clock.RunForAsync(64 * Second);
        TimeSpan[] lists = [.. fixture.Api.Lists.Where(time => time > submitted).Select(time => time - submitted)];

        Assert.That(lists[0], Is.LessThan(0.3 * Second));
        Assert.That(lists, Has.Length.GreaterThan(8));
        Assert.That(
            lists.Zip(lists.Skip(1)).Where(pair => pair.Second - pair.First > PollSchedule.LongestDelay(pair.First) + (0.001 * Second)
                || pair.Second - pair.First < 0.25 * Second),
            Is.Empty);
        Assert.That(
            fixture.Api.Scopes.Zip(fixture.Api.Lists, (scope, at) => at - scope.MaxAge!.Value),
            Has.All.EqualTo(TimeSpan.Zero), "as old as the oldest");
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll([.. old, young]));
    }

    [Test]
    public async Task A_last_query_before_a_deadline_is_kept_when_somebody_else_begins_to_wait()
    {
        await using JobOperationsFixture fixture = new();
        Task[] others = Submit(fixture, 10, 30 * Second);
        JobHandle job = fixture.Submit("impatient", 60 * Second);
        Task<JobResult> impatient = job.WaitForCompletionAsync(new JobWaitOptions { Timeout = 16 * Second });
        await fixture.Clock.RunForAsync(10 * Second);
        Task patient = job.WaitForCompletionAsync();

        await Assert.ThrowsAsync<JobTimeoutException>(() => fixture.Clock.RunUntilAsync(impatient));

        Assert.That(fixture.QueryTimes("impatient"), Is.EqualTo(new[] { 15.75 }));
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll([.. others, patient]));
    }

    [Test]
    public async Task A_poll_that_only_a_wait_needed_that_was_given_up_is_not_sent()
    {
        await using JobOperationsFixture fixture = new(new PollingOptions { InitialDelay = 10 * Second, BackoffFactor = 1, MaxDelay = 10 * Second });
        JobHandle job = fixture.Submit("job", 15 * Second);
        Task<JobResult> patient = job.WaitForCompletionAsync();
        using CancellationTokenSource giveUp = new();
        Task<JobResult> impatient = job.WaitForCompletionAsync(new JobWaitOptions { Polling = JobOperationsFixture.Doubling }, giveUp.Token);
        await fixture.Clock.RunForAsync(5 * Second);
        Assert.That(fixture.QueryTimes("job"), Is.EqualTo(new double[] { 1, 3 }));

        await giveUp.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => impatient);
        await fixture.Clock.RunUntilAsync(patient);

        Assert.That(fixture.QueryTimes("job"), Is.EqualTo(new double[] { 1, 3, 13, 23 }));
    }

    [Test]
    public async Task Waits_that_failing_lists_have_ended_are_not_asked_for_any_more()
    {
        await using JobOperationsFixture fixture = new(JobOperationsFixture.Doubling with { FailureTolerance = 0.4 * Second, Timeout = 60 * Second });
        fixture.Api.OnList = _ => Task.FromException<RunningJobs>(new CloudStackTransportException("502", "listAsyncJobs", isTransient: true));
        Task[] waits = Submit(fixture, 5, 300 * Second);

        await Assert.ThrowsAsync<CloudStackTransportException>(() => fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits)));
        Assert.That((waits.Count(wait => wait.IsFaulted), fixture.Api.Lists.Count), Is.EqualTo((5, 2)), "two lists that fail are longer than the tolerance");
        await fixture.Clock.RunForAsync(120 * Second);

        Assert.That(fixture.Api.Queries, Is.Empty);
    }

    [Test]
    public async Task A_list_that_is_refused_for_good_leads_to_queries_at_once_and_fails_no_wait()
    {
        await using JobOperationsFixture fixture = new(JobOperationsFixture.Doubling with { FailureTolerance = TimeSpan.Zero });
        fixture.Api.OnList = _ => Task.FromException<RunningJobs>(new CloudStackApiException("listAsyncJobs", 531, 531, "no"));

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(Submit(fixture, 5, 20 * Second)));

        Assert.That(fixture.Api.Lists, Has.Count.EqualTo(1));
        Assert.That(fixture.Api.Queries, Has.Count.GreaterThan(10));
    }

    [Test]
    public async Task Polls_that_fail_now_and_then_use_no_tolerance_up()
    {
        await using JobOperationsFixture fixture = new(JobOperationsFixture.Doubling with { FailureTolerance = 10 * Second });
        fixture.Api.OnQuery = (_, number, _) => number % 2 == 0 ? Task.FromException<JobSnapshot>(new CloudStackTransportException("502", "queryAsyncJobResult", isTransient: true)) : null;

        JobResult result = await fixture.Clock.RunUntilAsync(() => fixture.Submit("a", 200 * Second).WaitForCompletionAsync());

        Assert.That(result.IsSuccess);
    }

    [Test]
    public async Task A_deadline_tells_the_last_status_and_whether_the_last_poll_failed([Values] bool fails)
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (_, number, _) => number > 1 == fails ? Task.FromException<JobSnapshot>(new CloudStackTransportException("502", "queryAsyncJobResult", isTransient: true)) : null;

        JobTimeoutException e = (await Assert.ThrowsAsync<JobTimeoutException>(() => fixture.Clock.RunUntilAsync(() => fixture.Submit("a").WaitForCompletionAsync(new JobWaitOptions { Timeout = 12 * Second }))))!;

        Assert.That(e.LastStatus, Is.EqualTo(JobStatus.Pending));
        Assert.That(e.InnerException, fails ? Is.TypeOf<CloudStackTransportException>() : Is.Null);
    }

    [Test]
    public async Task Disposing_ends_the_polls_that_are_under_way()
    {
        JobOperationsFixture fixture = new();
        CancellationToken poll = default;
        TaskCompletionSource cancelled = new();
        fixture.Api.OnQuery = (_, _, token) =>
        {
            poll = token;
            token.Register(cancelled.SetResult);
            return new TaskCompletionSource<JobSnapshot>().Task.WaitAsync(token);
        };
        Task<JobResult> wait = fixture.Submit("a").WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(2 * Second);

        await fixture.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);
        await cancelled.Task.WaitAsync(HangGuard);
        Assert.That(poll.IsCancellationRequested);
    }

    [Test]
    public async Task Disposing_ends_the_list_that_is_under_way()
    {
        JobOperationsFixture fixture = new();
        fixture.Api.OnList = _ => new TaskCompletionSource<RunningJobs>().Task;
        Task[] waits = Submit(fixture, 5, 60 * Second);
        await fixture.Clock.RunForAsync(2 * Second);
        TaskCompletionSource cancelled = new();
        fixture.Api.ListToken.Register(cancelled.SetResult);

        await fixture.DisposeAsync();

        await cancelled.Task.WaitAsync(HangGuard);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Task.WhenAll(waits));
    }

    [Test]
    public async Task Polls_carry_no_ambient_values_of_whoever_waits_and_begin_where_none_may_flow([Values] bool suppressed)
    {
        AsyncLocal<string?> ambient = new();
        List<string?> seen = [];
        FakeCompletionSource source = new() { Now = () => Note(TimeSpan.Zero) };
        await using JobOperationsFixture fixture = new(null, source);
        fixture.Api.OnQuery = (_, _, _) =>
        {
            Note(TimeSpan.Zero);
            return null;
        };
        JobHandle job = fixture.Submit("a", 5 * Second);
        ambient.Value = "the caller's";
        Task<JobResult> wait;
        if (suppressed)
        {
            using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
            wait = job.WaitForCompletionAsync();
        }
        else
        {
            wait = job.WaitForCompletionAsync();
        }

        ambient.Value = null;
        await fixture.Clock.RunUntilAsync(wait);

        Assert.That(seen, Has.Count.GreaterThanOrEqualTo(3).And.All.Null);

        TimeSpan Note(TimeSpan time)
        {
            lock (seen)
            {
                seen.Add(ambient.Value);
            }

            return time;
        }
    }

    private static Task[] Submit(JobOperationsFixture fixture, int jobs, TimeSpan duration) =>
        [.. Enumerable.Range(0, jobs).Select(i => fixture.Submit($"job-{i}", duration).WaitForCompletionAsync())];

    private static PollingOptions Every(double seconds, bool coalesce) =>
        new() { InitialDelay = seconds * Second, MaxDelay = seconds * Second, Coalesce = coalesce };
}
