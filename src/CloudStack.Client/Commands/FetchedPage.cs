namespace CloudStack.Client;

/// <summary>A page as it came, with a fingerprint of each row where asked for.</summary>
internal readonly record struct FetchedPage<T>(IReadOnlyList<T> Items, int? Count, IReadOnlyList<UInt128>? Rows);
