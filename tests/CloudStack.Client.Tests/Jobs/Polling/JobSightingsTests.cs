using CloudStack.Client.Jobs.Polling;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>How long a job took, from the moments at which it was seen.</summary>
public class JobSightingsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private long _submittedAt;
    private JobSightings _sightings = null!;

    [SetUp]
    public void SetUp()
    {
        _clock.Advance(100 * Second);
        _submittedAt = _clock.GetTimestamp();
        _sightings = new JobSightings(_submittedAt, _clock);
    }

    [Test]
    public void A_job_ended_halfway_between_the_last_poll_that_shows_it_and_the_first_that_does_not()
    {
        Running(after: 6);
        _clock.Advance(2 * Second);

        Assert.That(End(), Is.EqualTo((7 * Second, Second)));
    }

    [Test]
    public void A_list_without_the_job_came_after_its_end_however_late_the_poll_after_it()
    {
        Running(after: 6);
        _clock.Advance(2 * Second);
        _sightings.Missing();
        _clock.Advance(10 * Second);

        Assert.That(End(), Is.EqualTo((7 * Second, 11 * Second)));
    }

    [Test]
    public void A_poll_that_shows_the_job_after_a_list_without_it_counts()
    {
        Running(after: 4);
        _sightings.Missing();
        Running(after: 2);
        _clock.Advance(2 * Second);

        Assert.That(End(), Is.EqualTo((7 * Second, Second)));
    }

    [Test]
    public void A_job_that_is_watched_from_its_submission_was_running_then()
    {
        _sightings.WatchedFromSubmit();
        _clock.Advance(2 * Second);

        Assert.That(End(), Is.EqualTo((Second, Second)));
    }

    [Test]
    public void Another_wait_that_begins_in_time_forgets_no_poll()
    {
        _sightings.WatchedFromSubmit();
        Running(after: 2);
        _sightings.WatchedFromSubmit();
        _clock.Advance(2 * Second);

        Assert.That(End(), Is.EqualTo((3 * Second, Second)));
    }

    [Test]
    public void A_job_that_nobody_watched_taught_nothing()
    {
        _clock.Advance(2 * Second);

        Assert.That(End(), Is.Null);
    }

    [Test]
    public void A_resumed_job_teaches_something_only_once_its_submission_is_known()
    {
        _sightings = new JobSightings(null, _clock);
        Running(after: 6);
        _clock.Advance(2 * Second);
        Assert.That(End(), Is.Null);

        _sightings.Submitted(_submittedAt);

        Assert.That(End(), Is.EqualTo((7 * Second, Second)));
    }

    [TestCase(0, 4)]
    [TestCase(20, 10)]
    [TestCase(3600, 30)]
    public void A_gap_that_is_longer_than_any_between_two_polls_teaches_nothing(double age, double longest)
    {
        Running(after: age);
        _clock.Advance(longest * Second);
        Assert.That(End(), Is.EqualTo(((age + (longest / 2)) * Second, longest / 2 * Second)));

        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.That(End(), Is.Null);
    }

    [Test]
    public void A_poll_or_list_that_failed_leaves_the_end_unknown_until_the_job_is_seen_again()
    {
        Running(after: 6);
        _sightings.Failed();
        _clock.Advance(2 * Second);
        Assert.That(End(), Is.Null);

        Running(after: 0);
        _clock.Advance(2 * Second);

        Assert.That(End(), Is.EqualTo((9 * Second, Second)));
    }

    [TestCase(5.0)]
    [TestCase(null)]
    public void A_hint_says_when_the_job_ended(double? seenAfter)
    {
        if (seenAfter is { } after)
        {
            Running(after);
        }

        _clock.Advance(3 * Second);
        TimeSpan ended = _clock.GetElapsedTime(_submittedAt);
        _sightings.Hinted(_clock.GetTimestamp());
        _clock.Advance(Second);

        Assert.That(_sightings.End(followsHint: true), Is.EqualTo((ended, Second)));
    }

    [Test]
    public void A_hint_that_came_before_a_poll_that_shows_the_job_running_does_not_say_when_it_ended()
    {
        _sightings.Hinted(_clock.GetTimestamp());
        Running(after: 0);
        _clock.Advance(2 * Second);

        Assert.That(_sightings.End(followsHint: true), Is.EqualTo((Second, Second)), "halfway");
    }

    [TestCase(0, true)]
    [TestCase(-1, false)]
    public void A_hint_that_came_before_the_submission_was_about_another_job(int ticks, bool counts)
    {
        _sightings.Hinted(_clock.GetTimestamp() + ticks);
        _clock.Advance(2 * Second);

        Assert.That(_sightings.End(followsHint: true), Is.EqualTo(counts ? (TimeSpan.Zero, 2 * Second) : ((TimeSpan, TimeSpan)?)null));
    }

    [Test]
    public void A_poll_that_no_hint_triggered_does_not_end_at_one()
    {
        Running(after: 6);
        _sightings.Hinted(_clock.GetTimestamp() + Second.Ticks);
        _clock.Advance(4 * Second);

        Assert.That(End(), Is.EqualTo((8 * Second, 2 * Second)));
    }

    private (TimeSpan Duration, TimeSpan Lateness)? End() => _sightings.End(followsHint: false);

    private void Running(double after)
    {
        _clock.Advance(after * Second);
        _sightings.Running(_clock.GetTimestamp());
    }
}
