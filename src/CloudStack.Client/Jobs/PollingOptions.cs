namespace CloudStack.Client;

/// <summary>
/// How a wait polls its job, and when it stops waiting. A record, so <c>client.Polling with { Timeout = … }</c> keeps the other
/// settings.
/// </summary>
/// <remarks>
/// <para>
/// Unless the options say otherwise, one rule determines the time of every poll. It weighs the cost of a request
/// (<see cref="RequestCost"/>) against the delay until the end of the job is noticed, based on how long the last jobs of the
/// command took and how long this one has run. Most jobs of a server end within a tenth of a second. The first poll of a command
/// that the client doesn't know yet is therefore sent after about 50 ms, and later polls at growing intervals. Unless
/// lists of many jobs are slow (<see cref="MaxDelay"/>), no interval is longer than 4 s or half of the time that the job has run,
/// whichever is more, and never longer than 30 s.
/// </para>
/// <para>
/// With <see cref="InitialDelay"/> or <see cref="BackoffFactor"/>, the delays are a series: the delay after poll <c>n</c> is
/// <c>InitialDelay × BackoffFactor^n</c>, up to <see cref="MaxDelay"/>.
/// </para>
/// </remarks>
public sealed record PollingOptions
{
    private static readonly TimeSpan ShortestDownTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan SmallestCost = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LargestCost = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(24);

    /// <summary>
    /// How late one result may be to save one request; 0.1 s by default, from 1 ms to 1 h. With a quarter of this value, a long job
    /// costs up to twice as many polls, and the delay until its end is reported shrinks to about 0.6. A list of all jobs counts as
    /// three requests.
    /// </summary>
    public TimeSpan RequestCost { get; set; } = TimeSpan.FromSeconds(0.1);

    /// <summary>
    /// The time from the submission to the first poll, from 10 ms to 24 h. Null (the default) leaves it to the rule, or means 1 s
    /// if only <see cref="BackoffFactor"/> is given.
    /// </summary>
    public TimeSpan? InitialDelay { get; set; }

    /// <summary>
    /// The factor by which each delay is longer than the one before, 1 to 100. Null (the default) leaves it to the rule, or means 2
    /// if only <see cref="InitialDelay"/> is given.
    /// </summary>
    public double? BackoffFactor { get; set; }

    /// <summary>
    /// The longest delay between two polls, from 10 ms to 24 h; null (the default) for 4 s or half of the time that the job has
    /// run, whichever is more, up to 30 s. The delay counts from a response to the next poll. While lists replace polls (from four
    /// jobs on), it also limits the delay between two lists, but lists are at least 0.25 s apart, and at least ten times as long as
    /// they take, up to 30 s. With <see cref="Coalesce"/> = false, the job keeps polls of its own. While hints of a completion source
    /// are known to arrive, polls are only a safety net, and they can be up to 30 s apart even if this value is lower.
    /// </summary>
    public TimeSpan? MaxDelay { get; set; }

    /// <summary>
    /// How long until a wait ends with <see cref="JobTimeoutException"/>; 1 h by default, from 10 ms to 24 days.
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> means no deadline at all.
    /// </summary>
    /// <remarks>
    /// Keep a deadline: if a server dies, its jobs stay "running" until that server starts again or the record of the job expires.
    /// <see cref="ServerDownTolerance"/> detects such jobs.
    /// </remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long the polls of a job may fail without a single successful response before the wait ends with the last failure; 5 min
    /// by default, at most 24 h, 0 to end at the first failure.
    /// </summary>
    public TimeSpan FailureTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long the management server that runs a job may be down before the wait ends with the outcome
    /// <see cref="JobOutcome.Unknown"/> and the reason <see cref="UnknownReason.ServerDown"/>; from 10 s to 24 h. Null (the
    /// default) continues to wait, up to <see cref="Timeout"/>.
    /// </summary>
    /// <remarks>
    /// Several management servers can share one database. When one of them dies, its jobs stay pending, no matter which server is
    /// queried. With this set, the client calls <c>listManagementServers</c> from time to time, once for all waits: four times
    /// within the shortest tolerance, and at least once a minute. The command is for administrators. If it is refused, it isn't
    /// sent again. The setting works with servers since 4.21, which report the id of the server that runs a job.
    /// </remarks>
    public TimeSpan? ServerDownTolerance { get; set; }

    /// <summary>
    /// Whether a poll may be sent up to a quarter of its delay early, together with polls of other jobs, or be replaced by a list of
    /// many jobs; true by default. If false, the job is polled at its own times.
    /// </summary>
    public bool Coalesce { get; set; } = true;

    /// <summary>Validates the values.</summary>
    /// <param name="path">The name of the options in the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    internal void Validate(string path)
    {
        foreach ((string name, object value, string message) in Problems(path))
        {
            throw new ArgumentOutOfRangeException(name, value, message);
        }
    }

    /// <summary>The problems with the values, one sentence each.</summary>
    internal IEnumerable<(string Name, object Value, string Message)> Problems(string path)
    {
        if (RequestCost < SmallestCost || RequestCost > LargestCost)
        {
            yield return Problem(path, nameof(RequestCost), RequestCost, "from 1 ms to 1 h");
        }

        if (InitialDelay is { } initial && (initial < Shortest || initial > Longest))
        {
            yield return Problem(path, nameof(InitialDelay), initial, "from 10 ms to 24 h");
        }

        if (MaxDelay is { } max && (max < Shortest || max > Longest))
        {
            yield return Problem(path, nameof(MaxDelay), max, "from 10 ms to 24 h");
        }

        if (BackoffFactor is { } factor && !(factor is >= 1 and <= 100))
        {
            yield return Problem(path, nameof(BackoffFactor), factor, "a number from 1 to 100");
        }

        if (Timeout != System.Threading.Timeout.InfiniteTimeSpan && (Timeout < Shortest || Timeout > LongestTimeout))
        {
            yield return Problem(path, nameof(Timeout), Timeout, "from 10 ms to 24 days, or Timeout.InfiniteTimeSpan for no deadline");
        }

        if (ServerDownTolerance is { } down && (down < ShortestDownTime || down > Longest))
        {
            yield return Problem(path, nameof(ServerDownTolerance), down, "from 10 s to 24 h");
        }

        if (FailureTolerance < TimeSpan.Zero || FailureTolerance > Longest)
        {
            yield return Problem(path, nameof(FailureTolerance), FailureTolerance, "from 0 to 24 h");
        }
    }

    private static (string Name, object Value, string Message) Problem(string path, string name, object value, string allowed) =>
        ($"{path}.{name}", value, FormattableString.Invariant($"{path}.{name} is {value}; it must be {allowed}."));
}
