namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Records when a job was seen, and therefore between which moments it ended. Plain state owned by a <see cref="WatchedJob"/>.
/// </summary>
/// <param name="submittedAt">When the job was submitted, in clock ticks; null for a job that was resumed.</param>
/// <param name="timeProvider">Provides the time.</param>
internal sealed class JobSightings(long? submittedAt, TimeProvider timeProvider)
{
    private long? _runningAt;
    private long? _missingAt;
    private long _hintCameAt;
    private bool _isBlurred;

    /// <summary>A wait for a job that was resumed has learned when the job was submitted.</summary>
    public void Submitted(long at) => submittedAt = at;

    /// <summary>The wait started so soon after the submission that no part of the job's run time goes unobserved.</summary>
    public void WatchedFromSubmit() => _runningAt ??= submittedAt;

    /// <summary>The job was running.</summary>
    /// <param name="askedAt">When the poll or list that reports this was requested.</param>
    public void Running(long askedAt)
    {
        _runningAt = askedAt;
        _missingAt = null;
        _isBlurred = false;
    }

    /// <summary>A list that has just arrived didn't show the job.</summary>
    public void Missing() => _missingAt = timeProvider.GetTimestamp();

    /// <summary>A hint about the job arrived.</summary>
    public void Hinted(long cameAt) => _hintCameAt = cameAt;

    /// <summary>A poll or list failed, so it's unknown what it would have shown.</summary>
    public void Failed() => _isBlurred = true;

    /// <summary>
    /// Handles a poll that reports the job as over. Returns how long the job took and how late its end is noticed; null if the job
    /// wasn't observed closely enough. The server's timestamps have a resolution of whole seconds, which is too coarse for this.
    /// </summary>
    /// <param name="followsHint">Whether a hint triggered the poll.</param>
    public (TimeSpan Duration, TimeSpan Lateness)? End(bool followsHint)
    {
        if (submittedAt is not { } submitted || _isBlurred)
        {
            return null;
        }

        if (followsHint && (_runningAt is { } before ? _hintCameAt > before : _hintCameAt >= submitted))
        {
            return Ended(submitted, _hintCameAt);
        }

        long seenAt = _missingAt ?? timeProvider.GetTimestamp();
        return _runningAt is { } running
            && timeProvider.GetElapsedTime(running, seenAt) <= PollSchedule.LongestDelay(timeProvider.GetElapsedTime(submitted, running))
                ? Ended(submitted, running + ((seenAt - running) / 2))
                : null;
    }

    private (TimeSpan Duration, TimeSpan Lateness) Ended(long submitted, long end) =>
        (timeProvider.GetElapsedTime(submitted, end), timeProvider.GetElapsedTime(end));
}
