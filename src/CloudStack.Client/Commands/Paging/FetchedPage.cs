using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>A page as it was received and, if requested, what identifies its rows.</summary>
internal sealed record FetchedPage<T>(IReadOnlyList<T> Items, int? Count, IReadOnlyList<ListRow>? Rows)
{
    /// <summary>Whether this page is the whole list, so no other page may be requested: the result of a job.</summary>
    public bool IsWhole { get; init; }
}
