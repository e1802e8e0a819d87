using System.Diagnostics;

namespace CloudStack.Client;

/// <summary>One page of a list command.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
[DebuggerDisplay("Count = {Items.Count}, TotalCount = {TotalCount}")]
public sealed class Page<T>
{
    /// <summary>Creates a page, for example in a test.</summary>
    /// <param name="items">The items of the page.</param>
    /// <param name="totalCount">The number of matches across all pages; null if the server gave none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public Page(IReadOnlyList<T> items, int? totalCount)
    {
        ArgumentNullException.ThrowIfNull(items);
        Items = items;
        TotalCount = totalCount;
    }

    /// <summary>The items of this page; empty past the end.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>
    /// The server's <c>count</c>: for most commands the number of matches across all pages, for some the number of items returned.
    /// Null when the response has no count, which is how the server reports that nothing was found.
    /// </summary>
    public int? TotalCount { get; }
}
