namespace CloudStack.Client.Jobs.Polling;

/// <summary>The contents of a list of running jobs.</summary>
/// <param name="Jobs">The jobs by id, with whatever status they had: servers before 4.12 also list finished jobs.</param>
/// <param name="IsComplete">Whether the server returned all jobs that it counted.</param>
/// <param name="IsAllowed">False if the account isn't allowed to list jobs. There is then no list.</param>
internal sealed record RunningJobs(IReadOnlyDictionary<string, JobSnapshot> Jobs, bool IsComplete, bool IsAllowed)
{
    public static RunningJobs Forbidden { get; } = new(new Dictionary<string, JobSnapshot>(), IsComplete: false, IsAllowed: false);

    /// <summary>The cost of the list as a time: the exchange itself, or its share of what a throttling server allows.</summary>
    public TimeSpan Cost { get; init; }

    /// <summary>How many jobs the server counted, whether it returned them or not.</summary>
    public int TotalCount { get; init; }

    /// <summary>What the list says about a job; null if the list doesn't show the job as running.</summary>
    public JobSnapshot? FindRunning(string jobId) =>
        Jobs.TryGetValue(jobId, out JobSnapshot? job) && job.Status == JobStatus.Pending ? job : null;
}
