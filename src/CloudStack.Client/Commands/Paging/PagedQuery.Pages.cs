using System.Runtime.CompilerServices;

namespace CloudStack.Client;

public sealed partial class PagedQuery<T>
{
    /// <summary>So many pages in a row may be the page before once more: then the command is one without pages.</summary>
    private const int MostEqualPages = 2;

    /// <summary>So many pages in a row may bring nothing new where the server counts no more rows.</summary>
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

    /// <summary>The pages, each without the rows that came before, and the server's total where it can be one.</summary>
    /// <param name="pageSize">How many items a page shall have; 0 for the client's setting.</param>
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
                // Not only at first: another management server, or one that was restarted, may allow less. The page that the
                // next row is on then may begin with rows of the page before, which are left out like all that come twice.
                pageSize = smaller;
                continue;
            }

            // A count without items past the first page is the end. On the first page there is nothing at all.
            if (fetched.Items.Count == 0)
            {
                yield break;
            }

            IReadOnlyList<T> items = rows.TakeNew(fetched);
            seen += items.Count;
            fetchedRows += fetched.Items.Count;
            areFull &= fetched.Items.Count >= pageSize;

            // A number that the pages so far cannot hold is no count of the page. Nothing is believed after a page that is not
            // full: the server counts what the caller may not see.
            yield return (items, areFull && fetched.Count > fetchedRows ? fetched.Count : null);

            // A page of another size than asked for is the end only if the server does not claim more: pages may be cut by
            // what the caller may see. Pages that bring nothing new are no end while the server counts more: it may order a
            // list by nothing unique. The same page again and again comes from a command that knows no pages.
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
