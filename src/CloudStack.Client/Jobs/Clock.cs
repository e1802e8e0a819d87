namespace CloudStack.Client.Jobs;

/// <summary>
/// Compares times as timestamps of the clock's monotonic counter, so that setting the wall clock moves no deadline and no poll.
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

        // Rounded up to the resolution of timers: a timer that fires slightly early would find nothing due and be set again and
        // again.
        double milliseconds = (timestamp - now) * (1000.0 / timeProvider.TimestampFrequency);
        return TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds));
    }
}
