namespace CloudStack.Client;

/// <summary>Finds resources by name.</summary>
public static class NamedResourceExtensions
{
    private const int MostCandidates = 10;

    /// <summary>
    /// The one item with exactly this name, letter case included. A query that already filters by name costs one call;
    /// the server's own <c>name</c> filters often match parts of names or ignore case, so the items are compared here. A thing
    /// that has several rows, such as a template in several zones, is one item: ids are counted, and the first row is returned.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="query">The query.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The item; of several rows with one id the first.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="KeyNotFoundException">The query has no such item; the message names those that it has.</exception>
    /// <exception cref="InvalidOperationException">Several items with different ids have the name; the message has their ids.</exception>
    /// <exception cref="CloudStackException">A call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public static async Task<T> GetByNameAsync<T>(this PagedQuery<T> query, string name, CancellationToken cancellationToken = default)
        where T : class, INamedResource
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentException.ThrowIfNullOrEmpty(name);
        List<T> found = [];
        List<T> others = [];
        HashSet<string> foundIds = new(StringComparer.Ordinal);
        HashSet<string> otherIds = new(StringComparer.Ordinal);
        int otherCount = 0;
        await foreach (T item in query.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            bool isNamed = string.Equals(item.Name, name, StringComparison.Ordinal);
            if (item.Id is { } id && !(isNamed ? foundIds : otherIds).Add(id))
            {
                // One thing in several rows.
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

        return found.Count switch
        {
            1 => found[0],
            0 => throw new KeyNotFoundException(otherCount == 0
                ? $"No {typeof(T).Name} is called '{name}': the query is empty."
                : $"No {typeof(T).Name} is called '{name}'. The query has: {Listed(others, otherCount)}."),
            _ => throw new InvalidOperationException($"{found.Count} of type {typeof(T).Name} are called '{name}': {Listed(found, found.Count)}. Narrow the query, or take one by its id."),
        };
    }

    private static string Listed<T>(List<T> items, int total)
        where T : class, INamedResource
    {
        string text = string.Join(", ", items.Take(MostCandidates).Select(static item => $"'{item.Name}' ({item.Id ?? "no id"})"));
        return total > MostCandidates ? $"{text} and {total - MostCandidates} more" : text;
    }
}
