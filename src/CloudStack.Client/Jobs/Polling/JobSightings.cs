namespace CloudStack.Client.Jobs.Polling;

/// <summary>When a job was seen, and so between which moments it ended. Plain state of a <see cref="WatchedJob"/>.</summary>
/// <param name="submittedAt">When it was submitted, in ticks of the clock; null for a job that was resumed.</param>
/// <param name="timeProvider">Tells the time.</param>
internal sealed class JobSightings(long? submittedAt, TimeProvider timeProvider)
{
    private long? _runningAt;
    private long? _missingAt;
    private long _hintCameAt;
    private bool _isBlurred;

    /// <summary>Somebody waits for it so soon after the submit that nothing of its time goes by unseen.</summary>
    public void WatchedFromSubmit() => _runningAt ??= submittedAt;

    /// <summary>It runs.</summary>
    /// <param name="askedAt">When the poll or list that says so was asked for.</param>
    public void Running(long askedAt)
    {
        _runningAt = askedAt;
        _missingAt = null;
        _isBlurred = false;
    }

    /// <summary>A list that came now did not show it.</summary>
    public void Missing() => _missingAt = timeProvider.GetTimestamp();

    /// <summary>A hint about it came.</summary>
    public void Hinted(long cameAt) => _hintCameAt = cameAt;

    /// <summary>A poll or list failed: nobody knows what it would have shown.</summary>
    public void Failed() => _isBlurred = true;

    /// <summary>
    /// A poll says that it is over: how long it took, and how late that is known; null if nobody looked closely enough. The server's
    /// stamps have whole seconds and are no use for this.
    /// </summary>
    /// <param name="followsHint">Whether a hint led to the poll.</param>
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
