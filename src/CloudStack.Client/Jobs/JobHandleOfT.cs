using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;

namespace CloudStack.Client;

/// <summary>A job whose result has a type.</summary>
/// <typeparam name="T">The type of the result, such as <c>VirtualMachine</c> for <c>deployVirtualMachine</c>.</typeparam>
public sealed class JobHandle<T> : JobHandle
    where T : class, ICloudStackModel<T>
{
    internal JobHandle(JobIdentity identity, IJobOperations? operations, JobCompletion? completion = null)
        : base(identity, operations, completion)
    {
    }

    /// <summary>
    /// Creates a handle for a job that is over, for tests of code that takes handles. Waiting for it completes immediately with
    /// <paramref name="result"/>, and needs neither a client nor a server.
    /// </summary>
    /// <param name="result">The result, for example from <see cref="JobResult{T}.Success"/>.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
    public static JobHandle<T> FromResult(JobResult<T> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return (JobHandle<T>)result.Job;
    }

    /// <summary>
    /// Creates a handle for a job that is still running, for tests of code that takes handles. A wait for it ends with
    /// <paramref name="result"/>, at its deadline, or with its token, whichever comes first. It needs neither a client nor a
    /// server.
    /// </summary>
    /// <param name="result">
    /// Ends the job, such as the task of a <see cref="TaskCompletionSource{TResult}"/> that the test completes later. An exception
    /// of the task ends waits and queries. Null for a job that never ends.
    /// </param>
    /// <param name="resourceId">The id of the entity, as in <see cref="JobHandle.ResourceId"/>; null for none.</param>
    /// <param name="jobId">The id of the job; null for an id of zeros.</param>
    /// <param name="timeProvider">Measures the deadlines of waits; null for the system clock.</param>
    /// <returns>The handle. It is the job of its results, whatever ids <paramref name="result"/> was created with.</returns>
    public static JobHandle<T> Pending(
        Task<JobResult<T>>? result = null,
        string? resourceId = null,
        string? jobId = null,
        TimeProvider? timeProvider = null)
    {
        PendingJob<T> job = new(result ?? new TaskCompletionSource<JobResult<T>>().Task, timeProvider ?? TimeProvider.System);
        return new JobHandle<T>(JobIdentity.OfTest(resourceId, jobId), job);
    }

    /// <summary>Waits until the job is over, using the client's settings. A job that failed is a result, not an exception.</summary>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>How the job ended, with the typed value if it succeeded.</returns>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="CloudStackException">
    /// The polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// doesn't fix (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public new Task<JobResult<T>> WaitForCompletionAsync(CancellationToken cancellationToken = default) =>
        WaitTypedAsync(ClientPolling, progress: null, cancellationToken);

    /// <summary>Waits until the job is over. A job that failed is a result, not an exception.</summary>
    /// <param name="options">The deadline, a progress listener, and how to poll.</param>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>How the job ended, with the typed value if it succeeded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="CloudStackException">
    /// The polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// doesn't fix (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public new Task<JobResult<T>> WaitForCompletionAsync(JobWaitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return WaitTypedAsync(options.Resolve(ClientPolling), options.Progress, cancellationToken);
    }

    /// <summary>Waits until the job is over, using the client's settings, and returns its value.</summary>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>The value of the result.</returns>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">It's unknown how the job ended.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="CloudStackException">The polls kept failing, or the job succeeded without a value.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<T> WaitForResultAsync(CancellationToken cancellationToken = default) =>
        WaitValueAsync(ClientPolling, progress: null, cancellationToken);

    /// <summary>Waits until the job is over and returns its value.</summary>
    /// <param name="options">The deadline, a progress listener, and how to poll.</param>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>The value of the result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">It's unknown how the job ended.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="CloudStackException">The polls kept failing, or the job succeeded without a value.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<T> WaitForResultAsync(JobWaitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return WaitValueAsync(options.Resolve(ClientPolling), options.Progress, cancellationToken);
    }

    private protected override JobResult CreateResult(JobCompletion completion) => new JobResult<T>(this, completion);

    private async Task<JobResult<T>> WaitTypedAsync(PollingOptions polling, IProgress<JobProgress>? progress, CancellationToken cancellationToken) =>
        new(this, await CompleteAsync(polling, progress, cancellationToken).ConfigureAwait(false));

    private async Task<T> WaitValueAsync(PollingOptions polling, IProgress<JobProgress>? progress, CancellationToken cancellationToken) =>
        new JobResult<T>(this, await CompleteAsync(polling, progress, cancellationToken).ConfigureAwait(false)).GetValueOrThrow();
}
