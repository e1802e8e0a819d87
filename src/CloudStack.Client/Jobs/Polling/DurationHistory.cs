namespace CloudStack.Client.Jobs.Polling;

/// <summary>How long the jobs of each command took, as this client saw them end. Plain state owned by <see cref="JobTable"/>.</summary>
internal sealed class DurationHistory
{
    // More asynchronous commands than any program uses.
    private const int Capacity = 512;

    private readonly Dictionary<string, Entry> _commands = new(StringComparer.OrdinalIgnoreCase);
    private long _uses;

    /// <summary>
    /// What is known for a job. The age of a resumed job isn't certain, so the durations of other jobs say nothing about it.
    /// </summary>
    public CommandDurations Of(JobIdentity job) => job.SubmittedTimestamp is null ? CommandDurations.Unknown : Of(job.Command);

    /// <summary>What is known about a command. The information grows as its jobs end.</summary>
    public CommandDurations Of(string command)
    {
        if (!_commands.TryGetValue(command, out Entry? entry))
        {
            if (_commands.Count == Capacity)
            {
                ForgetLeastRecentlyUsed();
            }

            _commands.Add(command, entry = new Entry());
        }

        entry.LastUse = ++_uses;
        return entry.Durations;
    }

    private void ForgetLeastRecentlyUsed()
    {
        string? oldest = null;
        long lastUse = long.MaxValue;
        foreach ((string command, Entry entry) in _commands)
        {
            if (entry.LastUse < lastUse)
            {
                (oldest, lastUse) = (command, entry.LastUse);
            }
        }

        _commands.Remove(oldest!);
    }

    private sealed class Entry
    {
        public CommandDurations Durations { get; } = new();

        public long LastUse { get; set; }
    }
}
