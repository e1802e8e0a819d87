using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Pipeline;

namespace CloudStack.Client;

/// <summary>Waits for a state that isn't the end of a job, such as a template that becomes ready.</summary>
public static class QueryWaitExtensions
{
    /// <summary>Sends the query repeatedly until a condition is met, using the client's settings for waits.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="query">The query. It should find only the items to wait for.</param>
    /// <param name="condition">The condition that every item must meet, for example each row of a template in several zones.</param>
    /// <param name="cancellationToken">Ends the wait immediately.</param>
    /// <returns>The items that meet the condition. If the query no longer finds any, the result says that they are gone.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> or <paramref name="condition"/> is null.</exception>
    /// <exception cref="WaitTimeoutException">The deadline passed first (<see cref="PollingOptions.Timeout"/>).</exception>
    /// <exception cref="CloudStackException">
    /// The queries kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// doesn't fix (401, 432, 531).
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static Task<QueryWaitResult<T>> WaitUntilAsync<T>(this PagedQuery<T> query, Func<T, bool> condition, CancellationToken cancellationToken = default) =>
        query.WaitUntilAsync(condition, new JobWaitOptions(), cancellationToken);

    /// <summary>Sends the query repeatedly until a condition is met.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="query">The query. It should find only the items to wait for.</param>
    /// <param name="condition">The condition that every item must meet, for example each row of a template in several zones.</param>
    /// <param name="options">
    /// The deadline, a progress listener, and how to poll. The queries follow the schedule of waits for jobs: soon at first, then
    /// at growing intervals. The listener receives <see cref="JobStatus.Pending"/> and no snapshot.
    /// </param>
    /// <param name="cancellationToken">Ends the wait immediately.</param>
    /// <returns>The items that meet the condition. If the query no longer finds any, the result says that they are gone.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="query"/>, <paramref name="condition"/>, or <paramref name="options"/> is null.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="WaitTimeoutException">The deadline passed first.</exception>
    /// <exception cref="CloudStackException">
    /// The queries kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// doesn't fix (401, 432, 531).
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static Task<QueryWaitResult<T>> WaitUntilAsync<T>(
        this PagedQuery<T> query, Func<T, bool> condition, JobWaitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(options);
        return Core(query, condition, options.Checked(), cancellationToken);

        static async Task<QueryWaitResult<T>> Core(PagedQuery<T> query, Func<T, bool> condition, JobWaitOptions options, CancellationToken cancellationToken)
        {
            IPageSource<T> source = await query.SourceAsync(cancellationToken).ConfigureAwait(false);
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            QueryWait<T> wait = new(query, condition, options.Resolve(source.Polling), options.Progress, source.TimeProvider);
            Task<QueryWaitResult<T>> end = wait.RunAsync(stop.Token);
            try
            {
                return await end.WaitAsync(wait.Timeout, source.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException e) when (!ReferenceEquals(end.Exception?.InnerException, e))
            {
                throw WaitTimeoutException.OfQuery(typeof(T).Name, wait.Timeout, wait.LastSeen.Count, wait.LastFailure);
            }
            catch (OperationCanceledException e) when (e.CancellationToken == stop.Token && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(e.Message, e, cancellationToken);
            }
            finally
            {
                // Callbacks that a caller's handler registered may throw. That must not replace the end of the wait.
                await stop.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
