namespace CloudStack.Client;

/// <summary>A page as it came, with a fingerprint of each row where asked for.</summary>
internal sealed record FetchedPage<T>(IReadOnlyList<T> Items, int? Count, IReadOnlyList<UInt128>? Rows)
{
    /// <summary>Whether this is all there is, and no other page may be asked for: the result of a job.</summary>
    public bool IsWhole { get; init; }
}
