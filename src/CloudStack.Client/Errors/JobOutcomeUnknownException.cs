namespace CloudStack.Client;

/// <summary>
/// The outcome of the job is unknown. It may have done its work, so check the resource itself before trying again. Thrown only if
/// the caller asked for the value of a result, or enumerates the polls of a job whose end no poll saw.
/// </summary>
public sealed class JobOutcomeUnknownException : CloudStackException
{
    /// <summary>Creates the exception for an unknown outcome.</summary>
    /// <param name="result">The result; its outcome must be unknown.</param>
    /// <exception cref="ArgumentException">The outcome of <paramref name="result"/> is known.</exception>
    public JobOutcomeUnknownException(JobResult result)
        : base(Describe(result), result.Job.Command)
    {
        Job = result.Job;
        Result = result;
    }

    /// <summary>The whole result; <see cref="JobResult.UnknownReason"/> says why the outcome is unknown.</summary>
    public JobResult Result { get; }

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new JobOutcomeUnknownException(Result) { Job = null };

    private static string Describe(JobResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string why = result.UnknownReason switch
        {
            UnknownReason.NotFound => "the server does not know the job: it was never accepted, or it has expired (after a day by default)",
            UnknownReason.ResultUnreadable => "it has ended, but the server cannot read its own record of the result",
            UnknownReason.ServerDown => $"the management server that runs it, {result.Snapshot?.ManagementServerName ?? "without a name"} ({result.Snapshot?.ManagementServerId}), is down; the job fails when that server starts again",
            _ => throw new ArgumentException("The outcome of the result is known.", nameof(result)),
        };
        return $"The outcome of {result.Job} is unknown: {why}. It may have done its work; check the resource.";
    }
}
