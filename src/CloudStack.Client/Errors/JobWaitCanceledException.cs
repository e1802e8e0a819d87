namespace CloudStack.Client;

/// <summary>
/// The caller's token ended a wait. The job itself goes on (CloudStack has no command that cancels one); the handle can be
/// waited for again.
/// </summary>
public sealed class JobWaitCanceledException : OperationCanceledException
{
    internal JobWaitCanceledException(JobHandle job, CancellationToken cancellationToken)
        : base($"The wait for {job} was canceled. The job goes on.", cancellationToken)
    {
        Job = job;
    }

    /// <summary>The same with another token.</summary>
    internal JobWaitCanceledException With(CancellationToken cancellationToken) => new(Job, cancellationToken);

    /// <summary>The job that was waited for.</summary>
    public JobHandle Job { get; }
}
