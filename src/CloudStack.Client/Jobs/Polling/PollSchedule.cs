namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Determines when a wait checks its job next, individually or through a list. Pure functions of the options, the age of the job,
/// and how long other jobs of its command took.
/// </summary>
internal static class PollSchedule
{
    /// <summary>The cost of a list, in polls: it costs the server more than one poll, and it is read for many jobs.</summary>
    public const int ListPrice = 3;

    /// <summary>
    /// The longest delay after a poll or a list that found the server away. One request is sent for all meanwhile, so whatever waits
    /// should be ready when the server is back.
    /// </summary>
    public static readonly TimeSpan LongestDelayWhileAway = TimeSpan.FromSeconds(2);

    private const double DefaultFactor = 2;

    private static readonly TimeSpan DefaultInitialDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastPollLead = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns the delay until the next poll.</summary>
    /// <param name="options">The caller's options.</param>
    /// <param name="durations">How long other jobs of the command took.</param>
    /// <param name="polls">The number of polls so far.</param>
    /// <param name="age">The time since the submission. For a resumed job, the time since the wait began.</param>
    /// <param name="trustsHints">Whether hints are known to arrive, which makes polls only a safety net.</param>
    public static TimeSpan NextDelay(PollingOptions options, CommandDurations durations, int polls, TimeSpan age, bool trustsHints = false)
    {
        TimeSpan longest = LongestDelay(options, age);
        TimeSpan trusted = longest > Longest ? longest : Longest;
        if (IsSeries(options))
        {
            double grown = (options.InitialDelay ?? DefaultInitialDelay).Ticks * Math.Pow(options.BackoffFactor ?? DefaultFactor, polls);
            return TimeSpan.FromTicks((long)Math.Min(grown, (trustsHints ? trusted : longest).Ticks));
        }

        RunningJob job = new(durations, age.TotalSeconds);
        TimeSpan delay = TimeSpan.FromSeconds(InspectionRule.NextDelay(new ReadOnlySpan<RunningJob>(in job), options.RequestCost.TotalSeconds, longest.TotalSeconds));
        if (!trustsHints)
        {
            return delay;
        }

        TimeSpan doubled = age > DefaultInitialDelay ? age : DefaultInitialDelay;
        doubled = doubled < trusted ? doubled : trusted;
        return delay > doubled ? delay : doubled;
    }

    /// <summary>
    /// The same as <see cref="NextDelay"/>, but no later than just before the deadline, so that the wait ends with a recent state.
    /// Null if there is no time left for a poll that could still matter.
    /// </summary>
    /// <param name="options">The caller's options.</param>
    /// <param name="durations">How long other jobs of the command took.</param>
    /// <param name="polls">The number of polls so far.</param>
    /// <param name="age">The time since the submission.</param>
    /// <param name="waited">The time since the wait began, from which the deadline counts.</param>
    /// <param name="trustsHints">Whether hints are known to arrive.</param>
    public static TimeSpan? NextDelayBeforeDeadline(
        PollingOptions options, CommandDurations durations, int polls, TimeSpan age, TimeSpan waited, bool trustsHints = false)
    {
        TimeSpan delay = NextDelay(options, durations, polls, age, trustsHints);
        if (LastPollAt(options) is not { } lastAt)
        {
            return delay;
        }

        TimeSpan last = lastAt - waited;
        if (last <= TimeSpan.Zero)
        {
            return null;
        }

        return delay < last ? delay : last;
    }

    /// <summary>
    /// Returns the longest delay between two checks of a job. An unexpected end is reported within four seconds, or within half of
    /// the time that the job has run.
    /// </summary>
    public static TimeSpan LongestDelay(TimeSpan age)
    {
        TimeSpan half = age / 2;
        return half < DefaultMaxDelay ? DefaultMaxDelay : half < Longest ? half : Longest;
    }

    /// <inheritdoc cref="LongestDelay(TimeSpan)"/>
    public static TimeSpan LongestDelay(PollingOptions options, TimeSpan age)
    {
        if (options.MaxDelay is { } wanted)
        {
            return wanted;
        }

        TimeSpan longest = LongestDelay(age);
        return options.InitialDelay is { } first && first > longest ? first : longest;
    }

    /// <summary>When the last poll of a wait is sent, counted from the beginning of the wait; null if there is no deadline.</summary>
    public static TimeSpan? LastPollAt(PollingOptions options) => options.Timeout == Timeout.InfiniteTimeSpan
        ? null
        : options.Timeout - TimeSpan.FromTicks(Math.Min(LastPollLead.Ticks, options.Timeout.Ticks / 10));

    /// <summary>How much earlier than due a poll may be sent together with others.</summary>
    public static TimeSpan Slack(PollingOptions options, TimeSpan delay) => options.Coalesce ? delay / 4 : TimeSpan.Zero;

    /// <summary>Whether the caller has chosen the delays. They are then a series, and the rule doesn't apply.</summary>
    public static bool IsSeries(PollingOptions options) => options.InitialDelay is not null || options.BackoffFactor is not null;
}
