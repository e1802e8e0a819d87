namespace CloudStack.Client;

/// <summary>Where a query gets its pages from.</summary>
internal interface IPageSource<T>
{
    bool IsPaged { get; }

    int PageSize { get; }

    /// <summary>One page; the whole answer where <paramref name="page"/> is null.</summary>
    Task<FetchedPage<T>> FetchAsync(int? page, int pageSize, bool withRows, CancellationToken cancellationToken);
}
