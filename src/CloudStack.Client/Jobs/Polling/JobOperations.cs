using System.Diagnostics;
using CloudStack.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The operations that handles call: a single query, or a wait through the poller. Everything that they throw contains the handle.
/// </summary>
internal sealed class JobOperations : IJobOperations, IAsyncDisposable
{
    private readonly IJobApi _api;
    private readonly PollingOptions _polling;
    private readonly Metrics _metrics;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly JobPoller _poller;
    private readonly ServerWatch _servers;
    private readonly SourceReaders _sources;

    public JobOperations(
        IJobApi api,
        PollingOptions polling,
        Metrics metrics,
        TimeProvider timeProvider,
        ILogger logger,
        IReadOnlyList<IJobCompletionSource>? completionSources = null)
    {
        _api = api;
        _polling = polling;
        _metrics = metrics;
        _timeProvider = timeProvider;
        _logger = logger;
        _poller = new JobPoller(api, metrics, timeProvider, expectsHints: completionSources is { Count: > 0 });
        _servers = new ServerWatch(api, timeProvider);
        _sources = new SourceReaders(completionSources ?? [], _poller, timeProvider, logger);
    }

    public PollingOptions Polling => _polling with { };

    public JobPoller Poller => _poller;

    /// <summary>Connects the sources of hints. A job is about to be submitted, and hints about it can arrive from now on.</summary>
    public void ConnectSources() => _sources.Start();

    public async Task<JobSnapshot> QueryAsync(JobHandle job, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.QueryAsync(job.Identity, limit: null, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackException e)
        {
            e.Job = job;
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

        using Activity? activity = Tracing.StartWait(job.Identity, _metrics.Client);
        _sources.Start();
        JobWaiter waiter = _poller.Add(job.Identity, options, progress);
        _servers.Add(waiter);
        try
        {
            JobCompletion completion = await waiter.Task.WaitAsync(options.Timeout, _timeProvider, cancellationToken).ConfigureAwait(false);
            Report(job, completion, activity);
            return completion;
        }
        catch (Exception e)
        {
            Exception failure = Explain(e, job, waiter, options, cancellationToken);
            if (activity is not null)
            {
                Tracing.EndWait(activity, waiter.Polls, failure);
            }

            if (ReferenceEquals(failure, e))
            {
                throw;
            }

            throw failure;
        }
        finally
        {
            _servers.Remove(waiter);
            _poller.Remove(job.Identity, waiter);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _servers.Dispose();

        // The waits end first, so that they don't have to wait for a slow source.
        await _poller.DisposeAsync().ConfigureAwait(false);
        await _sources.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Creates the exception that the caller gets for the end of a wait. It contains the handle, which stays usable.</summary>
    private Exception Explain(Exception exception, JobHandle job, JobWaiter waiter, PollingOptions options, CancellationToken cancellationToken)
    {
        // The wait itself can fail at the moment at which it is ended, and a listener can throw what looks like the deadline.
        bool isFailureOfWait = ReferenceEquals(waiter.Task.Exception?.InnerException, exception);
        switch (exception)
        {
            case TimeoutException when !isFailureOfWait:
                Log.JobTimedOut(_logger, job.Identity.Command, job.Identity.Id, options.Timeout, waiter.Polls);
                // Other waits may have seen the same failure. This caller's copy names this caller's job.
                CloudStackException? lastFailure = waiter.LastFailure?.Copy();
                if (lastFailure is not null)
                {
                    lastFailure.Job = job;
                }

                return new JobTimeoutException(job, options.Timeout, waiter.LastStatus, lastFailure);
            case OperationCanceledException when cancellationToken.IsCancellationRequested && !isFailureOfWait:
                return new JobWaitCanceledException(job, cancellationToken);
            case CloudStackException failure:
                failure.Job = job;
                return failure;
            default:
                return exception;
        }
    }

    private void Report(JobHandle job, JobCompletion completion, Activity? activity)
    {
        _metrics.JobEnded(job.Identity, completion.Outcome, _timeProvider);
        if (activity is not null)
        {
            Tracing.EndWait(activity, completion);
        }

        if (completion.Outcome == JobOutcome.Unknown)
        {
            Log.OutcomeUnknown(_logger, job.Identity.Command, job.Identity.Id, completion.UnknownReason!.Value);
        }
        else
        {
            Log.JobFinished(_logger, job.Identity.Command, job.Identity.Id, completion.Outcome, completion.Waited, completion.Polls);
        }
    }
}
