namespace CloudStack.Client;

/// <summary>How a job ended, as far as anybody can tell.</summary>
public enum JobOutcome
{
    /// <summary>The job did what it was asked to do.</summary>
    Succeeded,

    /// <summary>The job failed; <see cref="JobResult.Error"/> says why.</summary>
    Failed,

    /// <summary>
    /// The server cannot tell any more. The job may have done its work: never read this as "failed".
    /// <see cref="JobResult.UnknownReason"/> says why.
    /// </summary>
    Unknown,
}
