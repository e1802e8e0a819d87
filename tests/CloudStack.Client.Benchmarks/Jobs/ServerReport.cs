namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>What the server process has counted.</summary>
/// <param name="Requests">All API requests, including refused ones.</param>
/// <param name="Connections">The number of connections that the client has opened, including that of the event stream.</param>
/// <param name="Completions">When each job ended.</param>
internal sealed record ServerReport(long Requests, int Connections, IReadOnlyDictionary<string, DateTimeOffset> Completions);
