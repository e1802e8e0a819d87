using CloudStack.Client.Pipeline;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>One wait for the results of a query.</summary>
internal sealed class QueryWait<T>(
    PagedQuery<T> query, Func<T, bool> condition, PollingOptions polling, IProgress<JobProgress>? progress, TimeProvider timeProvider)
{
    private readonly long _startedAt = timeProvider.GetTimestamp();
    private long? _failingSince;
    private int _looks;

    public TimeSpan Timeout => polling.Timeout;

    /// <summary>The items of the last query that found any.</summary>
    public IReadOnlyList<T> LastSeen { get; private set; } = [];

    /// <summary>The failure of the last query; null after a response.</summary>
    public CloudStackException? LastFailure { get; private set; }

    public async Task<QueryWaitResult<T>> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await LookAsync(cancellationToken).ConfigureAwait(false) is { } items)
            {
                if (items.Count == 0)
                {
                    return new QueryWaitResult<T>(QueryWaitOutcome.Gone, LastSeen);
                }

                LastSeen = items;
                if (items.TrueForAll(item => condition(item)))
                {
                    return new QueryWaitResult<T>(QueryWaitOutcome.Reached, items);
                }
            }

            TimeSpan waited = timeProvider.GetElapsedTime(_startedAt);
            progress?.Report(new JobProgress(JobStatus.Pending, waited, _looks, Snapshot: null));
            TimeSpan? delay = PollSchedule.NextDelayBeforeDeadline(polling, CommandDurations.Unknown, _looks, waited, waited);
            await Task.Delay(delay ?? System.Threading.Timeout.InfiniteTimeSpan, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Whether the server refuses the query because a resource that it names doesn't exist, as it does for an id. At the first
    /// query, that may be a different resource, and the caller has to be informed about that.
    /// </summary>
    private bool SaysGone(CloudStackApiException error) =>
        error.Kind == ErrorKind.NotFound && (LastSeen.Count > 0 || error.ErrorText!.Contains("parameter id ", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the items; null if the query failed in a way that may be temporary.</summary>
    private async Task<List<T>?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            List<T> items = await query.ToListAsync(cancellationToken).ConfigureAwait(false);
            LastFailure = null;
            _failingSince = null;
            return items;
        }
        catch (CloudStackApiException e) when (SaysGone(e))
        {
            return [];
        }
        catch (CloudStackException e) when (RetryRules.MayPassByWaiting(e) && e is not CloudStackApiException { ErrorCode: 431 })
        {
            LastFailure = e;
            if (timeProvider.GetElapsedTime(_failingSince ??= timeProvider.GetTimestamp()) >= polling.FailureTolerance)
            {
                throw;
            }

            return null;
        }
        finally
        {
            _looks++;
        }
    }
}
