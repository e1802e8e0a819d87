using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// Waits for several jobs. All waits of one client share its polls, so waiting for many jobs costs little more than waiting for
/// one.
/// </summary>
public static class JobHandleExtensions
{
    /// <summary>
    /// Yields the waits in the order in which they end, each as a completed task. A wait that ends with an exception (for example,
    /// at its deadline) affects only its own task, not the loop.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="jobs">The jobs; they may belong to different clients.</param>
    /// <param name="cancellationToken">
    /// Ends all waits. The jobs continue to run. The tasks then end with <see cref="JobWaitCanceledException"/>; the loop itself
    /// doesn't throw.
    /// </param>
    /// <returns>The tasks, one for each handle. Leaving the loop early ends the remaining waits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="jobs"/> is null.</exception>
    /// <exception cref="ArgumentException">While enumerating: a handle is null. No wait has started.</exception>
    public static IAsyncEnumerable<Task<JobResult<T>>> WhenEach<T>(
        this IEnumerable<JobHandle<T>> jobs,
        CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return EnumerateAsync(jobs, new JobWaitOptions(), cancellationToken);
    }

    /// <summary>
    /// Yields the waits in the order in which they end, each as a completed task. A wait that ends with an exception (for example,
    /// at its deadline) affects only its own task, not the loop.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="jobs">The jobs; they may belong to different clients.</param>
    /// <param name="options">The deadline of each wait, a progress listener for all of them, and how to poll.</param>
    /// <param name="cancellationToken">
    /// Ends all waits. The jobs continue to run. The tasks then end with <see cref="JobWaitCanceledException"/>; the loop itself
    /// doesn't throw.
    /// </param>
    /// <returns>The tasks, one for each handle. Leaving the loop early ends the remaining waits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="jobs"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="ArgumentException">While enumerating: a handle is null. No wait has started.</exception>
    public static IAsyncEnumerable<Task<JobResult<T>>> WhenEach<T>(
        this IEnumerable<JobHandle<T>> jobs,
        JobWaitOptions options,
        CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(options);
        return EnumerateAsync(jobs, options.Checked(), cancellationToken);
    }

    /// <summary>Waits for all jobs. A job that failed is a result like any other.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="jobs">The jobs; they may belong to different clients.</param>
    /// <param name="cancellationToken">Ends all waits. The jobs continue to run.</param>
    /// <returns>The results, in the order of <paramref name="jobs"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="jobs"/> is null.</exception>
    /// <exception cref="ArgumentException">A handle is null. No wait has started.</exception>
    /// <exception cref="JobTimeoutException">The deadline of a wait passed. All other waits have also ended by then.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="CloudStackException">The polls of a job kept failing.</exception>
    public static Task<IReadOnlyList<JobResult<T>>> WhenAllAsync<T>(this IEnumerable<JobHandle<T>> jobs, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T> => jobs.WhenAllAsync(new JobWaitOptions(), cancellationToken);

    /// <summary>Waits for all jobs. A job that failed is a result like any other.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="jobs">The jobs; they may belong to different clients.</param>
    /// <param name="options">The deadline of each wait, a progress listener for all of them, and how to poll.</param>
    /// <param name="cancellationToken">Ends all waits. The jobs continue to run.</param>
    /// <returns>The results, in the order of <paramref name="jobs"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="jobs"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="ArgumentException">A handle is null. No wait has started.</exception>
    /// <exception cref="JobTimeoutException">The deadline of a wait passed. All other waits have also ended by then.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="CloudStackException">The polls of a job kept failing.</exception>
    public static Task<IReadOnlyList<JobResult<T>>> WhenAllAsync<T>(
        this IEnumerable<JobHandle<T>> jobs,
        JobWaitOptions options,
        CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(options);
        return Core(jobs, options.Checked(), cancellationToken);

        static async Task<IReadOnlyList<JobResult<T>>> Core(IEnumerable<JobHandle<T>> jobs, JobWaitOptions options, CancellationToken cancellationToken) =>
            await Task.WhenAll(Collect(jobs).Select(job => job.WaitForCompletionAsync(options, cancellationToken))).ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<Task<JobResult<T>>> EnumerateAsync<T>(
        IEnumerable<JobHandle<T>> jobs,
        JobWaitOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T>
    {
        // Leaving the loop early ends the remaining waits, because nothing would observe them.
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<Task<JobResult<T>>> ended = Channel.CreateUnbounded<Task<JobResult<T>>>(new UnboundedChannelOptions { SingleReader = true });
        int waiting = 0;
        foreach (JobHandle<T> job in Collect(jobs))
        {
            waiting++;
            _ = WaitAsync(job, options, stop.Token, cancellationToken).ContinueWith(
                static (wait, writer) => ((ChannelWriter<Task<JobResult<T>>>)writer!).TryWrite(wait),
                ended.Writer,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        try
        {
            for (; waiting > 0; waiting--)
            {
                yield return await ended.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            if (waiting > 0)
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for a job. If the caller's token ended the wait, the exception has that token instead of the inner one.</summary>
    private static async Task<JobResult<T>> WaitAsync<T>(JobHandle<T> job, JobWaitOptions options, CancellationToken stop, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T>
    {
        try
        {
            return await job.WaitForCompletionAsync(options, stop).ConfigureAwait(false);
        }
        catch (JobWaitCanceledException e)
        {
            throw e.With(cancellationToken);
        }
    }

    /// <summary>
    /// Enumerates the handles to the end before the first wait starts. The sequence is the caller's code: if it threw halfway,
    /// nobody could end the waits that had already started.
    /// </summary>
    private static JobHandle<T>[] Collect<T>(IEnumerable<JobHandle<T>> jobs)
        where T : class, ICloudStackModel<T>
    {
        JobHandle<T>[] handles = [.. jobs];
        int missing = Array.IndexOf(handles, null);
        return missing < 0 ? handles : throw new ArgumentException($"The handle at index {missing} is null.", nameof(jobs));
    }
}
