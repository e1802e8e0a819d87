using System.Globalization;
using System.Runtime.CompilerServices;

namespace CloudStack.Client;

/// <summary>
/// A list command that has not been sent yet. Enumerating sends it, page by page; enumerating again sends it again. No
/// item is lost to the server's page size, which silently cuts a list that is asked for without pages.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// The server's pages are offsets into a list that may change between two pages. Where an item is added in front, the last
/// one of a page comes again on the next: a row that was on the page before, byte for byte, is left out. Where an item is
/// removed in front, one that was never seen moves to a page that was read already, and is missed; nothing on the wire
/// shows that. The list ends at an empty page, or at a page that is not full once as many items came as the server
/// counts; a count that is wrong costs at most one call more and no item.
/// </remarks>
public sealed class PagedQuery<T> : IAsyncEnumerable<T>
{
    /// <summary>So many pages in a row may bring nothing new before the command counts as one without pages.</summary>
    private const int MostStalePages = 2;

    private readonly IPageSource<T> _source;

    internal PagedQuery(IPageSource<T> source) => _source = source;

    /// <summary>A query over items that are already there, for tests of code that takes queries.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The query.</returns>
    public static PagedQuery<T> FromItems(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new PagedQuery<T>(new ItemSource<T>([.. items]));
    }

    /// <summary>Sends the command as often as it takes and yields the items.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The items.</returns>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
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
    /// <exception cref="NotSupportedException">The command has no pages.</exception>
    /// <exception cref="CloudStackException">The call did not succeed.</exception>
    public async Task<Page<T>> GetPageAsync(int page, int pageSize, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        if (!_source.IsPaged)
        {
            throw new NotSupportedException("This command takes no page; enumerate the query instead.");
        }

        FetchedPage<T> fetched = await _source.FetchAsync(page, pageSize, withRows: false, cancellationToken).ConfigureAwait(false);
        return new Page<T>(fetched.Items, fetched.Count);
    }

    /// <summary>All items.</summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The items.</returns>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
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
    public async Task<T?> FirstOrDefaultAsync(CancellationToken cancellationToken = default)
    {
        FetchedPage<T> first = _source.IsPaged
            ? await _source.FetchAsync(1, 1, withRows: false, cancellationToken).ConfigureAwait(false)
            : await _source.FetchAsync(null, 0, withRows: false, cancellationToken).ConfigureAwait(false);
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
    /// pages are counted. A count is taken for the number of all items only if it is more than a full page can hold.
    /// </summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The number.</returns>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    public async Task<int> CountAsync(CancellationToken cancellationToken = default)
    {
        int counted = 0;
        await foreach ((IReadOnlyList<T> items, int? total) in PagesWithTotalAsync(cancellationToken).ConfigureAwait(false))
        {
            // A number of items that a page cannot hold is no count of the page.
            counted += items.Count;
            if (total > counted)
            {
                return total.Value;
            }
        }

        return counted;
    }

    private async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((IReadOnlyList<T> items, _) in PagesWithTotalAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return items;
        }
    }

    /// <summary>The pages, each without the rows of the page before, and the server's total where it can be one.</summary>
    private async IAsyncEnumerable<(IReadOnlyList<T> Items, int? Total)> PagesWithTotalAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_source.IsPaged)
        {
            FetchedPage<T> all = await _source.FetchAsync(null, 0, withRows: false, cancellationToken).ConfigureAwait(false);
            yield return (all.Items, null);
            yield break;
        }

        int pageSize = _source.PageSize;
        int offset = 0;
        int seen = 0;
        int stalePages = 0;
        HashSet<UInt128>? before = null;
        while (true)
        {
            int page = offset / pageSize;
            FetchedPage<T> fetched;
            try
            {
                fetched = await _source.FetchAsync(page + 1, pageSize, withRows: true, cancellationToken).ConfigureAwait(false);
            }
            catch (CloudStackApiException e) when (SmallerMaximum(e, pageSize) is { } smaller)
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

            IReadOnlyList<T> items = WithoutRepeated(fetched, before);
            seen += items.Count;
            yield return (items, fetched.Items.Count >= pageSize ? fetched.Count : null);

            // A page of another size than asked for is the end only if the server does not claim more: pages may be cut by
            // what the caller may see. One that brings nothing new comes from a command that knows no pages.
            bool isRegular = fetched.Items.Count == pageSize && items.Count > 0;
            stalePages = items.Count > 0 ? 0 : stalePages + 1;
            if (fetched.IsWhole || (!isRegular && seen >= (fetched.Count ?? 0)) || stalePages == MostStalePages)
            {
                yield break;
            }

            before = fetched.Rows is { } rows ? [.. rows] : null;
            offset = checked((page + 1) * pageSize);
        }
    }

    private static IReadOnlyList<T> WithoutRepeated(FetchedPage<T> page, HashSet<UInt128>? before)
    {
        if (before is null || page.Rows is not { } rows)
        {
            return page.Items;
        }

        List<T> items = new(page.Items.Count);
        for (int i = 0; i < page.Items.Count; i++)
        {
            if (!before.Contains(rows[i]))
            {
                items.Add(page.Items[i]);
            }
        }

        return items;
    }

    /// <summary>The server's maximum page size, where it refused ours and said what it allows.</summary>
    private static int? SmallerMaximum(CloudStackApiException e, int pageSize)
    {
        const string Telling = "max allowed page size value:";
        int at = e.ErrorCode == 431 ? e.ErrorText?.IndexOf(Telling, StringComparison.OrdinalIgnoreCase) ?? -1 : -1;
        return at >= 0
            && int.TryParse(e.ErrorText.AsSpan(at + Telling.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int allowed)
            && allowed >= 1
            && allowed < pageSize
                ? allowed
                : null;
    }
}
