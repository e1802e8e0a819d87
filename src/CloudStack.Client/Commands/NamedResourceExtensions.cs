namespace CloudStack.Client;

/// <summary>Finds resources by name.</summary>
public static class NamedResourceExtensions
{
    private const int MostCandidates = 10;

    /// <summary>
    /// Returns the one item with exactly this name, including case. The client filters on the server by <c>name</c> or
    /// <c>keyword</c>, if the command has such a parameter and the query doesn't set one itself. The server's filters often match
    /// parts of names or ignore case, so the client also compares the names. If no item is left, it reads the whole list once. A
    /// resource that has several rows, such as a template in several zones, counts as one item: ids are compared, and the first row
    /// is returned.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="query">The query.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The item. If several rows have the same id, the first one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ResourceLookupException">
    /// No item has the name; the exception lists some other items. Or several items with different ids have it; the exception lists
    /// them.
    /// </exception>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static async Task<T> GetByNameAsync<T>(this PagedQuery<T> query, string name, CancellationToken cancellationToken = default)
        where T : class, INamedResource
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentException.ThrowIfNullOrEmpty(name);
        IPageSource<T> source = await query.SourceAsync(cancellationToken).ConfigureAwait(false);
        if (source.FilteredBy(name) is { } filtered)
        {
            NameSearch<T> narrow = await SearchAsync(new PagedQuery<T>(filtered), name, cancellationToken).ConfigureAwait(false);
            if (narrow.Found.Count > 0)
            {
                return Single(narrow, name);
            }
        }

        return Single(await SearchAsync(query, name, cancellationToken).ConfigureAwait(false), name);
    }

    private static async Task<NameSearch<T>> SearchAsync<T>(PagedQuery<T> query, string name, CancellationToken cancellationToken)
        where T : class, INamedResource
    {
        List<T> found = [];
        List<T> others = [];
        HashSet<string> foundIds = new(StringComparer.Ordinal);
        HashSet<string> otherIds = new(StringComparer.Ordinal);
        int otherCount = 0;
        await foreach (T item in query.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            bool isNamed = string.Equals(item.Name, name, StringComparison.Ordinal);
            if (item.Id.Length > 0 && !(isNamed ? foundIds : otherIds).Add(item.Id))
            {
                // The same resource in another row.
                continue;
            }

            if (isNamed)
            {
                found.Add(item);
            }
            else if (++otherCount <= MostCandidates)
            {
                others.Add(item);
            }
        }

        return new NameSearch<T>(found, others, otherCount);
    }

    private static T Single<T>(NameSearch<T> search, string name)
        where T : class, INamedResource => search.Found.Count switch
        {
            1 => search.Found[0],
            0 => throw new ResourceLookupException(
                search.OtherCount == 0
                    ? $"No {typeof(T).Name} is named '{name}': the query returned nothing."
                    : $"No {typeof(T).Name} is named '{name}'. The query returned: {Listed(search.Others, search.OtherCount)}.",
                name,
                isAmbiguous: false,
                search.Others),
            _ => throw new ResourceLookupException(
                $"{search.Found.Count} items of type {typeof(T).Name} are named '{name}': {Listed(search.Found, search.Found.Count)}. Narrow the query, or get the item by its id.",
                name,
                isAmbiguous: true,
                search.Found),
        };

    private static string Listed<T>(List<T> items, int total)
        where T : class, INamedResource
    {
        string text = string.Join(", ", items.Take(MostCandidates).Select(static item => $"'{item.Name}' ({(item.Id.Length > 0 ? item.Id : "no id")})"));
        return total > MostCandidates ? $"{text} and {total - MostCandidates} more" : text;
    }

    /// <summary>The items that have the name, and some of the others.</summary>
    private sealed record NameSearch<T>(List<T> Found, List<T> Others, int OtherCount);
}
