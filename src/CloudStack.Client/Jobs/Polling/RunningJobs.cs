namespace CloudStack.Client.Jobs.Polling;

/// <summary>What a list of running jobs showed.</summary>
/// <param name="Jobs">The jobs by id, with whatever status they had: servers before 4.12 list finished ones as well.</param>
/// <param name="IsComplete">Whether the server showed all that it counted.</param>
/// <param name="IsAllowed">False if the account may not list jobs at all; there is no list then.</param>
internal sealed record RunningJobs(IReadOnlyDictionary<string, JobSnapshot> Jobs, bool IsComplete, bool IsAllowed)
{
    public static RunningJobs Forbidden { get; } = new(new Dictionary<string, JobSnapshot>(), IsComplete: false, IsAllowed: false);

    /// <summary>What the list cost, in time: the exchange itself, or the share of what a throttling server grants.</summary>
    public TimeSpan Cost { get; init; }

    /// <summary>How many jobs the server counted, shown or not.</summary>
    public int TotalCount { get; init; } = Jobs.Count;

    /// <summary>What the list says about a job; null if it does not show the job as running.</summary>
    public JobSnapshot? FindRunning(string jobId) =>
        Jobs.TryGetValue(jobId, out JobSnapshot? job) && job.Status == JobStatus.Pending ? job : null;
}
