namespace CloudStack.Client.Jobs;

/// <summary>Where the monitor learns of jobs.</summary>
internal interface IJobSource
{
    /// <summary>Asks for one job, once. A job that does not exist is an answer.</summary>
    /// <exception cref="CloudStackException">There was no good answer.</exception>
    Task<JobSnapshot> QueryAsync(JobIdentity job, CancellationToken cancellationToken);

    /// <summary>Lists running jobs. That an account may not do so is an answer.</summary>
    /// <param name="scope">Which jobs.</param>
    /// <param name="worth">
    /// How many jobs are worth reading page by page; of a longer list the rest may stay unread, and it is not complete then.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CloudStackException">There was no good answer.</exception>
    Task<JobListing> ListAsync(JobListScope scope, int worth, CancellationToken cancellationToken);
}
