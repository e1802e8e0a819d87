namespace CloudStack.Client.Jobs;

/// <summary>
/// Times are compared in ticks of the clock's monotonic counter: setting the wall clock must move no deadline and no poll.
/// </summary>
internal static class Clock
{
    public static long ToTimestamp(TimeProvider timeProvider, TimeSpan span) =>
        timeProvider.TimestampFrequency == TimeSpan.TicksPerSecond
            ? span.Ticks
            : (long)(span.Ticks * ((double)timeProvider.TimestampFrequency / TimeSpan.TicksPerSecond));

    public static TimeSpan Until(TimeProvider timeProvider, long timestamp)
    {
        long now = timeProvider.GetTimestamp();
        if (timestamp <= now)
        {
            return TimeSpan.Zero;
        }

        // Rounded up to what timers can do: one that fires a fraction early would find nothing due, and be set again and again.
        double milliseconds = (timestamp - now) * (1000.0 / timeProvider.TimestampFrequency);
        return TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds));
    }
}
