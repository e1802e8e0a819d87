using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>A page as it came, with what its rows are told by where asked for.</summary>
internal sealed record FetchedPage<T>(IReadOnlyList<T> Items, int? Count, IReadOnlyList<ListRow>? Rows)
{
    /// <summary>Whether this is all there is, and no other page may be asked for: the result of a job.</summary>
    public bool IsWhole { get; init; }
}
