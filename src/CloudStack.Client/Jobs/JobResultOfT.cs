using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;

namespace CloudStack.Client;

/// <summary>How a job ended, with its typed value.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class JobResult<T> : JobResult
    where T : class, ICloudStackModel<T>
{
    private readonly T? _value;
    private readonly string? _otherModel;

    internal JobResult(JobHandle job, JobCompletion completion)
        : base(job, completion)
    {
        _otherModel = JobResultReader.OtherModel<T>(completion, job.Identity.Command);
        _value = completion.Value as T ?? (completion.Outcome == JobOutcome.Succeeded && _otherModel is null ? JobResultReader.Read<T>(completion) : null);
    }

    /// <summary>
    /// The value; null if the job did not succeed, and for the commands that succeed without a value (updateVpnGateway,
    /// migrateVolumesToKMS, addOpenDaylightController).
    /// </summary>
    /// <exception cref="ResponseFormatException">
    /// The result has a different type of the SDK, for example a machine when the job was resumed as one that ends with a volume.
    /// The outcome, <see cref="JobResult.RawResult"/>, and <see cref="JobResult.ReadAs{TModel}"/> stay usable.
    /// </exception>
    public T? Value => _otherModel is null ? _value : throw OfAnotherModel<T>(_otherModel);

    /// <summary>Creates a successful result, for tests of code that takes results.</summary>
    /// <param name="value">The value.</param>
    /// <param name="resourceId">The id of the entity, as in <see cref="JobHandle.ResourceId"/>; null for none.</param>
    /// <param name="jobId">The id of the job; null for an id of zeros.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static JobResult<T> Success(T value, string? resourceId = null, string? jobId = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Create(new JobCompletion(JobOutcome.Succeeded) { Value = value }, resourceId, jobId);
    }

    /// <summary>Creates a failed result, for tests of code that takes results.</summary>
    /// <param name="error">Why the job failed.</param>
    /// <param name="resourceId">The id of the entity, as in <see cref="JobHandle.ResourceId"/>; null for none.</param>
    /// <param name="jobId">The id of the job; null for an id of zeros.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public static JobResult<T> Failure(JobError error, string? resourceId = null, string? jobId = null)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Create(new JobCompletion(JobOutcome.Failed) { Error = error }, resourceId, jobId);
    }

    /// <summary>Creates an unknown outcome, for tests of code that takes results.</summary>
    /// <param name="reason">Why the outcome is unknown.</param>
    /// <param name="resourceId">The id of the entity, as in <see cref="JobHandle.ResourceId"/>; null for none.</param>
    /// <param name="jobId">The id of the job; null for an id of zeros.</param>
    /// <returns>The result.</returns>
    public static JobResult<T> Unknown(UnknownReason reason, string? resourceId = null, string? jobId = null) =>
        Create(new JobCompletion(JobOutcome.Unknown) { UnknownReason = reason }, resourceId, jobId);

    /// <summary>Returns the value, or throws if there is none.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">It's unknown how the job ended.</exception>
    /// <exception cref="ResponseFormatException">
    /// The job succeeded, but its result isn't an object, or has a different type; <see cref="JobResult.RawResult"/> contains the
    /// result as it was received.
    /// </exception>
    public T GetValueOrThrow()
    {
        EnsureSuccess();
        return Value ?? throw new ResponseFormatException(
            $"{Job} succeeded, but {(RawResult.IsEmpty ? "without a result" : $"its result is not a {typeof(T).Name}")}. Use WaitForCompletionAsync and check RawResult.",
            Job.Command,
            httpStatus: 200,
            snippet: null) { Job = Job };
    }

    private static JobResult<T> Create(JobCompletion completion, string? resourceId, string? jobId) =>
        new(new JobHandle<T>(JobIdentity.OfTest(resourceId, jobId), operations: null, completion), completion);
}
