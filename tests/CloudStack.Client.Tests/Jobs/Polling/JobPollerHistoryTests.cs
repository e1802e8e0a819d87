using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>What a client learns from the jobs whose ends it saw, and from which ends it learns nothing.</summary>
public class JobPollerHistoryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task After_some_jobs_of_five_seconds_the_next_is_asked_for_few_times_and_told_soon()
    {
        await using JobOperationsFixture fixture = Create();
        JobResult first = await RunAsync(fixture, 5);
        await RunManyAsync(fixture, 4, 4.9);
        await RunManyAsync(fixture, 4, 5.1);

        JobResult result = await RunAsync(fixture, 5);

        Assert.That(result.Polls, Is.LessThan(first.Polls).And.LessThanOrEqualTo(6));
        Assert.That(result.Waited, Is.InRange(5 * Second, 5.7 * Second));
    }

    [Test]
    public async Task The_middle_between_the_last_look_at_a_running_job_and_the_first_at_the_finished_one_is_taken_for_its_end()
    {
        await using JobOperationsFixture fixture = Create();
        await RunAsync(fixture, 5);

        await ExpectLearnedAsync(fixture, MiddleOfLastLooks(fixture));
    }

    [Test]
    public async Task A_job_that_is_over_at_the_first_look_is_taken_to_have_ended_between_it_and_the_submit()
    {
        await using JobOperationsFixture fixture = Create();
        await RunAsync(fixture, 0.01);

        await ExpectLearnedAsync(fixture, fixture.QueryTimes("job-1").Single() / 2);
    }

    [Test]
    public async Task Each_command_has_a_history_of_its_own()
    {
        await using JobOperationsFixture fixture = Create();
        await RunAsync(fixture, 5, command: "deployVirtualMachine");

        await ExpectNothingLearnedAsync(fixture);
    }

    [Test]
    public async Task A_failed_job_says_as_much_as_one_that_succeeded()
    {
        await using JobOperationsFixture fixture = Create();
        fixture.Api.OnQuery = (id, _, _) => id == "job-1" && fixture.Api.Now >= 5 * Second ? Task.FromResult(FakeJobApi.Snapshot(id, 2)) : null;
        await RunAsync(fixture, 3600);

        await ExpectLearnedAsync(fixture, MiddleOfLastLooks(fixture));
    }

    [Test]
    public async Task Nothing_is_learned_from_a_resumed_job()
    {
        await using JobOperationsFixture fixture = Create();
        fixture.Api.EndsAt["resumed"] = 5 * Second;
        JobHandle resumed = new(new JobIdentity("resumed", "startVirtualMachine", null, fixture.Clock.GetUtcNow(), "cloud.invalid"), fixture.Operations);
        await fixture.Clock.RunUntilAsync(() => resumed.WaitForCompletionAsync());

        await ExpectNothingLearnedAsync(fixture);
    }

    [Test]
    public async Task Nothing_is_learned_from_a_job_that_the_server_does_not_know_any_more()
    {
        await using JobOperationsFixture fixture = Create();
        fixture.Api.OnQuery = (id, number, _) => id == "job-1" && number > 8 ? Task.FromResult(new JobSnapshot { JobId = id, Status = JobStatus.NotFound }) : null;
        Assert.That((await RunAsync(fixture, 3600)).UnknownReason, Is.EqualTo(UnknownReason.NotFound));

        await ExpectNothingLearnedAsync(fixture);
    }

    [Test]
    public async Task Nothing_is_learned_from_a_job_whose_answers_are_unreadable()
    {
        await using JobOperationsFixture fixture = Create();
        fixture.Api.OnQuery = (id, number, _) => id == "job-1" && number > 4
            ? Task.FromException<JobSnapshot>(new CloudStackApiException("queryAsyncJobResult", 530, 530, "Internal error executing command, please contact your system administrator", 9999))
            : null;
        fixture.Api.OnList = _ => Task.FromResult(FakeJobApi.Listing());
        Assert.That((await RunAsync(fixture, 3600)).UnknownReason, Is.EqualTo(UnknownReason.ResultUnreadable));

        await ExpectNothingLearnedAsync(fixture);
    }

    [Test]
    public async Task Nothing_is_learned_from_a_wait_that_ended_before_its_job()
    {
        await using JobOperationsFixture fixture = Create();
        JobHandle job = Submit(fixture, 60);
        await Assert.ThrowsAsync<JobTimeoutException>(() => fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync(new JobWaitOptions { Timeout = 5 * Second })));

        await ExpectNothingLearnedAsync(fixture);
    }

    [Test]
    public async Task Nothing_is_learned_from_a_job_that_nobody_waited_for_until_it_was_over()
    {
        await using JobOperationsFixture fixture = Create();
        JobHandle job = Submit(fixture, 5);
        await fixture.Clock.RunForAsync(30 * Second);
        await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        await ExpectNothingLearnedAsync(fixture);
    }

    [Test]
    public async Task A_wait_that_began_late_but_saw_the_job_run_learns_from_its_end()
    {
        await using JobOperationsFixture fixture = Create();
        JobHandle job = Submit(fixture, 35);
        await fixture.Clock.RunForAsync(30 * Second);
        await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        await ExpectLearnedAsync(fixture, MiddleOfLastLooks(fixture));
    }

    [Test]
    public async Task Nothing_is_learned_from_an_end_behind_failed_polls()
    {
        await using JobOperationsFixture fixture = Create();
        fixture.Api.OnQuery = (id, _, _) => id == "job-1" && fixture.Api.Now > 3 * Second && fixture.Api.Now < 20 * Second
            ? Task.FromException<JobSnapshot>(new CloudStackTransportException("down", "queryAsyncJobResult", isTransient: true))
            : null;
        Assert.That((await RunAsync(fixture, 5)).Waited, Is.GreaterThanOrEqualTo(20 * Second));

        await ExpectNothingLearnedAsync(fixture);
    }

    [Test]
    public async Task Polls_that_failed_before_the_last_look_at_the_running_job_do_not_matter()
    {
        await using JobOperationsFixture fixture = Create();
        fixture.Api.OnQuery = (id, number, _) => id == "job-1" && number == 3
            ? Task.FromException<JobSnapshot>(new CloudStackTransportException("down", "queryAsyncJobResult", isTransient: true))
            : null;
        await RunAsync(fixture, 5);

        await ExpectLearnedAsync(fixture, MiddleOfLastLooks(fixture));
    }

    [Test]
    public async Task Nothing_is_learned_from_looks_that_are_too_far_apart_to_say_when_it_ended()
    {
        await using JobOperationsFixture fixture = Create();
        JobHandle job = Submit(fixture, 50);
        await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync(new JobWaitOptions { Polling = new PollingOptions { InitialDelay = 40 * Second, MaxDelay = 40 * Second } }));
        Assert.That(fixture.QueryTimes("job-1"), Is.EqualTo(new[] { 40, 80 }));

        await ExpectNothingLearnedAsync(fixture);
    }

    [Test]
    public async Task The_moment_of_a_hint_is_taken_for_the_end()
    {
        await using JobOperationsFixture fixture = Create();
        Task wait = Submit(fixture, 8.5).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(8.6 * Second);
        Assert.That(wait.IsCompleted, Is.False);
        fixture.Operations.Poller.Notify(new JobHint("job-1", null));
        await fixture.Clock.RunUntilAsync(wait);

        await ExpectLearnedAsync(fixture, 8.6);
    }

    [Test]
    public async Task A_hint_after_which_the_job_was_seen_running_is_not_taken_for_the_end()
    {
        await using JobOperationsFixture fixture = Create();
        Task wait = Submit(fixture, 9.5).WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(8.6 * Second);
        fixture.Operations.Poller.Notify(new JobHint("job-1", null));
        await fixture.Clock.RunUntilAsync(wait);
        Assert.That(fixture.QueryTimes("job-1")[^1], Is.EqualTo(10.6), "the second poll that a hint causes");

        await ExpectLearnedAsync(fixture, MiddleOfLastLooks(fixture));
    }

    [Test]
    public async Task A_job_that_lists_stand_for_ended_between_the_list_that_showed_it_and_the_one_that_did_not()
    {
        await using JobOperationsFixture fixture = Create();
        List<Task> others = [.. Enumerable.Range(0, 5).Select(_ => Submit(fixture, 100, command: "deployVirtualMachine").WaitForCompletionAsync())];
        await RunAsync(fixture, 20);
        double[] lists = [.. fixture.Api.Lists.Select(at => at.TotalSeconds)];
        double end = (lists.Last(at => at < 20) + lists.First(at => at >= 20)) / 2;
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(others));

        await ExpectLearnedAsync(fixture, end);
    }

    [TestCase(120, 3, 4)]
    [TestCase(1800, 60, 30)]
    public async Task A_job_that_ends_much_sooner_than_those_before_is_told_all_the_same(double used, double duration, double within)
    {
        await using JobOperationsFixture fixture = Create();
        await RunManyAsync(fixture, 12, used);

        Assert.That((await RunAsync(fixture, duration)).Waited, Is.InRange(duration * Second, (duration + within) * Second));
    }

    [Test]
    public async Task A_job_that_runs_much_longer_than_those_before_is_not_asked_for_all_the_time()
    {
        await using JobOperationsFixture fixture = Create();
        await RunManyAsync(fixture, 12, 2);

        JobResult result = await RunAsync(fixture, 600);

        Assert.That(result.Polls, Is.LessThan(100));
        Assert.That(result.Waited, Is.InRange(600 * Second, 630 * Second));
    }

    [Test]
    public async Task The_history_of_one_client_is_not_anothers()
    {
        await using (JobOperationsFixture one = Create())
        {
            await RunAsync(one, 5);
        }

        await using JobOperationsFixture other = Create();
        await ExpectNothingLearnedAsync(other);
    }

    [Test]
    public async Task Delays_that_the_caller_chose_win_over_history()
    {
        await using JobOperationsFixture fixture = Create();
        await RunManyAsync(fixture, 5, 60);

        JobHandle series = Submit(fixture, 10);
        double submitted = fixture.Api.Now.TotalSeconds;
        await fixture.Clock.RunUntilAsync(() => series.WaitForCompletionAsync(new JobWaitOptions { Polling = JobOperationsFixture.Doubling }));
        Assert.That(fixture.QueryTimes(series.JobId!).Select(at => Math.Round(at - submitted, 3)), Is.EqualTo(new[] { 1, 3, 7, 11 }));

        JobHandle capped = Submit(fixture, 10);
        submitted = fixture.Api.Now.TotalSeconds;
        await fixture.Clock.RunUntilAsync(() => capped.WaitForCompletionAsync(new JobWaitOptions { Polling = new PollingOptions { MaxDelay = Second } }));
        double[] looks = [submitted, .. fixture.QueryTimes(capped.JobId!)];
        Assert.That(looks.Zip(looks[1..], (left, right) => right - left), Has.All.LessThanOrEqualTo(1.002));
    }

    private static JobOperationsFixture Create() => new(new PollingOptions());

    private static JobHandle Submit(JobOperationsFixture fixture, double seconds, string command = "startVirtualMachine") =>
        fixture.Submit($"job-{fixture.Api.EndsAt.Count + 1}", seconds * Second, command: command);

    private static async Task<JobResult> RunAsync(JobOperationsFixture fixture, double seconds, string command = "startVirtualMachine")
    {
        JobHandle job = Submit(fixture, seconds, command);
        return await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());
    }

    private static async Task RunManyAsync(JobOperationsFixture fixture, int count, double seconds)
    {
        for (int i = 0; i < count; i++)
        {
            await RunAsync(fixture, seconds);
        }
    }

    private static double MiddleOfLastLooks(JobOperationsFixture fixture) => fixture.QueryTimes("job-1")[^2..].Average();

    private static Task ExpectNothingLearnedAsync(JobOperationsFixture fixture) => ExpectHistoryAsync(fixture, new CommandDurations());

    private static async Task ExpectLearnedAsync(JobOperationsFixture fixture, double seconds)
    {
        CommandDurations expected = new();
        expected.Add(seconds * Second);
        await ExpectHistoryAsync(fixture, expected);
    }

    /// <summary>The polls of the next job show what the client knows about the command.</summary>
    private static async Task ExpectHistoryAsync(JobOperationsFixture fixture, CommandDurations durations)
    {
        JobHandle job = Submit(fixture, 30);
        double submitted = fixture.Api.Now.TotalSeconds;
        await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync());

        List<double> expected = [];
        for (double age = 0; age < 30; expected.Add(age))
        {
            TimeSpan delay = PollSchedule.NextDelay(new PollingOptions(), durations, expected.Count, age * Second);
            age = Math.Ceiling(((age * Second) + delay).TotalMilliseconds) / 1000;
        }

        Assert.That(fixture.QueryTimes(job.JobId!).Select(at => at - submitted), Is.EqualTo(expected).Within(0.0015));
    }
}
