using CloudStack.Client.Diagnostics;
using CloudStack.Client.Transport;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Jobs;

/// <summary>What handles call: one query, or a wait through the monitor, with the handle in everything that is thrown.</summary>
internal sealed class JobEngine(IJobSource source, PollingOptions polling, TimeProvider timeProvider, ILogger logger) : IAsyncDisposable
{
    private readonly JobMonitor _monitor = new(source, timeProvider);

    public PollingOptions Polling => polling with { };

    public JobMonitor Monitor => _monitor;

    public async Task<JobSnapshot> QueryAsync(JobHandle job, CancellationToken cancellationToken)
    {
        try
        {
            return await source.QueryAsync(job.Identity, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackException e)
        {
            e.Job ??= job;
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new JobWaitCanceledException(job, cancellationToken);
        }
    }

    public async Task<JobCompletion> WaitAsync(JobHandle job, PollingOptions options, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            throw new JobWaitCanceledException(job, cancellationToken);
        }

        JobWaiter waiter = _monitor.Add(job.Identity, options, progress);
        try
        {
            JobCompletion completion = await waiter.Task.WaitAsync(options.Timeout, timeProvider, cancellationToken).ConfigureAwait(false);
            LogEnd(job, completion);
            return completion;
        }
        catch (TimeoutException) when (!waiter.Task.IsFaulted)
        {
            Log.JobTimedOut(logger, job.Command, job.Id, options.Timeout, waiter.Polls);
            throw new JobTimeoutException(job, options.Timeout, waiter.LastStatus, waiter.LastFailure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !waiter.Task.IsFaulted)
        {
            throw new JobWaitCanceledException(job, cancellationToken);
        }
        catch (CloudStackException e)
        {
            e.Job ??= job;
            throw;
        }
        finally
        {
            _monitor.Remove(job.Identity, waiter);
        }
    }

    public ValueTask DisposeAsync() => _monitor.DisposeAsync();

    private void LogEnd(JobHandle job, JobCompletion completion)
    {
        if (completion.Outcome == JobOutcome.Unknown)
        {
            Log.OutcomeUnknown(logger, job.Command, job.Id, completion.UnknownReason!.Value);
        }
        else
        {
            Log.JobFinished(logger, job.Command, job.Id, completion.Outcome, completion.Waited, completion.Polls);
        }
    }
}
