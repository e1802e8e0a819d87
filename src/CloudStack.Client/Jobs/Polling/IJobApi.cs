namespace CloudStack.Client.Jobs.Polling;

/// <summary>The requests that the poller sends to the server.</summary>
internal interface IJobApi
{
    /// <summary>Queries one job, once. That a job doesn't exist is a valid response.</summary>
    /// <param name="job">The job.</param>
    /// <param name="limit">
    /// The limit of a loop that will query again; null for a caller that queries once, and waits for up to the read timeout.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CloudStackException">There was no valid response.</exception>
    Task<JobSnapshot> QueryAsync(JobIdentity job, PollLimit? limit, CancellationToken cancellationToken);

    /// <summary>Lists running jobs. That an account isn't allowed to list them is a valid response.</summary>
    /// <param name="scope">The jobs to list.</param>
    /// <param name="maxJobs">
    /// The length of the longest list that is read to its end if the server returns it in pages. Of a longer list, only the first
    /// page is read, and the list is then incomplete.
    /// </param>
    /// <param name="limit">How long one exchange may take.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CloudStackException">There was no valid response.</exception>
    Task<RunningJobs> ListAsync(JobListScope scope, int maxJobs, PollLimit limit, CancellationToken cancellationToken);

    /// <summary>Lists the management servers; null if the account isn't allowed to list them.</summary>
    /// <param name="limit">How long the exchange may take.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CloudStackException">There was no valid response.</exception>
    Task<IReadOnlyList<ServerState>?> ListServersAsync(PollLimit limit, CancellationToken cancellationToken);
}
