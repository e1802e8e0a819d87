using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// Waits directly on the task that submits a command, so one line does everything: <c>await
/// client.VirtualMachines.DeployVirtualMachineAsync(request).WaitForResultAsync()</c>.
/// </summary>
/// <remarks>
/// Exceptions of the submission itself are passed through unchanged. Every later exception contains the handle of the job, which
/// continues to run. The token of these methods cancels only the wait. To cancel the submission, pass a token to the method that
/// submits the command.
/// </remarks>
public static class JobTaskExtensions
{
    /// <summary>
    /// Waits for the submission and then for the job, using the client's settings. A job that failed is a result, not an exception.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="submit">The task of the submission.</param>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>How the job ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="submit"/> is null.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled after the submission.</exception>
    /// <exception cref="CloudStackException">
    /// The submission did not succeed. Or the polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or
    /// failed in a way that waiting doesn't fix (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static Task<JobResult<T>> WaitForCompletionAsync<T>(this Task<JobHandle<T>> submit, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(submit);
        return Core(submit, cancellationToken);

        static async Task<JobResult<T>> Core(Task<JobHandle<T>> submit, CancellationToken cancellationToken) =>
            await (await submit.ConfigureAwait(false)).WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the submission and then for the job. A job that failed is a result, not an exception.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="submit">The task of the submission.</param>
    /// <param name="options">The deadline, a progress listener, and how to poll.</param>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>How the job ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="submit"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled after the submission.</exception>
    /// <exception cref="CloudStackException">
    /// The submission did not succeed. Or the polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or
    /// failed in a way that waiting doesn't fix (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static Task<JobResult<T>> WaitForCompletionAsync<T>(this Task<JobHandle<T>> submit, JobWaitOptions options, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(submit);
        ArgumentNullException.ThrowIfNull(options);
        return Core(submit, options.Checked(), cancellationToken);

        static async Task<JobResult<T>> Core(Task<JobHandle<T>> submit, JobWaitOptions options, CancellationToken cancellationToken) =>
            await (await submit.ConfigureAwait(false)).WaitForCompletionAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the submission and then for the job, using the client's settings, and returns its value.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="submit">The task of the submission.</param>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>The value of the result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="submit"/> is null.</exception>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">It's unknown how the job ended.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled after the submission.</exception>
    /// <exception cref="CloudStackException">
    /// The submission did not succeed, the polls kept failing, or the job succeeded without a value.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static Task<T> WaitForResultAsync<T>(this Task<JobHandle<T>> submit, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(submit);
        return Core(submit, cancellationToken);

        static async Task<T> Core(Task<JobHandle<T>> submit, CancellationToken cancellationToken) =>
            await (await submit.ConfigureAwait(false)).WaitForResultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the submission and then for the job, and returns its value.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="submit">The task of the submission.</param>
    /// <param name="options">The deadline, a progress listener, and how to poll.</param>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>The value of the result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="submit"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">It's unknown how the job ended.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled after the submission.</exception>
    /// <exception cref="CloudStackException">
    /// The submission did not succeed, the polls kept failing, or the job succeeded without a value.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static Task<T> WaitForResultAsync<T>(this Task<JobHandle<T>> submit, JobWaitOptions options, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(submit);
        ArgumentNullException.ThrowIfNull(options);
        return Core(submit, options.Checked(), cancellationToken);

        static async Task<T> Core(Task<JobHandle<T>> submit, JobWaitOptions options, CancellationToken cancellationToken) =>
            await (await submit.ConfigureAwait(false)).WaitForResultAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits for the submission and then for the job, using the client's settings. A job that failed is a result, not an exception.
    /// </summary>
    /// <param name="submit">The task of the submission.</param>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>How the job ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="submit"/> is null.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled after the submission.</exception>
    /// <exception cref="CloudStackException">
    /// The submission did not succeed. Or the polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or
    /// failed in a way that waiting doesn't fix (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static Task<JobResult> WaitForCompletionAsync(this Task<JobHandle> submit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submit);
        return Core(submit, cancellationToken);

        static async Task<JobResult> Core(Task<JobHandle> submit, CancellationToken cancellationToken) =>
            await (await submit.ConfigureAwait(false)).WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the submission and then for the job. A job that failed is a result, not an exception.</summary>
    /// <param name="submit">The task of the submission.</param>
    /// <param name="options">The deadline, a progress listener, and how to poll.</param>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>How the job ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="submit"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled after the submission.</exception>
    /// <exception cref="CloudStackException">
    /// The submission did not succeed. Or the polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or
    /// failed in a way that waiting doesn't fix (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static Task<JobResult> WaitForCompletionAsync(this Task<JobHandle> submit, JobWaitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submit);
        ArgumentNullException.ThrowIfNull(options);
        return Core(submit, options.Checked(), cancellationToken);

        static async Task<JobResult> Core(Task<JobHandle> submit, JobWaitOptions options, CancellationToken cancellationToken) =>
            await (await submit.ConfigureAwait(false)).WaitForCompletionAsync(options, cancellationToken).ConfigureAwait(false);
    }
}
