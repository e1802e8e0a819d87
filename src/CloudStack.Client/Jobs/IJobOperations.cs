namespace CloudStack.Client.Jobs;

/// <summary>What a <see cref="JobHandle"/> needs of its client.</summary>
internal interface IJobOperations
{
    /// <summary>A copy of the client's settings for waits.</summary>
    PollingOptions Polling { get; }

    /// <summary>Asks once what the job does.</summary>
    Task<JobSnapshot> QueryAsync(JobHandle job, CancellationToken cancellationToken);

    /// <summary>Waits until the job is over.</summary>
    Task<JobCompletion> WaitAsync(JobHandle job, PollingOptions options, IProgress<JobProgress>? progress, CancellationToken cancellationToken);
}
