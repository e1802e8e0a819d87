namespace CloudStack.Simulator;

/// <summary>
/// Gives the jobs of one engine their recorded durations. Each command has its own position in its durations, so a job's duration
/// depends only on the earlier jobs of the same command. Guarded by the engine's lock.
/// </summary>
internal sealed class RecordedDurationsCursor(RecordedDurations recorded)
{
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>The duration of the command's next job.</summary>
    public TimeSpan Next(string command)
    {
        IReadOnlyList<TimeSpan> durations = recorded.For(command);
        int next = _next.GetValueOrDefault(command);
        _next[command] = (next + 1) % durations.Count;
        return durations[next];
    }
}
