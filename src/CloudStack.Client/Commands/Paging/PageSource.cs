using CloudStack.Client.Commands;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>Pages of a list command.</summary>
/// <param name="commands">Sends the command.</param>
/// <param name="query">The command.</param>
/// <param name="extra">Parameters beside those of the request; null for none.</param>
/// <param name="pageSize">How many items a page shall have.</param>
internal sealed class PageSource<T>(HttpMessageInvoker commands, QueryRequest<T> query, IReadOnlyList<KeyValuePair<string, string>>? extra, int pageSize)
    : IPageSource<T>
    where T : class, ICloudStackModel<T>
{
    public bool IsPaged => query.Command.IsPaged;

    public int PageSize => pageSize;

    public async Task<FetchedPage<T>> FetchAsync(int? page, int pageSize, bool withRows, CancellationToken cancellationToken) =>
        (FetchedPage<T>)(await commands.ExecuteAsync(new PageRequest<T>(query, page, pageSize, withRows), extra, cancellationToken).ConfigureAwait(false))!;
}
