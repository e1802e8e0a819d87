using CloudStack.Client.Generation;
using CloudStack.Client.Transport;

namespace CloudStack.Client;

/// <summary>Pages of a list command.</summary>
/// <param name="transport">Sends the command.</param>
/// <param name="waitForJob">Waits for the list where the server answers with a job.</param>
/// <param name="request">The command.</param>
/// <param name="extra">Parameters beside those of the request; null for none.</param>
/// <param name="pageSize">How many items a page shall have.</param>
internal sealed class PageSource<T>(
    CommandTransport transport,
    Func<CommandCall, SubmitAnswer, CancellationToken, Task<JobList<T>>> waitForJob,
    QueryRequest<T> request,
    IReadOnlyList<KeyValuePair<string, string>>? extra,
    int pageSize) : IPageSource<T>
    where T : class, ICloudStackModel<T>
{
    public bool IsPaged => request.Command.IsPaged;

    public int PageSize => pageSize;

    public async Task<FetchedPage<T>> FetchAsync(int? page, int pageSize, bool withRows, CancellationToken cancellationToken)
    {
        ParameterList parameters = CommandTransport.Parameters(request, extra);
        if (page is { } number)
        {
            // The server refuses one without the other.
            parameters.Set("page", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            parameters.Set("pagesize", pageSize.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        CommandCall call = new(request.Command, parameters);
        ListAnswer<T> answer = await transport.SendAsync<ListAnswer<T>>(
            call,
            withRows ? ListAnswer<T>.ReadWithRows : ListAnswer<T>.Read,
            cancellationToken).ConfigureAwait(false);
        if (answer.Job is { } job)
        {
            JobList<T> items = await waitForJob(call, job, cancellationToken).ConfigureAwait(false);
            return new FetchedPage<T>(items, items.Count, Rows: null) { IsWhole = true };
        }

        return new FetchedPage<T>(answer.Items, answer.Count, answer.Rows);
    }
}
