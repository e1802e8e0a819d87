using System.Runtime.CompilerServices;
using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Pipeline;
using CloudStack.Client.Responses;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>The job commands, for polls and look-ups as well as for callers.</summary>
/// <remarks>
/// This class sends directly to the handlers instead of through Refit. A poll has its own turn and timeout, knows the secrets of
/// the submission, and reports how long its exchange took. A method of an interface couldn't express that.
/// </remarks>
/// <param name="pipeline">Leads to the handlers.</param>
/// <param name="clock">The server's clock.</param>
/// <param name="throttle">Provides the cost of a request if the server limits requests.</param>
/// <param name="logger">Logs that an account isn't allowed to list jobs.</param>
internal sealed class JobApi(HttpMessageInvoker pipeline, ServerClock clock, RequestThrottle throttle, ILogger logger) : IJobApi
{
    private static readonly CommandDescriptor QueryJob = new("queryAsyncJobResult", CommandKind.Read) { HasUnknownResponse = true };
    private static readonly CommandDescriptor ListServers = new("listManagementServers", CommandKind.Read);
    private static readonly CommandDescriptor ListJobs = new("listAsyncJobs", CommandKind.Read);

    // The servers' default maximum, and the most that one page may request.
    private const int ServerPageSize = 500;

    // The server's clock is known to a second at best, and jobs get their timestamps before their submission is answered.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(1);

    private volatile bool _refusesWholeLists;
    private volatile int _largestPage = int.MaxValue;

    /// <inheritdoc/>
    public async Task<JobSnapshot> QueryAsync(JobIdentity job, PollLimit? limit, CancellationToken cancellationToken)
    {
        ParameterList parameters = new();
        parameters.Add("jobid", job.Id);
        using CommandContext context = new(QueryJob, parameters, JobSnapshotReader.Read)
        {
            IsInternal = true,
            IsPoll = limit is { BelongsToCall: false },
            PollLimit = limit?.Value,
            Priority = RequestPriority.Query,
            JobSecrets = job.Secrets,
        };
        try
        {
            return (JobSnapshot)CommandResponse.ResultOf(await pipeline.SendAsync(context, cancellationToken).ConfigureAwait(false))!;
        }
        catch (CloudStackApiException e) when (ErrorClassifier.SaysNoSuchJob(e))
        {
            return new JobSnapshot { JobId = job.Id, Status = JobStatus.NotFound };
        }
    }

    /// <summary>Finds the newest job of a resource; null if the server knows none.</summary>
    public async Task<JobSnapshot?> FindByResourceAsync(string resourceType, string resourceId, CancellationToken cancellationToken)
    {
        ParameterList parameters = new();
        parameters.Add("resourcetype", resourceType);
        parameters.Add("resourceid", resourceId);
        try
        {
            return await AskAsync<JobSnapshot>(new(QueryJob, parameters, JobSnapshotReader.Read) { Priority = RequestPriority.Query }, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackApiException e) when (ErrorClassifier.SaysNoSuchJob(e))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<RunningJobs> ListAsync(JobListScope scope, int maxJobs, PollLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            return await ListAllPagesAsync(scope, maxJobs, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudStackApiException e) when (ErrorClassifier.SaysNotAllowed(e))
        {
            Log.ListingDisabled(logger);
            return RunningJobs.Forbidden;
        }
    }

    /// <summary>
    /// Lists the running jobs page by page, up to the first page that isn't full. If a server returns smaller pages, the method
    /// requests those.
    /// </summary>
    /// <param name="scope">The jobs to list.</param>
    /// <param name="pageSize">How many jobs to request at a time.</param>
    /// <param name="limit">The limit of a loop that will query again; null for a caller that queries once.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async IAsyncEnumerable<JobPage> ListPagesAsync(JobListScope scope, int pageSize, PollLimit? limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int offset = 0; ;)
        {
            pageSize = Math.Min(pageSize, _largestPage);
            CommandContext context = List((offset / pageSize) + 1, pageSize, scope, limit);
            JobPage page;
            try
            {
                page = await AskAsync<JobPage>(context, cancellationToken).ConfigureAwait(false);
            }
            catch (CloudStackApiException e) when (LargestPage.SmallerThan(pageSize, e) is { } smaller)
            {
                _largestPage = smaller;
                continue;
            }

            yield return page with { Took = context.ExchangeTime };
            if (page.ItemCount < pageSize)
            {
                yield break;
            }

            offset = ((offset / pageSize) + 1) * pageSize;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServerState>?> ListServersAsync(PollLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            CommandContext context = new(ListServers, new ParameterList(), ListResponse<ServerState>.Read)
            {
                IsInternal = true,
                IsPoll = !limit.BelongsToCall,
                PollLimit = limit.Value,
                Priority = RequestPriority.List,
            };
            return (await AskAsync<ListResponse<ServerState>>(context, cancellationToken).ConfigureAwait(false)).Items;
        }
        catch (CloudStackApiException e) when (ErrorClassifier.SaysNotAllowed(e))
        {
            return null;
        }
    }

    private async Task<RunningJobs> ListAllPagesAsync(JobListScope scope, int maxJobs, PollLimit limit, CancellationToken cancellationToken)
    {
        if (!_refusesWholeLists)
        {
            try
            {
                // A page size of -1 without a page number requests everything in one response.
                CommandContext whole = List(page: null, pageSize: -1, scope, limit);
                return Collect([await AskAsync<JobPage>(whole, cancellationToken).ConfigureAwait(false)], whole.ExchangeTime);
            }
            catch (CloudStackApiException e) when (e.ErrorCode == 431)
            {
                _refusesWholeLists = true;
            }
        }

        List<JobPage> pages = [];
        TimeSpan took = TimeSpan.Zero;
        await foreach (JobPage page in ListPagesAsync(scope, ServerPageSize, limit, cancellationToken).ConfigureAwait(false))
        {
            pages.Add(page);
            took += page.Took;
            if (pages.Count == 1 && page.TotalCount > maxJobs)
            {
                break;
            }
        }

        return Collect(pages, took);
    }

    private async Task<T> AskAsync<T>(CommandContext context, CancellationToken cancellationToken)
    {
        using (context)
        {
            return (T)CommandResponse.ResultOf(await pipeline.SendAsync(context, cancellationToken).ConfigureAwait(false))!;
        }
    }

    private CommandContext List(int? page, int pageSize, JobListScope scope, PollLimit? limit)
    {
        ParameterList parameters = new();
        ParameterWriter writer = new(parameters);
        writer.Write("listall", scope.AllAccounts ? true : null);
        writer.Write("startdate", scope.MaxAge is { } age ? clock.ServerNow - age - ClockMargin : null);
        writer.Write("page", page);
        writer.Write("pagesize", pageSize);
        return new CommandContext(ListJobs, parameters, JobPage.Read)
        {
            IsInternal = limit is not null,
            IsPoll = limit is { BelongsToCall: false },
            PollLimit = limit?.Value,
            Priority = RequestPriority.List,
        };
    }

    private RunningJobs Collect(List<JobPage> pages, TimeSpan took)
    {
        Dictionary<string, JobSnapshot> jobs = new(StringComparer.OrdinalIgnoreCase);
        int items = 0;
        foreach (JobPage page in pages)
        {
            items += page.ItemCount;
            foreach (JobSnapshot job in page.Jobs)
            {
                jobs[job.JobId] = job;
            }
        }

        // If the list was cut, jobs that it doesn't show may still be running.
        int count = pages[^1].TotalCount ?? 0;
        return new RunningJobs(jobs, IsComplete: count <= items, IsAllowed: true)
        {
            TotalCount = Math.Max(count, items),
            // A list must not use more than a tenth of the calls that a throttling server allows.
            Cost = took > throttle.Interval ? took : throttle.Interval,
        };
    }
}
