namespace CloudStack.Client.Jobs;

/// <summary>A hint that came before somebody waited.</summary>
/// <param name="Feed">Where it came from; null if a caller passed it on.</param>
/// <param name="At">When it came, in ticks of the clock.</param>
internal readonly record struct RecentHint(CompletionFeed? Feed, long At);
