using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Transport;

internal sealed partial class CommandTransport : IJobSource
{
    private static readonly CommandDescriptor QueryJob = new("queryAsyncJobResult", CommandKind.Read);
    private static readonly CommandDescriptor ListJobs = new("listAsyncJobs", CommandKind.Read);

    private volatile bool _mayNotListJobs;

    /// <inheritdoc/>
    public async Task<JobSnapshot> QueryAsync(JobIdentity job, CancellationToken cancellationToken)
    {
        ParameterList parameters = new();
        parameters.Add("jobid", job.Id);
        CommandCall call = new(QueryJob, parameters) { Priority = RequestPriority.Poll, JobSecrets = job.Secrets };
        try
        {
            return await ExchangeAsync(
                call,
                _pipelines.Poll,
                call,
                static (ref reader, body, call) => JobSnapshotReader.Read(ref reader, body, call.Secrets),
                cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackApiException e) when (ErrorKinds.SaysNoSuchJob(e))
        {
            return new JobSnapshot { JobId = job.Id, Status = JobStatus.NotFound };
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>?> ListRunningAsync(CancellationToken cancellationToken)
    {
        if (_mayNotListJobs)
        {
            return null;
        }

        HashSet<string> running = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            JobPage page = await ListPageAsync(page: null, pageSize: -1, listAll: true, _pipelines.Poll, cancellationToken).ConfigureAwait(false);
            if (page.Count > page.Jobs.Count)
            {
                // Somebody cut the list; what it does not show may run all the same.
                return null;
            }

            foreach (JobSnapshot job in page.Jobs)
            {
                if (job.Status == JobStatus.Pending)
                {
                    running.Add(job.JobId);
                }
            }

            return running;
        }
        catch (CloudStackApiException e) when (e.ErrorCode == 432)
        {
            _mayNotListJobs = true;
            Log.ListingDisabled(_logger);
            return null;
        }
    }

    /// <summary>One page of the running jobs; a page size of -1 without a page is all of them.</summary>
    public Task<JobPage> ListPageAsync(int? page, int pageSize, bool listAll, CancellationToken cancellationToken) =>
        ListPageAsync(page, pageSize, listAll, timeout: null, cancellationToken);

    private Task<JobPage> ListPageAsync(int? page, int pageSize, bool listAll, Polly.ResiliencePipeline? timeout, CancellationToken cancellationToken)
    {
        ParameterList parameters = new();
        ParameterWriter writer = new(parameters);
        writer.Write("listall", listAll ? true : null);
        writer.Write("page", page);
        writer.Write("pagesize", pageSize);
        CommandCall call = new(ListJobs, parameters) { Priority = RequestPriority.Poll };
        return timeout is null
            ? SendAsync(call, call, JobPage.Read, cancellationToken)
            : ExchangeAsync(call, timeout, call, JobPage.Read, cancellationToken);
    }
}
