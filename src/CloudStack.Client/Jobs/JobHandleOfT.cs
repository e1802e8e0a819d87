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
    /// A handle of a job that is over, for tests of code that takes handles: waiting for it completes at once with
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

    /// <summary>Waits until the job is over. A job that failed is a result, not an exception.</summary>
    /// <param name="polling">How to poll and when to give up; null takes the client's settings.</param>
    /// <param name="progress">Hears of every poll; null if nobody wants to know.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>How the job ended, with the typed value if it succeeded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="polling"/> is out of its range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="CloudStackException">
    /// The polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// does not mend (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public new Task<JobResult<T>> WaitForCompletionAsync(
        PollingOptions? polling = null,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        PollingOptions options = CheckPolling(polling);
        return WaitTypedAsync(options, progress, cancellationToken);
    }

    /// <summary>Waits until the job is over, for a limited time. Otherwise as the first overload.</summary>
    /// <param name="timeout">The deadline, 10 ms to 24 days; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>How the job ended, with the typed value if it succeeded.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of its range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="CloudStackException">The polls kept failing.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public new Task<JobResult<T>> WaitForCompletionAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitForCompletionAsync(WithTimeout(timeout), progress: null, cancellationToken);

    /// <summary>Waits until the job is over, with the client's settings. Otherwise as the first overload.</summary>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>How the job ended, with the typed value if it succeeded.</returns>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="CloudStackException">The polls kept failing.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public new Task<JobResult<T>> WaitForCompletionAsync(CancellationToken cancellationToken) =>
        WaitForCompletionAsync(polling: null, progress: null, cancellationToken);

    /// <summary>Waits until the job is over and takes its value.</summary>
    /// <param name="polling">How to poll and when to give up; null takes the client's settings.</param>
    /// <param name="progress">Hears of every poll; null if nobody wants to know.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>The value of the result.</returns>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">Nobody can tell how the job ended.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="polling"/> is out of its range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="CloudStackException">The polls kept failing, or the job succeeded without a value.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<T> WaitForResultAsync(
        PollingOptions? polling = null,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        PollingOptions options = CheckPolling(polling);
        return WaitValueAsync(options, progress, cancellationToken);
    }

    /// <summary>Waits until the job is over, for a limited time, and takes its value. Otherwise as the first overload.</summary>
    /// <param name="timeout">The deadline, 10 ms to 24 days; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>The value of the result.</returns>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">Nobody can tell how the job ended.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of its range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="CloudStackException">The polls kept failing, or the job succeeded without a value.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<T> WaitForResultAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitForResultAsync(WithTimeout(timeout), progress: null, cancellationToken);

    /// <summary>Waits until the job is over, with the client's settings, and takes its value. Otherwise as the first overload.</summary>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>The value of the result.</returns>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">Nobody can tell how the job ended.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="CloudStackException">The polls kept failing, or the job succeeded without a value.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<T> WaitForResultAsync(CancellationToken cancellationToken) =>
        WaitForResultAsync(polling: null, progress: null, cancellationToken);

    private protected override JobResult CreateResult(JobCompletion completion) => new JobResult<T>(this, completion);

    private async Task<JobResult<T>> WaitTypedAsync(PollingOptions polling, IProgress<JobProgress>? progress, CancellationToken cancellationToken) =>
        new(this, await CompleteAsync(polling, progress, cancellationToken).ConfigureAwait(false));

    private async Task<T> WaitValueAsync(PollingOptions polling, IProgress<JobProgress>? progress, CancellationToken cancellationToken) =>
        new JobResult<T>(this, await CompleteAsync(polling, progress, cancellationToken).ConfigureAwait(false)).GetValueOrThrow();
}
