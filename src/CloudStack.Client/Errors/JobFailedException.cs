using System.Globalization;

namespace CloudStack.Client;

/// <summary>The job failed. Thrown only if the caller asked for the value of a result.</summary>
public sealed class JobFailedException : CloudStackException
{
    /// <summary>Creates the exception for a failed result.</summary>
    /// <param name="result">The result; it must have failed.</param>
    /// <exception cref="ArgumentException"><paramref name="result"/> did not fail.</exception>
    public JobFailedException(JobResult result)
        : base(Describe(result), result.Job.Command)
    {
        Job = result.Job;
        Result = result;
        Error = result.Error!;
    }

    /// <summary>The whole result.</summary>
    public JobResult Result { get; }

    /// <summary>Why the job failed.</summary>
    public JobError Error { get; }

    /// <inheritdoc/>
    public override bool IsTransient => ErrorClassifier.MayPass(Error.Kind);

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new JobFailedException(Result) { Job = null };

    private static string Describe(JobResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Error is { } error
            ? string.Create(CultureInfo.InvariantCulture, $"{result.Job} failed ({error.ErrorCode}): {error.Text}")
            : throw new ArgumentException("The result did not fail.", nameof(result));
    }
}
