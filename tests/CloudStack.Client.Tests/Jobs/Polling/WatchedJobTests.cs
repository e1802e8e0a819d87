using CloudStack.Client.Diagnostics;
using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>When a job that is waited for is polled next, and what its polls teach.</summary>
public class WatchedJobTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly CloudStackTransportException Reset = new("reset", "queryAsyncJobResult", isTransient: true);
    private static readonly CloudStackApiException Internal = new("queryAsyncJobResult", 530, 530, "internal error");

    private readonly ManualTimeProvider _clock = new();
    private CommandDurations _durations = null!;

    [SetUp]
    public void SetUp() => _durations = new CommandDurations();

    [Test]
    public void A_job_that_has_run_for_long_is_polled_soon_after_a_poll_that_found_the_server_away()
    {
        WatchedJob job = Watch(age: 3600);

        job.CountFailure(Reset, []);

        Assert.That(UntilDue(job), Is.EqualTo(2 * Second));
    }

    [Test]
    public void Another_failure_is_no_reason_to_poll_more_often()
    {
        WatchedJob job = Watch(age: 3600);

        job.CountFailure(Internal, []);

        Assert.That(UntilDue(job), Is.GreaterThan(10 * Second));
    }

    [Test]
    public void A_new_job_is_polled_no_later_because_the_server_is_away()
    {
        WatchedJob job = Watch(age: 0.1);

        job.CountFailure(Reset, []);

        Assert.That(UntilDue(job), Is.LessThan(Second));
    }

    [Test]
    public void Delays_that_the_caller_chose_are_kept_while_the_server_is_away()
    {
        WatchedJob job = Watch(age: 3600, new PollingOptions { InitialDelay = 10 * Second, BackoffFactor = 1, MaxDelay = 10 * Second });

        job.CountFailure(Reset, []);

        Assert.That(UntilDue(job), Is.EqualTo(10 * Second));
    }

    [Test]
    public void A_wait_that_begins_late_polls_at_once_and_then_as_suits_the_age_of_the_job()
    {
        WatchedJob job = Watch(age: 3600);
        Assert.That(UntilDue(job), Is.EqualTo(TimeSpan.Zero));

        job.Report(FakeJobApi.Snapshot("job", 0), _clock.GetTimestamp(), trustsHints: false, []);

        Assert.That(UntilDue(job), Is.GreaterThan(10 * Second));
    }

    [Test]
    public void A_poll_that_is_not_answered_in_time_lets_the_next_one_take_longer()
    {
        WatchedJob job = Watch(age: 0);

        job.CountFailure(new CloudStackTransportException("no response", "queryAsyncJobResult", isTransient: true) { TimedOut = true }, []);

        Assert.That(job.Limit.Value, Is.EqualTo(20 * Second));
    }

    [Test]
    public void A_job_of_a_known_command_is_expected_to_be_over_at_its_first_poll_if_that_comes_late_enough([Values(0.5, 1.5)] double firstPoll)
    {
        Enumerable.Range(0, 12).ToList().ForEach(_ => _durations.Add(Second));

        WatchedJob job = Watch(age: 0, new PollingOptions { InitialDelay = firstPoll * Second });

        Assert.That(job.IsExpectedSoon, Is.EqualTo(firstPoll > 1));
    }

    [Test]
    public void A_job_whose_end_a_list_showed_took_no_longer_because_its_poll_came_late()
    {
        WatchedJob job = Watch(age: 0);
        _clock.Advance(6 * Second);
        job.Report(FakeJobApi.Snapshot("job", 0), _clock.GetTimestamp(), trustsHints: false, []);
        _clock.Advance(2 * Second);
        job.Missing();
        _clock.Advance(20 * Second);

        Learn(job);

        CommandDurations halfway = new();
        halfway.Add(7 * Second);
        Assert.That(_durations.LongerThan(8), Is.EqualTo(halfway.LongerThan(8)), "halfway between the last poll and the list");
    }

    [Test]
    public void A_job_teaches_nothing_if_the_poll_that_would_have_shown_its_end_failed([Values] bool fails)
    {
        WatchedJob job = Watch(age: 0);
        _clock.Advance(6 * Second);
        job.Report(FakeJobApi.Snapshot("job", 0), _clock.GetTimestamp(), trustsHints: false, []);
        _clock.Advance(2 * Second);
        if (fails)
        {
            job.CountFailure(Reset, []);
        }

        Learn(job);

        Assert.That(_durations.IsKnown, Is.EqualTo(!fails));
    }

    [Test]
    public void A_resumed_job_takes_over_what_the_submission_knew_and_is_polled_again_if_a_poll_is_under_way([Values] bool underWay)
    {
        WatchedJob job = new(new JobIdentity("job", "startVirtualMachine", null, _clock.GetUtcNow(), null), 0, CommandDurations.Unknown, _clock);
        Add(job, new PollingOptions());
        if (underWay)
        {
            job.StartPoll(_clock.GetTimestamp(), mayList: false);
        }

        JobIdentity submitted = Identity(age: 1);
        job.Identify(submitted, _durations);

        Assert.That((job.Identity, job.Durations), Is.EqualTo((submitted, _durations)));
        Assert.That(job.WantedAt, Is.EqualTo(underWay ? _clock.GetTimestamp() : long.MaxValue));
    }

    [Test]
    public void A_job_that_was_submitted_keeps_what_its_submission_knew()
    {
        WatchedJob job = Watch(age: 1);
        JobIdentity submitted = job.Identity;

        job.Identify(Identity(age: 0), CommandDurations.Unknown);

        Assert.That((job.Identity, job.Durations), Is.EqualTo((submitted, _durations)));
    }

    private TimeSpan UntilDue(WatchedJob job) => TimeSpan.FromTicks(job.DueAt - _clock.GetTimestamp());

    private WatchedJob Watch(double age, PollingOptions? options = null)
    {
        WatchedJob job = new(Identity(age), 0, _durations, _clock);
        Add(job, options ?? new PollingOptions());
        return job;
    }

    private void Add(WatchedJob job, PollingOptions options) => job.Add(new JobWaiter(options, null, _clock), trustsHints: false);

    private JobIdentity Identity(double age) =>
        new("job", "startVirtualMachine", null, _clock.GetUtcNow(), null) { SubmittedTimestamp = _clock.GetTimestamp() - (age * Second).Ticks };

    private static void Learn(WatchedJob job) =>
        job.Learn(FakeJobApi.Snapshot("job", 1), followedHint: false, new Metrics(new ClientIdentity("cloud.invalid", 443, Name: null)), []);
}
