using CloudStack.Client.Commands;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>Pages of a list command.</summary>
/// <param name="query">The command.</param>
/// <param name="extra">Parameters in addition to those of the request; null for none.</param>
/// <param name="settings">The settings that the query shares with other queries.</param>
internal sealed class PageSource<T>(QueryRequest<T> query, IReadOnlyList<KeyValuePair<string, string>>? extra, QuerySettings settings) : IPageSource<T>
    where T : class, ICloudStackModel<T>
{
    public int PageSize => settings.PageSize;

    public PollingOptions Polling => settings.Polling with { };

    public TimeProvider TimeProvider => settings.TimeProvider;

    public override string ToString() => query.Command.Name;

    public async Task<FetchedPage<T>> FetchAsync(int page, int pageSize, bool withRows, CancellationToken cancellationToken) =>
        (FetchedPage<T>)(await settings.Commands.ExecuteAsync(new PageRequest<T>(query, page, pageSize, withRows), extra, cancellationToken).ConfigureAwait(false))!;

    public IPageSource<T>? FilteredBy(string name)
    {
        if (query.Command.NameFilter is not { } filter)
        {
            return null;
        }

        ParameterList given = query.CreateParameters(extra);
        return given.TryGet("name", out _) || given.TryGet("keyword", out _)
            ? null
            : new PageSource<T>(query, [.. extra ?? [], new(filter, name)], settings);
    }
}
