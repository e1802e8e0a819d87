namespace CloudStack.Client.Jobs.Polling;

/// <summary>One wait for one job, with its own options, deadline, and listener.</summary>
internal sealed class JobWaiter(PollingOptions options, IProgress<JobProgress>? progress, TimeProvider timeProvider)
{
    // Continuations must not run inside a round of polls, because a caller's code may be slow.
    private readonly TaskCompletionSource<JobCompletion> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startedAt = timeProvider.GetTimestamp();
    private WatchedJob? _job;
    private PollPlan? _plan;
    private long _plannedAt;
    private bool _trustsHints;
    private TimeSpan? _longest;
    private volatile bool _reportsEnd;

    public Task<JobCompletion> Task => _completion.Task;

    public PollingOptions Options { get; } = options;

    public int Polls { get; private set; }

    public JobStatus? LastStatus { get; private set; }

    /// <summary>The delay that leads to <see cref="DueAt"/>.</summary>
    public TimeSpan Delay => Plan.Delay ?? TimeSpan.Zero;

    /// <summary>When this wait needs the next poll, in clock ticks; <see cref="long.MaxValue"/> for never.</summary>
    public long DueAt => Plan.DueAt;

    /// <summary>
    /// When the last poll that is useful before the deadline must be sent; <see cref="long.MaxValue"/> if there is no deadline, or
    /// if that poll has been sent.
    /// </summary>
    public long LastChanceAt { get; private set; } = LastChance(options, timeProvider);

    /// <summary>The last state of the job from a poll or list; null before the first one.</summary>
    public JobSnapshot? LastSeen { get; set; }

    public bool HasListener => progress is not null;

    public TimeSpan Elapsed => timeProvider.GetElapsedTime(_startedAt);

    /// <summary>The time since the submission. For a resumed job, the time since the wait began, because nothing else is certain.</summary>
    public TimeSpan Age => timeProvider.GetElapsedTime(SubmittedAt ?? _startedAt);

    /// <summary>The job as the rule for lists sees it.</summary>
    public RunningJob RunningJob => new(Durations, Age.TotalSeconds, Options.InitialDelay?.TotalSeconds ?? 0);

    /// <summary>Plans the first poll. Its delay counts from the submission, not from the wait.</summary>
    /// <param name="job">The job.</param>
    /// <param name="trustsHints">Whether hints are known to arrive, which makes polls only a safety net.</param>
    /// <returns>True if the first poll isn't overdue, so that no part of the job's run time goes unobserved.</returns>
    public bool ScheduleFirst(WatchedJob job, bool trustsHints)
    {
        _job = job;
        TimeSpan? delay = PollSchedule.NextDelayBeforeDeadline(Options, Durations, polls: 0, age: TimeSpan.Zero, waited: TimeSpan.Zero, trustsHints);
        TimeSpan age = SubmittedAt is null ? TimeSpan.MaxValue : Age;
        _plan = PlanAfter(timeProvider.GetTimestamp(), delay is { } d ? (age >= d ? TimeSpan.Zero : d - age) : null);
        return age <= delay;
    }

    /// <summary>Plans the next poll from now, after a poll or a list.</summary>
    /// <param name="trustsHints">Whether hints are known to arrive, which makes polls only a safety net.</param>
    /// <param name="longest">The longest delay if the options leave it to the rule; null for the rule's own limit.</param>
    public void ScheduleNext(bool trustsHints, TimeSpan? longest = null)
    {
        // Computed on demand: while lists replace the polls, the plan isn't needed.
        _plan = null;
        _plannedAt = timeProvider.GetTimestamp();
        _trustsHints = trustsHints;
        _longest = longest;
    }

    /// <summary>
    /// Hints no longer arrive. A poll that was postponed because of them is sent when it would have been sent without them.
    /// </summary>
    public void ScheduleWithoutHints()
    {
        long due = DueAt;
        PollPlan plan = PlanNext(timeProvider.GetTimestamp(), trustsHints: false);
        if (plan.DueAt < due)
        {
            _plan = plan;
        }
    }

    /// <summary>The failure of the last poll; null after a response.</summary>
    public CloudStackException? LastFailure { get; private set; }

    public void CountPoll(JobStatus? status)
    {
        if (timeProvider.GetTimestamp() >= LastChanceAt)
        {
            LastChanceAt = long.MaxValue;
        }

        Polls++;
        LastStatus = status ?? LastStatus;
        LastFailure = null;
    }

    public void RecordFailure(CloudStackException failure) => LastFailure = failure;

    public void Report(JobStatus status, JobSnapshot? snapshot)
    {
        // What a list says can be reported late, when a poll or the caller has ended the wait in the meantime.
        if (progress is null || _reportsEnd || _completion.Task.IsCompleted)
        {
            return;
        }

        _reportsEnd = status != JobStatus.Pending;

        try
        {
            progress.Report(new JobProgress(status, Elapsed, Polls, snapshot));
        }
        catch (Exception e)
        {
            // The listener is the caller's code. Its failure affects this caller, and must not disturb other waits.
            _completion.TrySetException(e);
        }
    }

    public void Complete(JobCompletion completion) => _completion.TrySetResult(completion with { Waited = Elapsed, Polls = Polls });

    /// <summary>Ends the wait with a failure. The failure may also end other waits, so the caller of this wait gets a copy.</summary>
    public void Fail(Exception exception) =>
        _completion.TrySetException(exception is CloudStackException failure ? failure.Copy() : exception);

    /// <summary>Ends a wait that its caller has given up, so that nothing is reported to it any more.</summary>
    public void Leave() => _completion.TrySetCanceled();

    private static long LastChance(PollingOptions options, TimeProvider timeProvider) =>
        PollSchedule.LastPollAt(options) is { } last ? timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, last) : long.MaxValue;

    private CommandDurations Durations => _job?.Durations ?? CommandDurations.Unknown;

    private long? SubmittedAt => _job?.Identity.SubmittedTimestamp;

    private PollPlan Plan => _plan ??= PlanNext(_plannedAt, _trustsHints);

    private PollPlan PlanNext(long now, bool trustsHints)
    {
        TimeSpan? delay = PollSchedule.NextDelayBeforeDeadline(
            Options,
            Durations,
            Polls,
            timeProvider.GetElapsedTime(SubmittedAt ?? _startedAt, now),
            timeProvider.GetElapsedTime(_startedAt, now),
            trustsHints);
        return PlanAfter(now, delay > _longest && !PollSchedule.IsSeries(Options) ? _longest : delay);
    }

    private PollPlan PlanAfter(long now, TimeSpan? delay) =>
        new(delay, delay is { } d ? now + Clock.ToTimestamp(timeProvider, d) : long.MaxValue);

    private readonly record struct PollPlan(TimeSpan? Delay, long DueAt);
}
