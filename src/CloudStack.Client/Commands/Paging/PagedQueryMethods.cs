using System.ComponentModel;

namespace CloudStack.Client.Generation;

/// <summary>The adapter that lets methods of Refit interfaces return queries. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PagedQueryMethods
{
    /// <summary>Returns the query that a client has prepared for a call.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="invoke">The call, which can be made only once. It sends nothing to the server.</param>
    /// <returns>The query. If a handler in front of the client is still busy, the query waits for it when it is enumerated.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="invoke"/> is null.</exception>
    public static PagedQuery<T> Adapt<T>(Func<CancellationToken, Task<PagedQuery<T>>> invoke)
    {
        ArgumentNullException.ThrowIfNull(invoke);
        Task<PagedQuery<T>> prepared = invoke(CancellationToken.None);
        return prepared.IsCompleted ? prepared.GetAwaiter().GetResult() : new PagedQuery<T>(prepared);
    }
}
