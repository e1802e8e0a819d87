namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>What the server process has counted.</summary>
/// <param name="Requests">All API requests, refused ones included.</param>
/// <param name="Completions">When each job ended.</param>
internal sealed record ServerReport(long Requests, IReadOnlyDictionary<string, DateTimeOffset> Completions);
