namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The state of hints: hints that arrived before there was a wait for their jobs, and which sources are connected and confirmed.
/// Plain state owned by <see cref="JobTable"/>.
/// </summary>
/// <param name="jobs">All jobs of the table by id.</param>
/// <param name="timeProvider">Provides the time.</param>
internal sealed class HintInbox(IReadOnlyDictionary<string, WatchedJob> jobs, TimeProvider timeProvider)
{
    // A resource hint from before the submission may be about an earlier job. Just before the response, it may be about this one.
    private static readonly TimeSpan ResourceHintAge = TimeSpan.FromSeconds(10);

    private readonly RecentHints _ofJobs = new();
    private readonly RecentHints _ofResources = new();
    private readonly HashSet<SourceReader> _connected = [];
    private readonly HashSet<SourceReader> _confirmed = [];

    /// <summary>Whether hints are known to arrive, which makes polls and lists only a safety net.</summary>
    public bool HasConfirmedSource => _confirmed.Count > 0;

    /// <summary>Returns the jobs that a hint is about. The parts of the hint that no wait needs yet are kept.</summary>
    public List<WatchedJob> Open(JobHint hint, SourceReader? source)
    {
        List<WatchedJob> found = [];
        if (source is not null)
        {
            _connected.Add(source);
        }

        if (hint.JobId is { Length: > 0 } jobId)
        {
            if (jobs.TryGetValue(jobId, out WatchedJob? job))
            {
                found.Add(job);
            }
            else
            {
                _ofJobs.Add(jobId, source, timeProvider.GetTimestamp());
            }
        }

        if (hint.ResourceId is { Length: > 0 } resourceId)
        {
            WatchedJob[] working = [.. jobs.Values.Where(job => job.WorksOn(resourceId))];
            found.AddRange(working);
            if (working.Length == 0)
            {
                _ofResources.Add(resourceId, source, timeProvider.GetTimestamp());
            }
        }

        return found;
    }

    /// <summary>
    /// Removes and returns the hint about a job or its resource that arrived before there was a wait; null if there is none.
    /// </summary>
    public RecentHint? Take(JobIdentity job)
    {
        if (_ofJobs.Take(job.Id) is { } hint)
        {
            return hint;
        }

        long earliest = (job.SubmittedTimestamp ?? timeProvider.GetTimestamp()) - Clock.ToTimestamp(timeProvider, ResourceHintAge);
        return TakeForResource(job.ResourceId, earliest) ?? TakeForResource(job.TargetId, earliest);
    }

    /// <summary>
    /// Records that a query that a hint of a source had triggered found its job finished. Returns false if that says nothing about
    /// the source: the hint was kept, or its query was slow, and the source has lost its connection since.
    /// </summary>
    public bool Confirm(SourceReader source)
    {
        bool isConnected = _connected.Contains(source);
        if (isConnected)
        {
            _confirmed.Add(source);
        }

        return isConnected;
    }

    /// <summary>
    /// Records that a source lost its connection, and possibly messages with it. Returns true if hints were known to arrive, and no
    /// longer are.
    /// </summary>
    public bool Disconnect(SourceReader source)
    {
        _connected.Remove(source);
        return _confirmed.Remove(source) && _confirmed.Count == 0;
    }

    public void Clear()
    {
        _ofJobs.Clear();
        _ofResources.Clear();
    }

    private RecentHint? TakeForResource(string? resourceId, long earliest) =>
        resourceId is not null && _ofResources.Take(resourceId) is { } hint && hint.At >= earliest ? hint : null;
}
