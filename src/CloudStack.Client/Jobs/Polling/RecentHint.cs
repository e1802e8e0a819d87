namespace CloudStack.Client.Jobs.Polling;

/// <summary>A hint that arrived before there was a wait for it.</summary>
/// <param name="Source">The source of the hint; null if a caller passed it on.</param>
/// <param name="At">When the hint arrived, in clock ticks.</param>
internal readonly record struct RecentHint(SourceReader? Source, long At);
