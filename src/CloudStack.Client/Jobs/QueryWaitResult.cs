namespace CloudStack.Client;

/// <summary>How a wait for what a query finds ended, and what was seen last.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class QueryWaitResult<T>
{
    /// <summary>Creates a result, for example in a test.</summary>
    /// <param name="outcome">How the wait ended.</param>
    /// <param name="items">The items of the last look that found some.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ArgumentException">The condition is said to be met by no items.</exception>
    public QueryWaitResult(QueryWaitOutcome outcome, IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (outcome == QueryWaitOutcome.Reached && items.Count == 0)
        {
            throw new ArgumentException("A condition cannot be met by no items.", nameof(items));
        }

        Outcome = outcome;
        Items = items;
    }

    /// <summary>How the wait ended.</summary>
    public QueryWaitOutcome Outcome { get; }

    /// <summary>Whether the condition was met.</summary>
    public bool IsReached => Outcome == QueryWaitOutcome.Reached;

    /// <summary>The items that met the condition; where they are gone, those of the last look that found some, if any.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>The first item that met the condition.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="ResourceGoneException">The query found nothing any more.</exception>
    public T GetValueOrThrow() => IsReached ? Items[0] : throw new ResourceGoneException(typeof(T).Name, wasSeen: Items.Count > 0);

    /// <summary>The outcome and the number of items.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => $"{Outcome} ({Items.Count} of type {typeof(T).Name})";
}
