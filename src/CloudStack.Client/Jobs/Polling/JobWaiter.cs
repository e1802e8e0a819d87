namespace CloudStack.Client.Jobs.Polling;

/// <summary>One wait for one job, with its own options, deadline and listener.</summary>
internal sealed class JobWaiter(PollingOptions options, IProgress<JobProgress>? progress, TimeProvider timeProvider)
{
    // Continuations must not run inside a round of polls: a caller's code may take its time.
    private readonly TaskCompletionSource<JobCompletion> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startedAt = timeProvider.GetTimestamp();
    private CommandDurations _durations = CommandDurations.Unknown;
    private long? _submittedAt;
    private PollPlan? _plan;
    private long _plannedAt;
    private bool _trustsHints;
    private TimeSpan? _longest;

    public Task<JobCompletion> Task => _completion.Task;

    public PollingOptions Options { get; } = options;

    public int Polls { get; private set; }

    public JobStatus? LastStatus { get; private set; }

    /// <summary>The delay that leads to <see cref="DueAt"/>.</summary>
    public TimeSpan Delay => Plan.Delay ?? TimeSpan.Zero;

    /// <summary>When this wait wants the next poll, in ticks of the clock; <see cref="long.MaxValue"/> for never again.</summary>
    public long DueAt => Plan.DueAt;

    /// <summary>When the last poll must go out to be of use before the deadline; <see cref="long.MaxValue"/> for no deadline, or if it has.</summary>
    public long LastChanceAt { get; private set; } = LastChance(options, timeProvider);

    /// <summary>What the last poll or list said of the job; null before one came.</summary>
    public JobSnapshot? LastSeen { get; set; }

    public bool HasListener => progress is not null;

    public TimeSpan Elapsed => timeProvider.GetElapsedTime(_startedAt);

    /// <summary>Since the submit; since the wait began for a job that was resumed, of which nothing else is sure.</summary>
    public TimeSpan Age => timeProvider.GetElapsedTime(_submittedAt ?? _startedAt);

    /// <summary>What the rule for lists knows of the job.</summary>
    public RunningJob RunningJob => new(_durations, Age.TotalSeconds, Options.InitialDelay?.TotalSeconds ?? 0);

    /// <summary>Plans the first poll: it counts from the submit, not from the wait.</summary>
    /// <param name="job">The job.</param>
    /// <param name="trustsHints">Whether hints are known to come, so that polls are only the safety net.</param>
    /// <returns>Whether the first poll is not overdue, so that nothing of the job's time goes by unseen.</returns>
    public bool ScheduleFirst(WatchedJob job, bool trustsHints)
    {
        _durations = job.Durations;
        _submittedAt = job.Identity.SubmittedTimestamp;
        TimeSpan? delay = PollSchedule.NextDelayBeforeDeadline(Options, _durations, polls: 0, age: TimeSpan.Zero, waited: TimeSpan.Zero, trustsHints);
        TimeSpan age = _submittedAt is null ? TimeSpan.MaxValue : Age;
        _plan = PlanAfter(timeProvider.GetTimestamp(), delay is { } d ? (age >= d ? TimeSpan.Zero : d - age) : null);
        return age <= delay;
    }

    /// <summary>A poll or a list has come: the next poll is planned from now.</summary>
    /// <param name="trustsHints">Whether hints are known to come, so that polls are only the safety net.</param>
    /// <param name="longest">The longest delay, where the options leave it to the rule; null for that of the rule.</param>
    public void ScheduleNext(bool trustsHints, TimeSpan? longest = null)
    {
        // Computed when somebody asks: while lists stand for the polls, nobody does.
        _plan = null;
        _plannedAt = timeProvider.GetTimestamp();
        _trustsHints = trustsHints;
        _longest = longest;
    }

    /// <summary>Hints come no more: a poll that was put off because of them goes out as it would have without.</summary>
    public void ScheduleWithoutHints()
    {
        long due = DueAt;
        PollPlan plan = PlanNext(timeProvider.GetTimestamp(), trustsHints: false);
        if (plan.DueAt < due)
        {
            _plan = plan;
        }
    }

    /// <summary>What the last poll ran into; null after an answer.</summary>
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
        if (progress is null)
        {
            return;
        }

        try
        {
            progress.Report(new JobProgress(status, Elapsed, Polls, snapshot));
        }
        catch (Exception e)
        {
            // The listener is the caller's code: its failure is this caller's, and must not disturb other waits.
            _completion.TrySetException(e);
        }
    }

    public void Complete(JobCompletion completion) => _completion.TrySetResult(completion with { Waited = Elapsed, Polls = Polls });

    /// <summary>Ends the wait. The failure may end other waits as well, so this one's caller gets a copy.</summary>
    public void Fail(Exception exception) =>
        _completion.TrySetException(exception is CloudStackException failure ? failure.Copy() : exception);

    private static long LastChance(PollingOptions options, TimeProvider timeProvider) =>
        PollSchedule.LastPollAt(options) is { } last ? timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, last) : long.MaxValue;

    private PollPlan Plan => _plan ??= PlanNext(_plannedAt, _trustsHints);

    private PollPlan PlanNext(long now, bool trustsHints)
    {
        TimeSpan? delay = PollSchedule.NextDelayBeforeDeadline(
            Options,
            _durations,
            Polls,
            timeProvider.GetElapsedTime(_submittedAt ?? _startedAt, now),
            timeProvider.GetElapsedTime(_startedAt, now),
            trustsHints);
        return PlanAfter(now, delay > _longest && !PollSchedule.IsSeries(Options) ? _longest : delay);
    }

    private PollPlan PlanAfter(long now, TimeSpan? delay) =>
        new(delay, delay is { } d ? now + Clock.ToTimestamp(timeProvider, d) : long.MaxValue);

    private readonly record struct PollPlan(TimeSpan? Delay, long DueAt);
}
