namespace CloudStack.Client.Jobs.Polling;

/// <summary>A hint that came before somebody waited.</summary>
/// <param name="Source">Where it came from; null if a caller passed it on.</param>
/// <param name="At">When it came, in ticks of the clock.</param>
internal readonly record struct RecentHint(SourceReader? Source, long At);
