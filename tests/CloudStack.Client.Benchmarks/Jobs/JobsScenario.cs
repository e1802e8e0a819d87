namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>What is run.</summary>
/// <param name="Durations">How long each job takes.</param>
/// <param name="Concurrency">How many jobs there are at a time.</param>
/// <param name="Rounds">How often all jobs are run.</param>
/// <param name="Throttle">The server's limit of counted calls a second; null for none.</param>
/// <param name="BusHints">Whether the server's event messages wake the client.</param>
internal sealed record JobsScenario(IReadOnlyList<TimeSpan> Durations, int Concurrency, int Rounds, int? Throttle, bool BusHints)
{
    /// <summary>How many jobs a round has.</summary>
    public int Jobs => Durations.Count;
}
