namespace CloudStack.Client.Jobs;

/// <summary>The operations that a <see cref="JobHandle"/> needs from its client.</summary>
internal interface IJobOperations
{
    /// <summary>A copy of the client's settings for waits.</summary>
    PollingOptions Polling { get; }

    /// <summary>Queries the state of the job once.</summary>
    Task<JobSnapshot> QueryAsync(JobHandle job, CancellationToken cancellationToken);

    /// <summary>Waits until the job is over.</summary>
    Task<JobCompletion> WaitAsync(JobHandle job, PollingOptions options, IProgress<JobProgress>? progress, CancellationToken cancellationToken);
}
