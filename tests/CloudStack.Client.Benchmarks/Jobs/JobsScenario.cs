namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>What is run.</summary>
/// <param name="Jobs">How many jobs.</param>
/// <param name="Durations">How long they take.</param>
/// <param name="Throttle">The server's limit of counted calls a second; null for none.</param>
/// <param name="BusHints">Whether the server's event messages wake the client.</param>
internal sealed record JobsScenario(int Jobs, Durations Durations, int? Throttle, bool BusHints);
