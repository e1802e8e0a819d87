using System.Globalization;

namespace CloudStack.Simulator;

// The responses of queryAsyncJobResult and listAsyncJobs.
internal sealed partial class JobTable
{
    public CommandAnswer Query(CommandContext context)
    {
        string? id = context.Text("jobid");
        string? resource = context.Text("resourceid");
        string? type = context.Text("resourcetype");
        Job job;
        if (id is not null)
        {
            job = FindById(context, id);
        }
        else if (resource is null && type is null)
        {
            throw ApiError.Value("Expected parameter job id or parameters resource type and resource id");
        }
        else if (resource is null || type is null)
        {
            throw ApiError.Value("Both resourceid and resourcetype required");
        }
        else
        {
            CheckType(type);
            job = _rows.LastOrDefault(j => !IsGone(j) && IsOn(j, type, resource))
                ?? throw ApiError.Value($"Unable to find a job by id null resource type {type} resource id {resource}");
        }

        if (!context.Account.MaySee(job.User.Account))
        {
            throw new ApiError(
                531,
                context.Account.Role == SimulatorRole.DomainAdmin
                    ? "Caller does not have permission to operate with provided resource."
                    : string.Create(CultureInfo.InvariantCulture, $"Account {Describe(context.Account)} is not authorized to see job id={job.Number}"),
                ErrorClass.PermissionDenied);
        }

        job.Queries++;
        return job.IsUnreadable
            ? throw new ApiError(530, StoredResult.ErrorText(job))
            : CommandAnswer.Flat(Show(context, job));
    }

    public CommandAnswer List(CommandContext context)
    {
        string? type = context.Text("resourcetype");
        string? resource = context.Text("resourceid");
        if (resource is not null && type is null)
        {
            throw ApiError.Value("resourceid parameter must be used with resourcetype parameter");
        }

        if (type is not null)
        {
            CheckType(type);
        }

        DateTimeOffset? start = context.Date("startdate");
        string? keyword = context.Text("keyword");
        string? server = context.Text("managementserverid");
        bool listFinished = context.Has(FaultKind.ListFinishedJobs);
        IEnumerable<Job> candidates = listFinished ? _rows : _running.Values;
        IEnumerable<Job> jobs = candidates.Where(j =>
            !IsGone(j)
            && Scoping.Includes(context, j.User.Account)
            && (start is null || j.Created >= start)
            && (keyword is null || JavaNames.Of(j.Command, j.User.Role).Contains(keyword, StringComparison.OrdinalIgnoreCase))
            && (server is null || server == j.Server.Id)
            && (type is null || (resource is null
                ? string.Equals(j.Work.InstanceType, type, StringComparison.OrdinalIgnoreCase)
                : ResourceTypes.IsMapped(type) && IsOn(j, type, resource))));
        return Paging.Answer(context, "asyncjobs", jobs, j => Show(context, j));
    }

    private static bool IsOn(Job job, string type, string resource) =>
        string.Equals(job.Work.InstanceType, type, StringComparison.OrdinalIgnoreCase) && job.Work.Target?.Id == resource;

    private static void CheckType(string type)
    {
        if (!ResourceTypes.IsKnown(type))
        {
            throw ApiError.Value("Invalid resourcetype");
        }
    }

    private Job FindById(CommandContext context, string id)
    {
        if (_byId.TryGetValue(id, out Job? job) && !IsGone(job))
        {
            return job;
        }

        if (long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return number >= 1 && number <= _rows.Count && !IsGone(_rows[(int)number - 1])
                ? _rows[(int)number - 1]
                : throw ApiError.Value($"Unable to find a job by id {id} resource type null resource id null");
        }

        throw ParameterBinder.UnknownId(context.Command, "jobid", id);
    }

    private ApiObject Show(CommandContext context, Job job)
    {
        Account account = job.User.Account;
        bool isRunning = job.Completed is null;
        bool numeric = cloud.Options.NumericManagementServerId || context.Has(FaultKind.NumericManagementServerId);
        bool namesServer = isRunning || job.KeepsServer;
        return new ApiObject
        {
            { "accountid", account.Id },
            { "account", account.Name },
            { "domainid", account.Domain.Id },
            { "domainpath", account.Domain.Path },
            { "userid", job.User.Id },
            { "cmd", JavaNames.Of(job.Command, job.User.Role) },
            { "jobprocstatus", 0 },
            { "jobresultcode", job.ResultCode },
            { "jobresulttype", job.Result is null ? null : "object" },
            { "jobresult", job.Result },
            { "jobinstancetype", job.Work.Target is null ? null : job.Work.InstanceType },
            { "jobinstanceid", ResourceTypes.IsMapped(job.Work.InstanceType) ? job.Work.Target?.Id : null },
            { "managementserverid", !namesServer ? null : numeric ? 90520732090368L : job.Server.Id },
            { "managementservername", namesServer && !numeric ? job.Server.Name : null },
            { "created", job.Created },
            { "completed", job.Completed },
            { "jobid", job.Id },
            { "jobstatus", job.Status },
        };
    }
}
