namespace CloudStack.Client;

/// <summary>Where a query gets its pages from.</summary>
internal interface IPageSource<T>
{
    int PageSize { get; }

    /// <summary>A copy of the client's settings for waits.</summary>
    PollingOptions Polling { get; }

    TimeProvider TimeProvider { get; }

    /// <summary>Fetches one page; pages start at 1.</summary>
    Task<FetchedPage<T>> FetchAsync(int page, int pageSize, bool withRows, CancellationToken cancellationToken);

    /// <summary>
    /// A source for the items that the server finds under a name; null if the command can't filter by name, or the caller already
    /// filters.
    /// </summary>
    IPageSource<T>? FilteredBy(string name);
}
