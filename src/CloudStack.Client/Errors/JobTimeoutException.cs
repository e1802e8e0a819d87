using System.Globalization;

namespace CloudStack.Client;

/// <summary>
/// The deadline of a wait passed before the job ended. The job continues to run. To continue waiting, use the handle in
/// <see cref="CloudStackException.Job"/>.
/// </summary>
public sealed class JobTimeoutException : WaitTimeoutException
{
    internal JobTimeoutException(JobHandle job, TimeSpan elapsed, JobStatus? lastStatus, Exception? lastFailure)
        : base(Describe(job, elapsed, lastStatus), job.Command, elapsed, lastFailure)
    {
        Job = job;
        LastStatus = lastStatus;
    }

    private JobTimeoutException(JobTimeoutException other)
        : base(other.Message, other.Command, other.Elapsed, other.InnerException)
    {
        LastStatus = other.LastStatus;
    }

    /// <summary>The status from the last successful poll of this wait; null if no poll succeeded.</summary>
    public JobStatus? LastStatus { get; }

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new JobTimeoutException(this);

    private static string Describe(JobHandle job, TimeSpan elapsed, JobStatus? lastStatus)
    {
        string seen = lastStatus is { } status ? $"its last known status was {status}" : "no poll succeeded";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{job} did not end within {elapsed.TotalSeconds:0.###} s ({seen}). The job continues to run, and you can wait for the handle again.");
    }
}
