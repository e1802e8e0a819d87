namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>How long jobs take: evenly spread, in an order that is the same in every run.</summary>
internal sealed record Durations(TimeSpan Shortest, TimeSpan Longest)
{
    public TimeSpan[] Spread(int count)
    {
        TimeSpan[] durations = new TimeSpan[count];
        for (int i = 0; i < count; i++)
        {
            durations[i] = count == 1 ? (Shortest + Longest) / 2 : Shortest + ((Longest - Shortest) * i / (count - 1));
        }

        new Random(4711).Shuffle(durations);
        return durations;
    }
}
