using System.Runtime.CompilerServices;

namespace CloudStack.Client;

/// <summary>
/// A list command that has not been sent yet. Enumerating sends it, page by page; enumerating again sends it again. No
/// item is lost to the server's page size, which silently cuts a list that is asked for without pages.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// The server's pages are offsets into a list that may change between two pages, and some lists are ordered by nothing unique.
/// So a row may come again on any page. One thing comes once: a row with an id that came before, and with the same zone where
/// it has one, or an identical row, is left out. (A template has a row for each zone, all of which come; so do rows that
/// differ within one page.) Where an item is removed in front, one that was never seen moves to a page that was read already,
/// and is missed; nothing on the wire shows that. The list ends at an empty page, or at a page that is not full once as many items came as the server
/// counts; a count that is wrong costs at most one call more and no item.
/// </remarks>
public sealed partial class PagedQuery<T> : IAsyncEnumerable<T>
{
    private readonly IPageSource<T>? _source;
    private readonly Task<PagedQuery<T>>? _prepared;

    internal PagedQuery(IPageSource<T> source) => _source = source;

    /// <param name="prepared">The query that this one stands for, still on its way from the client.</param>
    internal PagedQuery(Task<PagedQuery<T>> prepared) => _prepared = prepared;

    /// <summary>A query over items that are already there, for tests of code that takes queries.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The query.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static PagedQuery<T> FromItems(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new PagedQuery<T>(new ItemSource<T>([.. items]));
    }

    /// <summary>The command, or the number of items that were given.</summary>
    /// <returns>A text for logs; it holds no parameter.</returns>
    public override string ToString() => $"query of {typeof(T).Name}: {_source?.ToString() ?? "not prepared yet"}";

    /// <summary>Sends the command as often as it takes and yields the items.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The items.</returns>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
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

    /// <summary>One page, exactly one call.</summary>
    /// <param name="page">The page, from 1.</param>
    /// <param name="pageSize">How many items a page has; 1 to the server's maximum, usually 500.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page; without items past the end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">One of the numbers is below 1.</exception>
    /// <exception cref="CloudStackException">The call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public async Task<Page<T>> GetPageAsync(int page, int pageSize, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        IPageSource<T> source = await SourceAsync(cancellationToken).ConfigureAwait(false);
        FetchedPage<T> fetched = await source.FetchAsync(page, pageSize, withRows: false, cancellationToken).ConfigureAwait(false);
        return new Page<T>(fetched.Items, fetched.Count);
    }

    /// <summary>
    /// The pages one after the other, a call each. A row that came before is left out, so a page can have fewer items than the
    /// server sent.
    /// </summary>
    /// <param name="pageSize">
    /// How many items a page has, from 1 to the server's maximum, usually 500; null takes <see cref="CloudStackClientOptions.PageSize"/>.
    /// A server with a smaller maximum says so, and the query goes on with that.
    /// </param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The pages; none if there are no items.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is below 1.</exception>
    /// <exception cref="CloudStackException">While enumerating: a call did not succeed.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: <paramref name="cancellationToken"/> fired.</exception>
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

    /// <summary>All items.</summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The items.</returns>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public async Task<List<T>> ToListAsync(CancellationToken cancellationToken = default)
    {
        List<T> items = [];
        await foreach (IReadOnlyList<T> page in PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            items.AddRange(page);
        }

        return items;
    }

    /// <summary>The first item; one call, as a rule.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The item; null (or the type's default) if there is none.</returns>
    /// <exception cref="CloudStackException">The call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public async Task<T?> FirstOrDefaultAsync(CancellationToken cancellationToken = default)
    {
        IPageSource<T> source = await SourceAsync(cancellationToken).ConfigureAwait(false);
        FetchedPage<T> first = await source.FetchAsync(1, 1, withRows: false, cancellationToken).ConfigureAwait(false);
        if (first.Items.Count > 0 || first.Count is null or 0)
        {
            return first.Items.Count > 0 ? first.Items[0] : default;
        }

        // The caller may not see the very first, but others.
        await foreach (T item in this.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            return item;
        }

        return default;
    }

    /// <summary>The only item.</summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The item; null (or the type's default) if there is none.</returns>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
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
    /// The number of items. One call where the server counts beyond the page it returns, which most commands do; else the
    /// pages are counted. A count is taken for the number of all items only if it is more than the full pages before it can hold.
    /// </summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The number.</returns>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
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
