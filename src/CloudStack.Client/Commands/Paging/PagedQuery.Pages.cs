using System.Runtime.CompilerServices;

namespace CloudStack.Client;

public sealed partial class PagedQuery<T>
{
    /// <summary>After this many pages in a row that repeat the page before, the command is one without paging.</summary>
    private const int MostEqualPages = 2;

    /// <summary>How many pages in a row may contain nothing new while the server counts no more rows.</summary>
    private const int MostStalePages = 10;

    internal async ValueTask<IPageSource<T>> SourceAsync(CancellationToken cancellationToken)
    {
        PagedQuery<T> query = this;
        while (query._prepared is { } prepared)
        {
            query = await prepared.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return query._source!;
    }

    private async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((IReadOnlyList<T> items, _) in PagesWithTotalAsync(pageSize: 0, cancellationToken).ConfigureAwait(false))
        {
            yield return items;
        }
    }

    /// <summary>The pages, each without the rows that were returned before, and the server's total if it can be one.</summary>
    /// <param name="pageSize">How many items a page should have; 0 for the client's setting.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    private async IAsyncEnumerable<(IReadOnlyList<T> Items, int? Total)> PagesWithTotalAsync(int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IPageSource<T> source = await SourceAsync(cancellationToken).ConfigureAwait(false);
        pageSize = pageSize == 0 ? source.PageSize : pageSize;
        int offset = 0;
        int seen = 0;
        int fetchedRows = 0;
        int stalePages = 0;
        bool areFull = true;
        SeenRows rows = new();
        while (true)
        {
            int page = offset / pageSize;
            FetchedPage<T> fetched;
            try
            {
                fetched = await source.FetchAsync(page + 1, pageSize, withRows: true, cancellationToken).ConfigureAwait(false);
            }
            catch (CloudStackApiException e) when (LargestPage.SmallerThan(pageSize, e) is { } smaller)
            {
                // This can happen on any page: another management server, or a restarted one, may allow less. The page with the
                // next row may then start with rows of the page before, which are omitted like all repeated rows.
                pageSize = smaller;
                continue;
            }

            // Past the first page, a count without items is the end of the list. On the first page, it means that there is nothing
            // at all.
            if (fetched.Items.Count == 0)
            {
                yield break;
            }

            IReadOnlyList<T> items = rows.TakeNew(fetched);
            seen += items.Count;
            fetchedRows += fetched.Items.Count;
            areFull &= fetched.Items.Count >= pageSize;

            // A number that is larger than the pages so far can hold isn't the count of one page. After a page that isn't full, no
            // count is trusted: the server also counts items that the caller may not see.
            yield return (items, areFull && fetched.Count > fetchedRows ? fetched.Count : null);

            // A page of a different size than requested is the end only if the server doesn't claim more items, because pages can
            // be cut to what the caller may see. Pages without new items aren't the end while the server counts more, because it
            // may order a list by nothing unique. The same page again and again means that the command has no paging.
            offset = checked((page + 1) * pageSize);
            stalePages = items.Count > 0 ? 0 : stalePages + 1;
            if (fetched.IsWhole
                || (fetched.Items.Count != pageSize && seen >= (fetched.Count ?? 0))
                || rows.EqualPages >= MostEqualPages
                || (stalePages >= MostStalePages && offset >= (fetched.Count ?? 0)))
            {
                yield break;
            }
        }
    }
}
