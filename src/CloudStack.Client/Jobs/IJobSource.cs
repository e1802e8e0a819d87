namespace CloudStack.Client.Jobs;

/// <summary>Where the monitor learns of jobs.</summary>
internal interface IJobSource
{
    /// <summary>Asks for one job, once. A job that does not exist is an answer.</summary>
    /// <exception cref="CloudStackException">There was no good answer.</exception>
    Task<JobSnapshot> QueryAsync(JobIdentity job, CancellationToken cancellationToken);

    /// <summary>
    /// The ids of all running jobs that the caller may see; null if the server would not tell all of them.
    /// </summary>
    /// <exception cref="CloudStackException">There was no good answer.</exception>
    Task<IReadOnlySet<string>?> ListRunningAsync(CancellationToken cancellationToken);
}
