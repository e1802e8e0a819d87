using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CloudStack.Client.Jobs;

/// <summary>Presents a wait as a sequence of its polls.</summary>
internal static class JobWatch
{
    public static async IAsyncEnumerable<JobProgress> EnumerateAsync(
        JobHandle job,
        PollingOptions polling,
        IProgress<JobProgress>? progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (job.Completion is { } known)
        {
            JobSnapshot snapshot = known.ToSnapshot(job);
            yield return new JobProgress(snapshot.Status, TimeSpan.Zero, Polls: 0, snapshot);
            ThrowIfEndWasNotSeen(await job.WaitAsync(polling, progress: null, cancellationToken).ConfigureAwait(false));
            yield break;
        }

        // The newest state replaces an unread one: a slow reader misses details but never falls behind.
        Channel<JobProgress> steps = Channel.CreateBounded<JobProgress>(new BoundedChannelOptions(1)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<JobResult> wait = WaitAsync(job, polling, progress, steps.Writer, stop.Token);
        try
        {
            await foreach (JobProgress step in steps.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return step;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                throw new JobWaitCanceledException(job, cancellationToken);
            }

            ThrowIfEndWasNotSeen(await wait.ConfigureAwait(false));
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)wait).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// The last item shows how a job ended. If no poll saw that, the last item shows a running job, and a loop that ended normally
    /// would say nothing.
    /// </summary>
    private static void ThrowIfEndWasNotSeen(JobResult result)
    {
        if (result.UnknownReason is not (null or UnknownReason.NotFound))
        {
            throw new JobOutcomeUnknownException(result);
        }
    }

    private static async Task<JobResult> WaitAsync(
        JobHandle job,
        PollingOptions polling,
        IProgress<JobProgress>? progress,
        ChannelWriter<JobProgress> steps,
        CancellationToken cancellationToken)
    {
        try
        {
            return await job.WaitAsync(polling, new ChannelProgress(steps, progress), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            steps.TryComplete();
        }
    }

    private sealed class ChannelProgress(ChannelWriter<JobProgress> steps, IProgress<JobProgress>? listener) : IProgress<JobProgress>
    {
        public void Report(JobProgress value)
        {
            steps.TryWrite(value);
            listener?.Report(value);
        }
    }
}
