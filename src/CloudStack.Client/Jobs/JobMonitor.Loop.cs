using CloudStack.Client.Transport;
using Polly;

namespace CloudStack.Client.Jobs;

/// <summary>The loop: it runs while somebody waits, sleeps until the next poll is due, and is woken when that changes.</summary>
internal sealed partial class JobMonitor
{
    // The result of a round after which jobs are still watched. Polly disposes of what it retries, so it is nothing else.
    private static readonly object GoOn = new();

    private async Task RunAsync()
    {
        while (true)
        {
            using CancellationTokenSource sleep = new();
            lock (_gate)
            {
                if (_jobs.Count == 0)
                {
                    _running = false;
                    _sleep = null;
                    return;
                }

                _sleep = sleep;
                _sleepUntil = long.MinValue;
            }

            ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, sleep.Token);
            try
            {
                // The outcome does not matter: "nobody waits" and "woken" both lead back to the top.
                await _rounds.ExecuteOutcomeAsync(
                    static async (_, monitor) => Outcome.FromResult<object?>(await monitor.RoundAsync().ConfigureAwait(false) ? GoOn : null),
                    context,
                    this).ConfigureAwait(false);
            }
            finally
            {
                ResilienceContextPool.Shared.Return(context);
            }
        }
    }

    /// <summary>How long to sleep after a round. From here on, a wait that is due earlier wakes the loop.</summary>
    private TimeSpan PlanSleep()
    {
        lock (_gate)
        {
            long due = NextDueAt();
            _sleepUntil = due;
            TimeSpan delay = due == long.MaxValue ? ResiliencePipelines.LongestSleep : Clock.Until(_timeProvider, due);
            return delay < ResiliencePipelines.LongestSleep ? delay : ResiliencePipelines.LongestSleep;
        }
    }

    /// <summary>The earliest time at which a poll can go out. Called under the lock.</summary>
    private long NextDueAt() =>
        // With no exchange free, whoever finishes first takes the next job; there is nothing to wake up for.
        _exchanges >= MaxExchanges ? long.MaxValue
        : _list.IsInUse && !_list.IsAsking ? Math.Min(_plan.NextAt, _list.DueAt)
        : _plan.NextAt;

    /// <summary>Interrupts the sleep if it would last beyond a time. Called under the lock.</summary>
    private void WakeFor(long dueAt)
    {
        _roundWait?.TrySetResult();
        if (dueAt < _sleepUntil)
        {
            CancellationTokenSource? sleep = _sleep;
            _sleep = null;
            _sleepUntil = long.MinValue;
            CancelInBackground(sleep);
        }
    }

    /// <summary>
    /// Cancelling runs continuations on the spot: under a lock, on a caller's thread, with a caller's ambient values. None of
    /// that is for the loop, so they run on a clean pool thread.
    /// </summary>
    private static void CancelInBackground(CancellationTokenSource? source)
    {
        if (source is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static source =>
                {
                    try
                    {
                        source.Cancel();
                    }
                    catch (ObjectDisposedException)
                    {
                        // What it was to interrupt ended by itself in the meantime.
                    }
                },
                source,
                preferLocal: false);
        }
    }
}
