using System.Globalization;

namespace CloudStack.Client;

/// <summary>Provides items that are already in memory as pages.</summary>
internal sealed class ItemSource<T>(IReadOnlyList<T> items) : IPageSource<T>
{
    public int PageSize => 500;

    public PollingOptions Polling => new();

    public TimeProvider TimeProvider => TimeProvider.System;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{items.Count} items");

    public Task<FetchedPage<T>> FetchAsync(int page, int pageSize, bool withRows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long start = (page - 1L) * pageSize;
        List<T> found = [];
        for (long i = start; i < items.Count && i < start + pageSize; i++)
        {
            found.Add(items[(int)i]);
        }

        return Task.FromResult(new FetchedPage<T>(found, items.Count, Rows: null));
    }

    public IPageSource<T>? FilteredBy(string name) => null;
}
