namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>What the server process has counted.</summary>
/// <param name="Requests">All API requests, refused ones included.</param>
/// <param name="Connections">How many connections the client has opened, that of the event stream included.</param>
/// <param name="Completions">When each job ended.</param>
internal sealed record ServerReport(long Requests, int Connections, IReadOnlyDictionary<string, DateTimeOffset> Completions);
