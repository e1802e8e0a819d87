namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// What is known from hints: those that came before anybody waited for their jobs, and the sources whose hints have been confirmed.
/// Plain state of the <see cref="JobTable"/>.
/// </summary>
/// <param name="jobs">All jobs of the table by their ids.</param>
/// <param name="timeProvider">Tells the time.</param>
internal sealed class HintInbox(IReadOnlyDictionary<string, WatchedJob> jobs, TimeProvider timeProvider)
{
    // A resource's hint from before the submit may be about an earlier job; from just before the answer it may be about this one.
    private static readonly TimeSpan ResourceHintAge = TimeSpan.FromSeconds(10);

    private readonly RecentHints _ofJobs = new();
    private readonly RecentHints _ofResources = new();
    private readonly HashSet<SourceReader> _confirmed = [];

    /// <summary>Whether hints are known to come, so that polls and lists are only the safety net.</summary>
    public bool HasConfirmedSource => _confirmed.Count > 0;

    /// <summary>The jobs that a hint is about. What it says is kept as far as nobody waits for it yet.</summary>
    public List<WatchedJob> Open(JobHint hint, SourceReader? source)
    {
        List<WatchedJob> found = [];
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

    /// <summary>Takes out the hint that came about a job or its resource before anybody waited for it; null if there is none.</summary>
    public RecentHint? Take(JobIdentity job)
    {
        if (_ofJobs.Take(job.Id) is { } hint)
        {
            return hint;
        }

        long earliest = (job.SubmittedTimestamp ?? timeProvider.GetTimestamp()) - Clock.ToTimestamp(timeProvider, ResourceHintAge);
        return TakeForResource(job.ResourceId, earliest) ?? TakeForResource(job.TargetId, earliest);
    }

    /// <summary>A query that a hint of a source had asked for found its job finished.</summary>
    public void Confirm(SourceReader source) => _confirmed.Add(source);

    /// <summary>
    /// A source lost its connection, and messages may be lost with it. True if hints were known to come, and are not any more.
    /// </summary>
    public bool Disconnect(SourceReader source) => _confirmed.Remove(source) && _confirmed.Count == 0;

    public void Clear()
    {
        _ofJobs.Clear();
        _ofResources.Clear();
    }

    private RecentHint? TakeForResource(string? resourceId, long earliest) =>
        resourceId is not null && _ofResources.Take(resourceId) is { } hint && hint.At >= earliest ? hint : null;
}
