namespace CloudStack.Client.Benchmarks.Schedule;

/// <summary>A job whose end was reported.</summary>
/// <param name="Command">Its command.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Polls">The number of polls.</param>
/// <param name="Late">The seconds from its end to the arrival of the response.</param>
internal sealed record ToldJob(string Command, double Seconds, int Polls, double Late);
