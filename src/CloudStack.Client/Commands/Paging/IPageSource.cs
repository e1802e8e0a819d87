namespace CloudStack.Client;

/// <summary>Where a query gets its pages from.</summary>
internal interface IPageSource<T>
{
    int PageSize { get; }

    /// <summary>A copy of the client's settings for waits.</summary>
    PollingOptions Polling { get; }

    TimeProvider TimeProvider { get; }

    /// <summary>One page, from 1.</summary>
    Task<FetchedPage<T>> FetchAsync(int page, int pageSize, bool withRows, CancellationToken cancellationToken);

    /// <summary>A source of what the server finds under a name; null if the command cannot filter by it, or the caller filters already.</summary>
    IPageSource<T>? FilteredBy(string name);
}
