namespace CloudStack.Client.Jobs.Polling;

/// <summary>When a wait asks next. Pure functions of the options, the polls so far and the time waited.</summary>
internal static class PollSchedule
{
    private static readonly TimeSpan LongestCap = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastPollLead = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The delay after poll number <paramref name="polls"/> (0 before the first): grows by the factor up to the maximum, and
    /// for a wait of many minutes up to a sixteenth of the time waited; with hints that come up to half a minute.
    /// </summary>
    public static TimeSpan NextDelay(PollingOptions options, int polls, TimeSpan elapsed, bool trustsHints = false)
    {
        double cap = Math.Max(options.MaxDelay.Ticks, trustsHints ? LongestCap.Ticks : Math.Min(LongestCap.Ticks, elapsed.Ticks / 16));
        double grown = options.InitialDelay.Ticks * Math.Pow(options.BackoffFactor, polls);
        return TimeSpan.FromTicks((long)Math.Min(grown, cap));
    }

    /// <summary>
    /// As <see cref="NextDelay"/>, but no later than just before the deadline, so that the wait ends with fresh knowledge.
    /// Null if there is no time left for a poll that could still matter.
    /// </summary>
    public static TimeSpan? NextDelayBeforeDeadline(PollingOptions options, int polls, TimeSpan elapsed, bool trustsHints = false)
    {
        TimeSpan delay = NextDelay(options, polls, elapsed, trustsHints);
        if (LastPollAt(options) is not { } lastAt)
        {
            return delay;
        }

        TimeSpan last = lastAt - elapsed;
        if (last <= TimeSpan.Zero)
        {
            return null;
        }

        return delay < last ? delay : last;
    }

    /// <summary>When, after the beginning of a wait, its last poll goes out; null without a deadline.</summary>
    public static TimeSpan? LastPollAt(PollingOptions options) => options.Timeout == Timeout.InfiniteTimeSpan
        ? null
        : options.Timeout - TimeSpan.FromTicks(Math.Min(LastPollLead.Ticks, options.Timeout.Ticks / 10));

    /// <summary>How much earlier than due a poll may go out together with others.</summary>
    public static TimeSpan Slack(PollingOptions options, TimeSpan delay) => options.Coalesce ? delay / 4 : TimeSpan.Zero;
}
