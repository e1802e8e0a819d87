using CloudStack.Client.Generation;

namespace CloudStack.Client.Jobs;

/// <summary>A job that runs until a test says how it ended.</summary>
internal sealed class PendingJob<T>(Task<JobResult<T>> result, TimeProvider timeProvider) : IJobOperations
    where T : class, ICloudStackModel<T>
{
    public PollingOptions Polling => new();

    public async Task<JobSnapshot> QueryAsync(JobHandle job, CancellationToken cancellationToken)
    {
        ThrowIfCanceled(job, cancellationToken);
        return result.IsCompleted ? (await EndAsync(job).ConfigureAwait(false)).ToSnapshot(job) : Running(job);
    }

    public async Task<JobCompletion> WaitAsync(JobHandle job, PollingOptions options, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        ThrowIfCanceled(job, cancellationToken);
        long startedAt = timeProvider.GetTimestamp();
        int polls = result.IsCompleted ? 1 : 2;
        if (polls > 1)
        {
            progress?.Report(new JobProgress(JobStatus.Pending, TimeSpan.Zero, Polls: 1, Running(job)));
            await ((Task)result).WaitAsync(options.Timeout, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!result.IsCompleted)
            {
                ThrowIfCanceled(job, cancellationToken);
                throw new JobTimeoutException(job, options.Timeout, JobStatus.Pending, lastFailure: null);
            }
        }

        JobCompletion completion = (await EndAsync(job).ConfigureAwait(false)) with { Waited = timeProvider.GetElapsedTime(startedAt), Polls = polls };
        JobSnapshot snapshot = completion.ToSnapshot(job);
        progress?.Report(new JobProgress(snapshot.Status, completion.Waited, polls, snapshot));
        return completion;
    }

    /// <summary>The result that the test sets. Each caller gets its own exception, with this handle.</summary>
    private async Task<JobCompletion> EndAsync(JobHandle job)
    {
        try
        {
            return (await result.ConfigureAwait(false)).Completion;
        }
        catch (CloudStackException e)
        {
            CloudStackException own = e.Copy();
            own.Job = job;
            throw own;
        }
    }

    private static JobSnapshot Running(JobHandle job) =>
        new() { JobId = job.Identity.Id, Status = JobStatus.Pending, RawStatus = 0, ResourceId = job.ResourceId };

    private static void ThrowIfCanceled(JobHandle job, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            throw new JobWaitCanceledException(job, cancellationToken);
        }
    }
}
