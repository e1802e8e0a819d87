namespace CloudStack.Client.Jobs.Polling;

/// <summary>What the poller asks the server.</summary>
internal interface IJobApi
{
    /// <summary>Asks for one job, once. A job that does not exist is an answer.</summary>
    /// <param name="job">Which job.</param>
    /// <param name="limit">The limit of a loop that will ask again; null for a caller who asks once, and waits for as long as a read may take.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CloudStackException">There was no good answer.</exception>
    Task<JobSnapshot> QueryAsync(JobIdentity job, PollLimit? limit, CancellationToken cancellationToken);

    /// <summary>Lists running jobs. That an account may not do so is an answer.</summary>
    /// <param name="scope">Which jobs.</param>
    /// <param name="maxJobs">
    /// The longest list that is read to its end where it comes page by page. Of a longer one the first page is enough; the list is
    /// not complete then.
    /// </param>
    /// <param name="limit">How long one exchange may take.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CloudStackException">There was no good answer.</exception>
    Task<RunningJobs> ListAsync(JobListScope scope, int maxJobs, PollLimit limit, CancellationToken cancellationToken);

    /// <summary>Lists the management servers; null if the account may not do so.</summary>
    /// <param name="limit">How long the exchange may take.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CloudStackException">There was no good answer.</exception>
    Task<IReadOnlyList<ServerState>?> ListServersAsync(PollLimit limit, CancellationToken cancellationToken);
}
