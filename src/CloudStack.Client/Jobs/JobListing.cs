namespace CloudStack.Client.Jobs;

/// <summary>What a list of running jobs showed.</summary>
/// <param name="Jobs">The jobs by id, with whatever status they had: servers before 4.12 list finished ones as well.</param>
/// <param name="IsComplete">Whether the server showed all that it counted.</param>
/// <param name="IsAllowed">False if the account may not list jobs at all; there is no list then.</param>
internal sealed record JobListing(IReadOnlyDictionary<string, JobSnapshot> Jobs, bool IsComplete, bool IsAllowed)
{
    /// <summary>What the list cost, in time: the exchange itself, or the share of what a throttling server grants.</summary>
    public TimeSpan Cost { get; init; }

    /// <summary>How many jobs the server counted, shown or not.</summary>
    public int Total { get; init; } = Jobs.Count;

    public static JobListing Forbidden { get; } = new(new Dictionary<string, JobSnapshot>(), IsComplete: false, IsAllowed: false);

    public bool ShowsRunning(string jobId) => Jobs.TryGetValue(jobId, out JobSnapshot? job) && job.Status == JobStatus.Pending;
}
