namespace CloudStack.Client;

/// <summary>
/// The caller's token canceled a wait. The job itself continues to run (CloudStack has no command that cancels a job), and the
/// caller can wait for the handle again.
/// </summary>
public sealed class JobWaitCanceledException : OperationCanceledException
{
    internal JobWaitCanceledException(JobHandle job, CancellationToken cancellationToken)
        : base($"The wait for {job} was canceled. The job continues to run.", cancellationToken)
    {
        Job = job;
    }

    /// <summary>Creates a copy with another token.</summary>
    internal JobWaitCanceledException With(CancellationToken cancellationToken) => new(Job, cancellationToken);

    /// <summary>The job that the caller waited for.</summary>
    public JobHandle Job { get; }
}
