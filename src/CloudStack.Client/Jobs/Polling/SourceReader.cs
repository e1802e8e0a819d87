using CloudStack.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>Reads one completion source for the lifetime of the client, and reconnects when it breaks.</summary>
internal sealed class SourceReader(IJobCompletionSource source, JobPoller poller, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Whatever a source does before its first await must not hold up the caller whose submission or wait starts this method.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        for (TimeSpan pause = FirstPause; !cancellationToken.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            Exception? failure = null;
            try
            {
                await foreach (JobHint hint in source.ReadHintsAsync(cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    poller.Notify(hint, this);
                    pause = FirstPause;
                }
            }
            catch (Exception e)
            {
                // The source is external code. Whatever it throws, polling continues.
                failure = e;
            }

            poller.Disconnect(this);
            if (!cancellationToken.IsCancellationRequested)
            {
                Log.CompletionSourceBroke(logger, source.GetType().Name, failure?.Message ?? "it ended", pause);
                await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
