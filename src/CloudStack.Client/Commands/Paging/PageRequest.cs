using System.Globalization;
using CloudStack.Client.Commands;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>One page of a list command.</summary>
/// <param name="query">The command.</param>
/// <param name="page">The number of the page, from 1.</param>
/// <param name="pageSize">How many items a page has.</param>
/// <param name="withRows">Whether to collect what identifies each row if it is returned again.</param>
internal sealed class PageRequest<T>(QueryRequest<T> query, int page, int pageSize, bool withRows) : CommandRequest
    where T : class, ICloudStackModel<T>
{
    internal override ParameterList CreateParameters(IReadOnlyList<KeyValuePair<string, string>>? extra)
    {
        ParameterList parameters = query.CreateParameters(extra);

        // The server refuses either parameter without the other.
        parameters.Set("page", page.ToString(CultureInfo.InvariantCulture));
        parameters.Set("pagesize", pageSize.ToString(CultureInfo.InvariantCulture));
        return parameters;
    }

    internal override CommandContext CreateContext(IReadOnlyList<KeyValuePair<string, string>>? extra) =>
        new(Command, CreateParameters(extra), withRows ? ListResponse<T>.ReadWithRows : ListResponse<T>.Read) { MayBeJob = true };

    internal override object? Complete(object? response, CommandContext context, JobHandleFactory jobs)
    {
        ListResponse<T> list = (ListResponse<T>)response!;
        return new FetchedPage<T>(list.Items, list.Count, list.Rows);
    }

    internal override object? CompleteJob(JobResult result)
    {
        JobList<T> items = new JobResult<JobList<T>>(result.Job, result.Completion).GetValueOrThrow();
        return new FetchedPage<T>(items, items.Count, Rows: null) { IsWhole = true };
    }

    protected override CommandDescriptor DescribeCommand() => query.Command;

    protected override void WriteParameters(ref ParameterWriter writer)
    {
        // The query writes them.
    }
}
