using CloudStack.Client.Diagnostics;
using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Which hints are kept, and which sources are relied on.</summary>
public class HintInboxTests
{
    private readonly ManualTimeProvider _clock = new();
    private Dictionary<string, WatchedJob> _jobs = null!;
    private HintInbox _inbox = null!;

    [SetUp]
    public void SetUp()
    {
        _jobs = new Dictionary<string, WatchedJob>(StringComparer.OrdinalIgnoreCase);
        _inbox = new HintInbox(_jobs, _clock);
    }

    [Test]
    public void A_hint_finds_the_jobs_that_it_is_about_and_is_kept_for_the_others()
    {
        WatchedJob job = new(Identity("a", "vm"), 0, CommandDurations.Unknown, _clock);
        _jobs.Add("a", job);

        Assert.That(_inbox.Open(new JobHint("A", null), null), Is.EqualTo(new[] { job }));
        Assert.That(_inbox.Open(new JobHint(null, "VM"), null), Is.EqualTo(new[] { job }));
        Assert.That(_inbox.Take(job.Identity), Is.Null, "nothing found is kept");
        Assert.That(_inbox.Open(new JobHint("b", "disk"), null), Is.Empty);
        Assert.That(_inbox.Take(Identity("B", null)), Is.Not.Null);
        Assert.That(_inbox.Take(Identity("B", null)), Is.Null, "once");
        Assert.That(_inbox.Take(Identity("c", "Disk")), Is.Not.Null);
    }

    [TestCase(10, true)]
    [TestCase(10.001, false)]
    public void A_hint_about_a_resource_counts_for_a_job_that_was_submitted_at_most_ten_seconds_later(double seconds, bool counts)
    {
        _inbox.Open(new JobHint(null, "vm"), null);
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.That(_inbox.Take(Identity("a", "vm")).HasValue, Is.EqualTo(counts));
    }

    [Test]
    public void Sources_are_relied_on_from_a_confirmed_hint_until_the_last_one_disconnects()
    {
        JobPoller poller = new(new FakeJobApi(_clock), new Metrics(new ClientIdentity("cloud.invalid", 443, Name: null)), _clock);
        SourceReader first = new(new FakeCompletionSource(), poller, _clock, NullLogger.Instance);
        SourceReader second = new(new FakeCompletionSource(), poller, _clock, NullLogger.Instance);
        Assert.That((_inbox.HasConfirmedSource, _inbox.Disconnect(first)), Is.EqualTo((false, false)));

        Assert.That((_inbox.Confirm(first), _inbox.HasConfirmedSource), Is.EqualTo((false, false)), "not connected");
        _inbox.Open(new JobHint("a", null), first);
        _inbox.Open(new JobHint("b", null), second);
        Assert.That((_inbox.Confirm(first), _inbox.Confirm(first), _inbox.Confirm(second)), Is.EqualTo((true, true, true)));
        Assert.That(_inbox.HasConfirmedSource);
        Assert.That((_inbox.Disconnect(first), _inbox.Disconnect(first)), Is.EqualTo((false, false)));
        Assert.That(_inbox.HasConfirmedSource);
        Assert.That((_inbox.Disconnect(second), _inbox.HasConfirmedSource), Is.EqualTo((true, false)));
        Assert.That((_inbox.Confirm(first), _inbox.Confirm(second), _inbox.HasConfirmedSource), Is.EqualTo((false, false, false)), "late");
    }

    private JobIdentity Identity(string id, string? resourceId) =>
        new(id, "startVirtualMachine", resourceId, _clock.GetUtcNow(), null) { SubmittedTimestamp = _clock.GetTimestamp() };
}
