using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>When lists are used, and what they request.</summary>
public class ListPollingTests
{
    private static readonly CloudStackTransportException Passing = new("down", "listAsyncJobs", isTransient: true);

    private readonly ManualTimeProvider _clock = new();
    private List<WatchedJob> _jobs = null!;
    private ListPolling _list = null!;

    [SetUp]
    public void SetUp()
    {
        _jobs = [];
        _list = new ListPolling(_jobs, _clock);
    }

    [Test]
    public void Lists_are_used_for_four_jobs_or_more()
    {
        Watch(3);
        Assert.That((Reconsider(), _list.IsInUse), Is.EqualTo((false, false)));
        Watch(1);
        Assert.That((Reconsider(), _list.IsInUse), Is.EqualTo((true, true)));
        Watch(1);
        Assert.That((Reconsider(), _list.IsInUse), Is.EqualTo((false, true)));
        Leave(2);
        Assert.That((Reconsider(), _list.IsInUse), Is.EqualTo((true, false)));
    }

    [Test]
    public void Jobs_whose_waits_insist_on_their_own_times_are_not_counted()
    {
        Watch(3);
        Watch(2, coalesce: false);

        Assert.That(IsUsed(), Is.False);
    }

    [TestCase(4, 16, true)]
    [TestCase(4, 17, false)]
    [TestCase(10, 40, true)]
    [TestCase(10, 41, false)]
    public void A_list_of_more_than_four_times_our_jobs_is_left_for_a_minute(int watched, int total, bool stays)
    {
        Watch(watched);
        Assert.That(IsUsed());
        Assert.That(Answer(total), Is.True);
        Assert.That(IsUsed(), Is.EqualTo(stays));

        _clock.Advance(TimeSpan.FromSeconds(59.999));
        Assert.That(IsUsed(), Is.EqualTo(stays));
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.That(IsUsed());
    }

    [TestCase(16, true)]
    [TestCase(17, false)]
    public void A_list_that_comes_when_few_are_left_to_wait_is_measured_by_four_jobs(int total, bool stays)
    {
        Watch(4);
        Assert.That(IsUsed());
        Leave(3);
        Answer(total);
        Watch(3);

        Assert.That(IsUsed(), Is.EqualTo(stays));
    }

    [Test]
    public void An_account_that_may_not_list_never_does_again()
    {
        Watch(4);
        Assert.That(_list.Settle(RunningJobs.Forbidden), Is.False);
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.That((IsUsed(), _list.IsAllowed), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_confirming_list_that_is_refused_is_the_last_list()
    {
        Watch(4);
        Assert.That(IsUsed());

        _list.SettleConfirming(_jobs[0], RunningJobs.Forbidden);
        Assert.That((IsUsed(), _list.IsAllowed), Is.EqualTo((false, false)));
        _list.SettleConfirming(_jobs[0], FakeJobApi.Listing());
        Assert.That((IsUsed(), _list.IsAllowed), Is.EqualTo((false, false)));
    }

    [Test]
    public void Two_failures_in_a_row_or_one_that_will_not_pass_lead_to_queries_for_a_minute()
    {
        Watch(4);
        Assert.That(_list.SettleFailure(Passing), Is.SameAs(Passing));
        Assert.That(IsUsed());
        Answer();
        _list.SettleFailure(Passing);
        Assert.That(IsUsed(), "a response arrived in between");
        _list.SettleFailure(Passing);
        Assert.That(IsUsed(), Is.False);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(IsUsed());
        _list.SettleFailure(Passing);
        Assert.That(IsUsed(), "counting restarts");
        Answer();
        Assert.That(_list.SettleFailure(new InvalidOperationException("no credentials")), Is.Null);
        Assert.That(IsUsed(), Is.False);
    }

    [Test]
    public void A_list_that_the_server_refused_comes_again_as_one_that_was_answered_would()
    {
        Watch(4);
        _clock.Advance(TimeSpan.FromSeconds(64));
        Assert.That(IsUsed());
        _list.SettleFailure(new CloudStackApiException("listAsyncJobs", 530, 530, "internal error"));
        TimeSpan afterFailure = UntilNext();
        Answer();

        Assert.That(afterFailure, Is.EqualTo(UntilNext()));
        Assert.That(afterFailure, Is.InRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void A_list_that_found_the_server_away_comes_again_soon_unless_it_took_long()
    {
        Watch(4);
        _clock.Advance(TimeSpan.FromSeconds(64));
        Assert.That(IsUsed());

        _list.SettleFailure(new CloudStackTransportException("reset", "listAsyncJobs", isTransient: true));
        TimeSpan afterReset = UntilNext();
        Answer();
        _list.SettleFailure(new CloudStackTransportException("no response", "listAsyncJobs", isTransient: true) { TimedOut = true });

        Assert.That(afterReset, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(UntilNext(), Is.GreaterThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void A_list_that_is_not_answered_in_time_lets_the_next_one_take_longer_until_one_is_quick()
    {
        Watch(4);
        _list.SettleFailure(new CloudStackTransportException("no response", "listAsyncJobs", isTransient: true) { TimedOut = true });
        Assert.That(NextLimit(), Is.EqualTo(TimeSpan.FromSeconds(20)));

        _list.Settle(FakeJobApi.Listing() with { Cost = TimeSpan.FromSeconds(5) });
        Assert.That(NextLimit(), Is.EqualTo(TimeSpan.FromSeconds(20)));
        Answer();
        Assert.That(NextLimit(), Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void A_list_for_a_job_of_unknown_age_has_no_limit_of_age([Values] bool first)
    {
        if (first)
        {
            Watch(1, isResumed: true);
        }

        Watch(4);
        if (!first)
        {
            Watch(1, isResumed: true);
        }

        Assert.That(IsUsed());
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(_list.TakeDue()!.Value.Scope, Is.EqualTo(new JobListScope(AllAccounts: false, MaxAge: null)));
    }

    [Test]
    public void One_list_is_under_way_at_a_time()
    {
        Watch(4);
        Assert.That((IsUsed(), _list.TakeDue()), Is.EqualTo((true, (ListRequest?)null)), "not due yet");
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_list.TakeDue(), Is.Not.Null);
        Assert.That((_list.NextAt, _list.TakeDue()), Is.EqualTo((long.MaxValue, (ListRequest?)null)));
        Answer();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_list.TakeDue(), Is.Not.Null);
    }

    [Test]
    public void Lists_look_further_once_a_job_that_runs_was_missing_and_leave_it_alone_when_they_miss_it_twice_more()
    {
        Watch(4);
        WatchedJob odd = _jobs[0];
        Assert.That(IsUsed());
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(_list.TakeDue()!.Value.Scope, Is.EqualTo(new JobListScope(AllAccounts: false, TimeSpan.FromSeconds(5))));

        Miss(odd);
        Assert.That(odd.IsListable, "this list covered one account only");
        Answer();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(_list.TakeDue()!.Value.Scope, Is.EqualTo(JobListScope.Everything));

        Miss(odd);
        Assert.That(odd.IsListable, "pages shift while jobs end");
        ListPolling.QuerySawRunning(odd);
        Assert.That(odd.IsListable, "no list has missed it since");
        Miss(odd);
        Assert.That(odd.IsListable, Is.False);
    }

    [Test]
    public void A_list_that_shows_a_job_again_makes_up_for_one_that_did_not()
    {
        Watch(4);
        for (int i = 0; i < 5; i++)
        {
            Miss(_jobs[0]);
            ListPolling.SawRunning(_jobs[0]);
        }

        Assert.That(_jobs[0].IsListable);
    }

    private static void Miss(WatchedJob job)
    {
        ListPolling.SawMissing(job);
        ListPolling.QuerySawRunning(job);
    }

    private TimeSpan NextLimit()
    {
        IsUsed();
        _clock.Advance(TimeSpan.FromMinutes(1));
        return _list.TakeDue()!.Value.Limit.Value;
    }

    private void Watch(int count, bool coalesce = true, bool isResumed = false)
    {
        for (int i = 0; i < count; i++)
        {
            JobIdentity identity = new($"job-{_jobs.Count}", "startVirtualMachine", null, _clock.GetUtcNow(), null) { SubmittedTimestamp = isResumed ? null : _clock.GetTimestamp(), SentTimestamp = isResumed ? null : _clock.GetTimestamp() };
            WatchedJob job = new(identity, _jobs.Count, new CommandDurations(), _clock);
            JobWaiter waiter = new(new PollingOptions { Coalesce = coalesce }, null, _clock);
            job.Add(waiter, trustsHints: false);
            _jobs.Add(job);
            _list.Recount(job);
        }
    }

    private void Leave(int count)
    {
        foreach (WatchedJob job in _jobs.TakeLast(count).ToList())
        {
            job.Waiters.Clear();
            _jobs.Remove(job);
            _list.Recount(job);
        }
    }

    private TimeSpan UntilNext() => TimeSpan.FromTicks(_list.NextAt - _clock.GetTimestamp());

    private bool Reconsider() => _list.Reconsider(nextPollAt: long.MaxValue);

    private bool IsUsed()
    {
        Reconsider();
        return _list.IsInUse;
    }

    private bool Answer(int total = 0) => _list.Settle(FakeJobApi.Listing() with { TotalCount = total });
}
