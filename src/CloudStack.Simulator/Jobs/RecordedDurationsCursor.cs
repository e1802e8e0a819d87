namespace CloudStack.Simulator;

/// <summary>
/// Gives the jobs of one engine their recorded durations. Each command has a place of its own in its durations, so that
/// what a job gets depends on the earlier jobs of its command only. The engine's lock guards it.
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
