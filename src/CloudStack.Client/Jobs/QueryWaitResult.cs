namespace CloudStack.Client;

/// <summary>How a wait for the results of a query ended, and what it saw last.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class QueryWaitResult<T>
{
    /// <summary>Creates a result, for example in a test.</summary>
    /// <param name="outcome">How the wait ended.</param>
    /// <param name="items">The items of the last query that found any.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ArgumentException">The outcome is that the condition was met, but there are no items.</exception>
    public QueryWaitResult(QueryWaitOutcome outcome, IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (outcome == QueryWaitOutcome.Reached && items.Count == 0)
        {
            throw new ArgumentException("The outcome Reached requires at least one item.", nameof(items));
        }

        Outcome = outcome;
        Items = items;
    }

    /// <summary>How the wait ended.</summary>
    public QueryWaitOutcome Outcome { get; }

    /// <summary>Whether the condition was met.</summary>
    public bool IsReached => Outcome == QueryWaitOutcome.Reached;

    /// <summary>The items that met the condition. If they are gone, the items of the last query that found any.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>Returns the first item that met the condition.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="ResourceGoneException">The query no longer finds anything.</exception>
    public T GetValueOrThrow() => IsReached ? Items[0] : throw new ResourceGoneException(typeof(T).Name, wasSeen: Items.Count > 0);

    /// <summary>Returns the outcome and the number of items.</summary>
    /// <returns>A string for logs.</returns>
    public override string ToString() => $"{Outcome} ({Items.Count} of type {typeof(T).Name})";
}
