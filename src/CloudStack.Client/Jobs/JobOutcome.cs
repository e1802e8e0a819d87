namespace CloudStack.Client;

/// <summary>How a job ended, as far as that is known.</summary>
public enum JobOutcome
{
    /// <summary>The job did what it was asked to do.</summary>
    Succeeded,

    /// <summary>The job failed; <see cref="JobResult.Error"/> says why.</summary>
    Failed,

    /// <summary>
    /// The server no longer knows how the job ended. The job may have done its work, so never treat this as "failed".
    /// <see cref="JobResult.UnknownReason"/> says why.
    /// </summary>
    Unknown,
}
