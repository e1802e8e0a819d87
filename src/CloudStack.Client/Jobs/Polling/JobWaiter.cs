namespace CloudStack.Client.Jobs.Polling;

/// <summary>One wait for one job, with its own options, deadline and listener.</summary>
internal sealed class JobWaiter(PollingOptions options, IProgress<JobProgress>? progress, TimeProvider timeProvider)
{
    // Continuations must not run inside a round of polls: a caller's code may take its time.
    private readonly TaskCompletionSource<JobCompletion> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startedAt = timeProvider.GetTimestamp();

    public Task<JobCompletion> Task => _completion.Task;

    public PollingOptions Options { get; } = options;

    public int Polls { get; private set; }

    public JobStatus? LastStatus { get; private set; }

    /// <summary>The delay that leads to <see cref="DueAt"/>.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>When this wait wants the next poll, in ticks of the clock; <see cref="long.MaxValue"/> for never again.</summary>
    public long DueAt { get; private set; }

    /// <summary>When the last poll must go out to be of use before the deadline; <see cref="long.MaxValue"/> for no deadline, or if it has.</summary>
    public long LastChanceAt { get; private set; } = LastChance(options, timeProvider);

    public bool HasListener => progress is not null;

    public TimeSpan Elapsed => timeProvider.GetElapsedTime(_startedAt);

    /// <summary>Plans the first poll: the initial delay counts from the submit, not from the wait.</summary>
    public void ScheduleFirst(JobIdentity job)
    {
        TimeSpan? delay = PollSchedule.NextDelayBeforeDeadline(Options, polls: 0, TimeSpan.Zero);
        TimeSpan age = job.SubmittedTimestamp is { } submitted ? timeProvider.GetElapsedTime(submitted) : TimeSpan.MaxValue;
        Plan(delay is { } d ? (age >= d ? TimeSpan.Zero : d - age) : null);
    }

    /// <param name="trustsHints">Whether hints are known to come, so that polls are only the safety net.</param>
    public void ScheduleNext(bool trustsHints) => Plan(PollSchedule.NextDelayBeforeDeadline(Options, Polls, Elapsed, trustsHints));

    /// <summary>Hints come no more: a poll that was put off because of them goes out as it would have without.</summary>
    public void ScheduleWithoutHints()
    {
        TimeSpan? delay = PollSchedule.NextDelayBeforeDeadline(Options, Polls, Elapsed);
        if (delay is { } d && timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, d) < DueAt)
        {
            Plan(d);
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

    private void Plan(TimeSpan? delay)
    {
        Delay = delay ?? TimeSpan.Zero;
        DueAt = delay is { } d ? timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, d) : long.MaxValue;
    }
}
