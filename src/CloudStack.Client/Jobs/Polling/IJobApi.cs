namespace CloudStack.Client.Jobs.Polling;

/// <summary>What the poller asks the server.</summary>
internal interface IJobApi
{
    /// <summary>Asks for one job, once. A job that does not exist is an answer.</summary>
    /// <exception cref="CloudStackException">There was no good answer.</exception>
    Task<JobSnapshot> QueryAsync(JobIdentity job, CancellationToken cancellationToken);

    /// <summary>Lists running jobs. That an account may not do so is an answer.</summary>
    /// <param name="scope">Which jobs.</param>
    /// <param name="maxJobs">
    /// The longest list that is read to its end where it comes page by page. Of a longer one the first page is enough; the list is
    /// not complete then.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CloudStackException">There was no good answer.</exception>
    Task<RunningJobs> ListAsync(JobListScope scope, int maxJobs, CancellationToken cancellationToken);
}
