using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Transport;

internal sealed partial class CommandTransport : IJobSource
{
    private static readonly CommandDescriptor QueryJob = new("queryAsyncJobResult", CommandKind.Read);
    private static readonly CommandDescriptor ListJobs = new("listAsyncJobs", CommandKind.Read);

    // The default maximum of servers, and the most that one page may ask for.
    private const int ServerPageSize = 500;

    // The server's clock is known to a second at best, and jobs are stamped before their submit is answered.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(1);

    private volatile bool _mayNotListJobs;
    private volatile bool _refusesWholeLists;

    /// <inheritdoc/>
    public async Task<JobSnapshot> QueryAsync(JobIdentity job, CancellationToken cancellationToken)
    {
        ParameterList parameters = new();
        parameters.Add("jobid", job.Id);
        CommandCall call = new(QueryJob, parameters) { Priority = RequestPriority.Query, JobSecrets = job.Secrets };
        try
        {
            return await AskAsync(call, _pipelines.Poll, JobSnapshotReader.Read, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackApiException e) when (ErrorKinds.SaysNoSuchJob(e))
        {
            return new JobSnapshot { JobId = job.Id, Status = JobStatus.NotFound };
        }
    }

    /// <summary>The newest job of a resource; null if the server knows none.</summary>
    public async Task<JobSnapshot?> FindByResourceAsync(string resourceType, string resourceId, CancellationToken cancellationToken)
    {
        ParameterList parameters = new();
        parameters.Add("resourcetype", resourceType);
        parameters.Add("resourceid", resourceId);
        CommandCall call = new(QueryJob, parameters) { Priority = RequestPriority.Query };
        try
        {
            return await SendAsync(call, JobSnapshotReader.Read, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackApiException e) when (ErrorKinds.SaysNoSuchJob(e))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<JobListing> ListAsync(JobListScope scope, int worth, CancellationToken cancellationToken)
    {
        if (_mayNotListJobs)
        {
            return JobListing.Forbidden;
        }

        try
        {
            return await ListAllPagesAsync(scope, worth, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackApiException e) when (ErrorKinds.SaysNotAllowed(e))
        {
            _mayNotListJobs = true;
            Log.ListingDisabled(_logger);
            return JobListing.Forbidden;
        }
    }

    /// <summary>One page of the running jobs.</summary>
    public Task<JobPage> ListPageAsync(int page, int pageSize, bool allAccounts, CancellationToken cancellationToken)
    {
        CommandCall call = ListCall(page, pageSize, new JobListScope(allAccounts, CreatedSince: null));
        return SendAsync(call, JobPage.Read, cancellationToken);
    }

    private async Task<JobListing> ListAllPagesAsync(JobListScope scope, int worth, CancellationToken cancellationToken)
    {
        if (!_refusesWholeLists)
        {
            try
            {
                // A page size of -1 without a page is everything in one answer.
                CommandCall call = ListCall(page: null, pageSize: -1, scope);
                return Collect([await AskForListAsync(call, cancellationToken).ConfigureAwait(false)], call.ExchangeTime);
            }
            catch (CloudStackApiException e) when (e.ErrorCode == 431)
            {
                _refusesWholeLists = true;
            }
        }

        List<JobPage> pages = [];
        TimeSpan took = TimeSpan.Zero;
        do
        {
            CommandCall call = ListCall(pages.Count + 1, ServerPageSize, scope);
            pages.Add(await AskForListAsync(call, cancellationToken).ConfigureAwait(false));
            took += call.ExchangeTime;
        }
        while (pages[^1].Items == ServerPageSize && (pages.Count > 1 || (pages[0].Count ?? 0) <= worth));
        return Collect(pages, took);
    }

    private Task<JobPage> AskForListAsync(CommandCall call, CancellationToken cancellationToken) =>
        AskAsync(call, _pipelines.Poll, JobPage.Read, cancellationToken);

    private CommandCall ListCall(int? page, int pageSize, JobListScope scope)
    {
        ParameterList parameters = new();
        ParameterWriter writer = new(parameters);
        writer.Write("listall", scope.AllAccounts ? true : null);
        writer.Write("startdate", scope.CreatedSince is { } age ? _clock.ServerNow - age - ClockMargin : null);
        writer.Write("page", page);
        writer.Write("pagesize", pageSize);
        return new CommandCall(ListJobs, parameters) { Priority = RequestPriority.List };
    }

    private JobListing Collect(List<JobPage> pages, TimeSpan took)
    {
        Dictionary<string, JobSnapshot> jobs = new(StringComparer.OrdinalIgnoreCase);
        int items = 0;
        foreach (JobPage page in pages)
        {
            items += page.Items;
            foreach (JobSnapshot job in page.Jobs)
            {
                jobs[job.JobId] = job;
            }
        }

        // Where somebody cut the list, what it does not show may run all the same.
        int count = pages[^1].Count ?? 0;
        return new JobListing(jobs, IsComplete: count <= items, IsAllowed: true)
        {
            Total = Math.Max(count, items),
            // A list must not take more than a tenth of the calls that a throttling server grants.
            Cost = took > _governor.Interval ? took : _governor.Interval,
        };
    }
}
