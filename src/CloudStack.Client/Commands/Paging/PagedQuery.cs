using System.Runtime.CompilerServices;

namespace CloudStack.Client;

/// <summary>
/// A list command that has not been sent yet. Enumerating the query sends the command, page by page; enumerating it again sends the
/// command again. No item is lost to the server's page size, which silently truncates a list that is requested without paging.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// The server's pages are offsets into a list that can change between two pages, and some lists aren't ordered by anything unique.
/// The server can therefore return a row again on any page. The query returns each row once: it omits a row with an id that it has
/// already returned (with the same zone, if the row has one), and a row that is identical to an earlier one. A template has one row
/// for each zone, and all of them are returned. So are rows that differ within one page. If an item near the start of the list is
/// removed during the enumeration, an item that has not been returned yet moves to a page that has already been read, and is
/// missed. Nothing on the wire shows that. The list ends at an empty page, or at a page that isn't full once as many items have
/// been received as the server counts. A wrong count costs at most one additional call and loses no item.
/// </remarks>
public sealed partial class PagedQuery<T> : IAsyncEnumerable<T>
{
    private readonly IPageSource<T>? _source;
    private readonly Task<PagedQuery<T>>? _prepared;

    internal PagedQuery(IPageSource<T> source) => _source = source;

    /// <param name="prepared">The query that this one represents, which the client is still preparing.</param>
    internal PagedQuery(Task<PagedQuery<T>> prepared) => _prepared = prepared;

    /// <summary>Creates a query over items that are already in memory, for tests of code that takes queries.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The query.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static PagedQuery<T> FromItems(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new PagedQuery<T>(new ItemSource<T>([.. items]));
    }

    /// <summary>Returns the command, or the number of items that were given.</summary>
    /// <returns>A string for logs. It contains no parameters.</returns>
    public override string ToString() => $"query of {typeof(T).Name}: {_source?.ToString() ?? "not prepared yet"}";

    /// <summary>Sends the command as often as necessary and yields the items.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The items.</returns>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (IReadOnlyList<T> page in PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (T item in page)
            {
                yield return item;
            }
        }
    }

    /// <summary>Fetches one page with exactly one call.</summary>
    /// <param name="page">The number of the page, from 1.</param>
    /// <param name="pageSize">How many items a page has; 1 to the server's maximum, usually 500.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page; it is empty past the end of the list.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="page"/> or <paramref name="pageSize"/> is less than 1.</exception>
    /// <exception cref="CloudStackException">The call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<Page<T>> GetPageAsync(int page, int pageSize, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        IPageSource<T> source = await SourceAsync(cancellationToken).ConfigureAwait(false);
        FetchedPage<T> fetched = await source.FetchAsync(page, pageSize, withRows: false, cancellationToken).ConfigureAwait(false);
        return new Page<T>(fetched.Items, fetched.Count);
    }

    /// <summary>
    /// Fetches the pages one after the other, with one call for each. Repeated rows are omitted, so a page can have fewer items
    /// than the server sent.
    /// </summary>
    /// <param name="pageSize">
    /// How many items a page has, from 1 to the server's maximum, usually 500; null for
    /// <see cref="CloudStackClientOptions.PageSize"/>. A server with a smaller maximum reports it, and the query continues with
    /// that.
    /// </param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The pages; none if there are no items.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is less than 1.</exception>
    /// <exception cref="CloudStackException">While enumerating: a call did not succeed.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: <paramref name="cancellationToken"/> was canceled.</exception>
    public IAsyncEnumerable<Page<T>> AsPages(int? pageSize = null, CancellationToken cancellationToken = default)
    {
        if (pageSize is { } size)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(pageSize));
        }

        return Core(this, pageSize ?? 0, cancellationToken);

        static async IAsyncEnumerable<Page<T>> Core(PagedQuery<T> query, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach ((IReadOnlyList<T> items, int? total) in query.PagesWithTotalAsync(pageSize, cancellationToken).ConfigureAwait(false))
            {
                yield return new Page<T>(items, total);
            }
        }
    }

    /// <summary>Returns all items.</summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The items.</returns>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<List<T>> ToListAsync(CancellationToken cancellationToken = default)
    {
        List<T> items = [];
        await foreach (IReadOnlyList<T> page in PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            items.AddRange(page);
        }

        return items;
    }

    /// <summary>Returns the first item, usually with one call.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The item; null (or the type's default) if there is none.</returns>
    /// <exception cref="CloudStackException">The call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<T?> FirstOrDefaultAsync(CancellationToken cancellationToken = default)
    {
        IPageSource<T> source = await SourceAsync(cancellationToken).ConfigureAwait(false);
        FetchedPage<T> first = await source.FetchAsync(1, 1, withRows: false, cancellationToken).ConfigureAwait(false);
        if (first.Items.Count > 0 || first.Count is null or 0)
        {
            return first.Items.Count > 0 ? first.Items[0] : default;
        }

        // The caller may be allowed to see later items even if it can't see the first one.
        await foreach (T item in this.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            return item;
        }

        return default;
    }

    /// <summary>Returns the only item.</summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The item; null (or the type's default) if there is none.</returns>
    /// <exception cref="InvalidOperationException">There is more than one item.</exception>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<T?> SingleOrDefaultAsync(CancellationToken cancellationToken = default)
    {
        T? found = default;
        int count = 0;
        await foreach (T item in this.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (++count > 1)
            {
                throw new InvalidOperationException("The query has more than one item; narrow it, or enumerate it.");
            }

            found = item;
        }

        return found;
    }

    /// <summary>
    /// Returns the number of items. This takes one call if the server's count covers more than the page that it returns, as it does
    /// for most commands; otherwise, the query counts the items on all pages. The server's count is used only if it is larger than
    /// the full pages so far can hold.
    /// </summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The number of items.</returns>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<int> CountAsync(CancellationToken cancellationToken = default)
    {
        int counted = 0;
        await foreach ((IReadOnlyList<T> items, int? total) in PagesWithTotalAsync(pageSize: 0, cancellationToken).ConfigureAwait(false))
        {
            if (total is { } all)
            {
                return all;
            }

            counted += items.Count;
        }

        return counted;
    }
}
