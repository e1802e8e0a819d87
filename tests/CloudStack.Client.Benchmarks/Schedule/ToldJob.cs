namespace CloudStack.Client.Benchmarks.Schedule;

/// <summary>A job whose end was told.</summary>
/// <param name="Command">Its command.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Polls">How often it was asked for.</param>
/// <param name="Late">How many seconds after its end the answer had come.</param>
internal sealed record ToldJob(string Command, double Seconds, int Polls, double Late);
