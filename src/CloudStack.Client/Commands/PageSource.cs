using CloudStack.Client.Generation;
using CloudStack.Client.Transport;

namespace CloudStack.Client;

/// <summary>Pages of a list command.</summary>
internal sealed class PageSource<T>(CommandTransport transport, CommandDescriptor<T> command, CommandRequest? request, int pageSize) : IPageSource<T>
    where T : class, ICloudStackModel<T>
{
    public bool IsPaged => command.IsPaged;

    public int PageSize => pageSize;

    public async Task<FetchedPage<T>> FetchAsync(int? page, int pageSize, bool withRows, CancellationToken cancellationToken)
    {
        ParameterList parameters = CommandTransport.Parameters(request);
        if (page is { } number)
        {
            // The server refuses one without the other.
            parameters.Set("page", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            parameters.Set("pagesize", pageSize.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        CommandCall call = new(command, parameters);
        ListAnswer<T> answer = await transport.SendAsync(call, (call, withRows), ListAnswer<T>.Read, cancellationToken).ConfigureAwait(false);
        return new FetchedPage<T>(answer.Items, answer.Count, answer.Rows);
    }
}
