namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// When a wait looks next, by itself or by a list. Pure functions of the options, the age of the job, and how long others of its
/// command took.
/// </summary>
internal static class PollSchedule
{
    /// <summary>What a list is worth in polls: it costs the server more than one, and is read for many jobs.</summary>
    public const int ListPrice = 3;

    private const double DefaultFactor = 2;

    private static readonly TimeSpan DefaultInitialDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastPollLead = TimeSpan.FromMilliseconds(250);

    /// <summary>The delay to the next poll.</summary>
    /// <param name="options">What the caller wants.</param>
    /// <param name="durations">How long other jobs of the command took.</param>
    /// <param name="polls">The polls so far.</param>
    /// <param name="age">The time since the submit; since the wait began for a job that was resumed.</param>
    /// <param name="trustsHints">Whether hints are known to come, so that polls are only the safety net.</param>
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
    /// As <see cref="NextDelay"/>, but no later than just before the deadline, so that the wait ends with fresh knowledge.
    /// Null if there is no time left for a poll that could still matter.
    /// </summary>
    /// <param name="options">What the caller wants.</param>
    /// <param name="durations">How long other jobs of the command took.</param>
    /// <param name="polls">The polls so far.</param>
    /// <param name="age">The time since the submit.</param>
    /// <param name="waited">The time since the wait began, from which the deadline counts.</param>
    /// <param name="trustsHints">Whether hints are known to come.</param>
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
    /// The longest delay between two looks at a job. An end that nobody expects is told within four seconds, or within half of the
    /// time that the job has run.
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

    /// <summary>When, after the beginning of a wait, its last poll goes out; null without a deadline.</summary>
    public static TimeSpan? LastPollAt(PollingOptions options) => options.Timeout == Timeout.InfiniteTimeSpan
        ? null
        : options.Timeout - TimeSpan.FromTicks(Math.Min(LastPollLead.Ticks, options.Timeout.Ticks / 10));

    /// <summary>How much earlier than due a poll may go out together with others.</summary>
    public static TimeSpan Slack(PollingOptions options, TimeSpan delay) => options.Coalesce ? delay / 4 : TimeSpan.Zero;

    /// <summary>Whether the caller has chosen the delays; then they are a series, and the rule does not apply.</summary>
    public static bool IsSeries(PollingOptions options) => options.InitialDelay is not null || options.BackoffFactor is not null;
}
