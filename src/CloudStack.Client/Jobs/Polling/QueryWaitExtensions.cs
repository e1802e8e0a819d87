using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Pipeline;

namespace CloudStack.Client;

/// <summary>Waiting for a state that is the end of no job, such as a template that becomes ready.</summary>
public static class QueryWaitExtensions
{
    /// <summary>Sends the query again and again until a condition holds, with the client's settings for waits.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="query">The query; it should find what is waited for and nothing else.</param>
    /// <param name="condition">What every item must fulfill, for example each row of a template in several zones.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>The items that fulfill the condition; or, where a look finds none any more, that they are gone.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> or <paramref name="condition"/> is null.</exception>
    /// <exception cref="WaitTimeoutException">The deadline passed first (<see cref="PollingOptions.Timeout"/>).</exception>
    /// <exception cref="CloudStackException">
    /// The looks kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// does not mend (401, 432, 531).
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static Task<QueryWaitResult<T>> WaitUntilAsync<T>(this PagedQuery<T> query, Func<T, bool> condition, CancellationToken cancellationToken = default) =>
        query.WaitUntilAsync(condition, new JobWaitOptions(), cancellationToken);

    /// <summary>Sends the query again and again until a condition holds.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="query">The query; it should find what is waited for and nothing else.</param>
    /// <param name="condition">What every item must fulfill, for example each row of a template in several zones.</param>
    /// <param name="options">
    /// The deadline, a listener and how to poll. The looks follow the schedule of waits for jobs: soon at first, then at growing
    /// distances. The listener hears <see cref="JobStatus.Pending"/> and no snapshot.
    /// </param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>The items that fulfill the condition; or, where a look finds none any more, that they are gone.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="query"/>, <paramref name="condition"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of its range.</exception>
    /// <exception cref="WaitTimeoutException">The deadline passed first.</exception>
    /// <exception cref="CloudStackException">
    /// The looks kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// does not mend (401, 432, 531).
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public static Task<QueryWaitResult<T>> WaitUntilAsync<T>(
        this PagedQuery<T> query, Func<T, bool> condition, JobWaitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Core(query, condition, options with { }, cancellationToken);

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
            catch (TimeoutException) when (!end.IsFaulted)
            {
                throw WaitTimeoutException.OfQuery(typeof(T).Name, wait.Timeout, wait.LastSeen.Count, wait.LastFailure);
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }
}
