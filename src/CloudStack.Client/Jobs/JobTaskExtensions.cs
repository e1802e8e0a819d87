using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// Waiting directly on the task of a submit, so that one line does it all:
/// <c>await client.VirtualMachines.DeployVirtualMachineAsync(request).WaitForResultAsync()</c>.
/// </summary>
/// <remarks>
/// What the submit itself throws comes through as it is. Every exception after it carries the handle of the job, which goes on.
/// The token of these methods ends the wait; that of the submit is the one that its own call was given.
/// </remarks>
public static class JobTaskExtensions
{
    /// <summary>Waits for the submit and then for the job. See <see cref="JobHandle{T}.WaitForCompletionAsync(PollingOptions?, IProgress{JobProgress}?, CancellationToken)"/>.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="submit">The task of the submit.</param>
    /// <param name="polling">How to poll and when to give up; null takes the client's settings.</param>
    /// <param name="progress">Hears of every poll; null if nobody wants to know.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>How the job ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="submit"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="polling"/> is out of its range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired after the submit.</exception>
    /// <exception cref="CloudStackException">The submit did not succeed, or the polls kept failing.</exception>
    public static Task<JobResult<T>> WaitForCompletionAsync<T>(
        this Task<JobHandle<T>> submit,
        PollingOptions? polling = null,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(submit);
        polling?.Validate(nameof(PollingOptions));
        return Core(submit, polling, progress, cancellationToken);

        static async Task<JobResult<T>> Core(Task<JobHandle<T>> submit, PollingOptions? polling, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
        {
            JobHandle<T> job = await submit.ConfigureAwait(false);
            return await job.WaitForCompletionAsync(polling, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the submit and then for the job, the latter for a limited time.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="submit">The task of the submit.</param>
    /// <param name="timeout">The deadline of the wait, 10 ms to 24 days; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>How the job ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="submit"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of its range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired after the submit.</exception>
    /// <exception cref="CloudStackException">The submit did not succeed, or the polls kept failing.</exception>
    public static Task<JobResult<T>> WaitForCompletionAsync<T>(this Task<JobHandle<T>> submit, TimeSpan timeout, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(submit);
        new PollingOptions { Timeout = timeout }.Validate(nameof(PollingOptions));
        return Core(submit, timeout, cancellationToken);

        static async Task<JobResult<T>> Core(Task<JobHandle<T>> submit, TimeSpan timeout, CancellationToken cancellationToken)
        {
            JobHandle<T> job = await submit.ConfigureAwait(false);
            return await job.WaitForCompletionAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the submit and then for the job, with the client's settings.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="submit">The task of the submit.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>How the job ended.</returns>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired after the submit.</exception>
    /// <exception cref="CloudStackException">The submit did not succeed, or the polls kept failing.</exception>
    public static Task<JobResult<T>> WaitForCompletionAsync<T>(this Task<JobHandle<T>> submit, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T> => submit.WaitForCompletionAsync(polling: null, progress: null, cancellationToken);

    /// <summary>Waits for the submit and then for the job, and takes its value. See <see cref="JobHandle{T}.WaitForResultAsync(PollingOptions?, IProgress{JobProgress}?, CancellationToken)"/>.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="submit">The task of the submit.</param>
    /// <param name="polling">How to poll and when to give up; null takes the client's settings.</param>
    /// <param name="progress">Hears of every poll; null if nobody wants to know.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>The value of the result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="submit"/> is null.</exception>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">Nobody can tell how the job ended.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="polling"/> is out of its range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired after the submit.</exception>
    /// <exception cref="CloudStackException">The submit did not succeed, the polls kept failing, or the job succeeded without a value.</exception>
    public static Task<T> WaitForResultAsync<T>(
        this Task<JobHandle<T>> submit,
        PollingOptions? polling = null,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(submit);
        polling?.Validate(nameof(PollingOptions));
        return Core(submit, polling, progress, cancellationToken);

        static async Task<T> Core(Task<JobHandle<T>> submit, PollingOptions? polling, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
        {
            JobHandle<T> job = await submit.ConfigureAwait(false);
            return await job.WaitForResultAsync(polling, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the submit and then for the job, the latter for a limited time, and takes its value.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="submit">The task of the submit.</param>
    /// <param name="timeout">The deadline of the wait, 10 ms to 24 days; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>The value of the result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="submit"/> is null.</exception>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">Nobody can tell how the job ended.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of its range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired after the submit.</exception>
    /// <exception cref="CloudStackException">The submit did not succeed, the polls kept failing, or the job succeeded without a value.</exception>
    public static Task<T> WaitForResultAsync<T>(this Task<JobHandle<T>> submit, TimeSpan timeout, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(submit);
        new PollingOptions { Timeout = timeout }.Validate(nameof(PollingOptions));
        return Core(submit, timeout, cancellationToken);

        static async Task<T> Core(Task<JobHandle<T>> submit, TimeSpan timeout, CancellationToken cancellationToken)
        {
            JobHandle<T> job = await submit.ConfigureAwait(false);
            return await job.WaitForResultAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the submit and then for the job, with the client's settings, and takes its value.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="submit">The task of the submit.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>The value of the result.</returns>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobOutcomeUnknownException">Nobody can tell how the job ended.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired after the submit.</exception>
    /// <exception cref="CloudStackException">The submit did not succeed, the polls kept failing, or the job succeeded without a value.</exception>
    public static Task<T> WaitForResultAsync<T>(this Task<JobHandle<T>> submit, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T> => submit.WaitForResultAsync(polling: null, progress: null, cancellationToken);
}
