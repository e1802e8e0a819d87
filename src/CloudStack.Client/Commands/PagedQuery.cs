using System.Globalization;
using System.Runtime.CompilerServices;

namespace CloudStack.Client;

/// <summary>
/// A list command that has not been sent yet. Enumerating sends it, page by page; enumerating again sends it again. No
/// item is lost to the server's page size, which silently cuts a list that is asked for without pages.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// The server's pages are offsets into a list that may change between two pages: an item that moves forward can be
/// missed, and one that moves back comes twice. A row that was on the page before, byte for byte, is left out.
/// </remarks>
public sealed class PagedQuery<T> : IAsyncEnumerable<T>
{
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

    /// <summary>The first item.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The item; null (or the type's default) if there is none.</returns>
    /// <exception cref="CloudStackException">The call did not succeed.</exception>
    public async Task<T?> FirstOrDefaultAsync(CancellationToken cancellationToken = default)
    {
        FetchedPage<T> first = _source.IsPaged
            ? await _source.FetchAsync(1, 1, withRows: false, cancellationToken).ConfigureAwait(false)
            : await _source.FetchAsync(null, 0, withRows: false, cancellationToken).ConfigureAwait(false);
        return first.Items.Count > 0 ? first.Items[0] : default;
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
    /// pages are counted.
    /// </summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The number.</returns>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    public async Task<int> CountAsync(CancellationToken cancellationToken = default)
    {
        int counted = 0;
        await foreach ((IReadOnlyList<T> items, int? total) in PagesWithCountAsync(cancellationToken).ConfigureAwait(false))
        {
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
        await foreach ((IReadOnlyList<T> items, _) in PagesWithCountAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return items;
        }
    }

    private async IAsyncEnumerable<(IReadOnlyList<T> Items, int? Count)> PagesWithCountAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_source.IsPaged)
        {
            FetchedPage<T> whole = await _source.FetchAsync(null, 0, withRows: false, cancellationToken).ConfigureAwait(false);
            yield return (whole.Items, whole.Count);
            yield break;
        }

        int pageSize = _source.PageSize;
        HashSet<UInt128>? before = null;
        int seen = 0;
        for (int page = 1; ; page++)
        {
            FetchedPage<T> fetched;
            try
            {
                fetched = await _source.FetchAsync(page, pageSize, withRows: true, cancellationToken).ConfigureAwait(false);
            }
            catch (CloudStackApiException e) when (page == 1 && SmallerMaximum(e, pageSize) is { } smaller)
            {
                pageSize = smaller;
                page = 0;
                continue;
            }

            if (fetched.Items.Count == 0)
            {
                // A count without items past the first page is the end. On the first page there is nothing at all.
                yield break;
            }

            seen += fetched.Items.Count;
            yield return (WithoutRepeated(fetched, before), fetched.Count);

            // A short page is the end only if the server does not claim more: pages may be cut by what the caller may see.
            if (fetched.Items.Count < pageSize && seen >= (fetched.Count ?? 0))
            {
                yield break;
            }

            before = fetched.Rows is { } rows ? [.. rows] : null;
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
