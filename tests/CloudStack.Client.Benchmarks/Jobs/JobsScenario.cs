namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>A scenario.</summary>
/// <param name="Durations">How long each job takes.</param>
/// <param name="Concurrency">The number of jobs at a time.</param>
/// <param name="Rounds">How often all jobs run.</param>
/// <param name="Throttle">The server's limit of counted calls per second; null for none.</param>
/// <param name="BusHints">Whether the server's event messages wake the client.</param>
internal sealed record JobsScenario(IReadOnlyList<TimeSpan> Durations, int Concurrency, int Rounds, int? Throttle, bool BusHints)
{
    /// <summary>The number of jobs in a round.</summary>
    public int Jobs => Durations.Count;
}
