namespace CloudStack.Client;

/// <summary>
/// How a wait asks for its job, and when it gives up. A record, so that <c>client.Polling with { Timeout = … }</c> keeps
/// the rest.
/// </summary>
/// <remarks>
/// <para>
/// Unless the options say otherwise, one rule decides about every poll: it goes out when the request, which is worth
/// <see cref="RequestCost"/>, and the lateness until then are best spent, given how long the last jobs of the command took and how
/// long this one has run. Most jobs of a server end within a tenth of a second, so the first poll of a command that the client
/// does not know yet goes out after some 50 ms, and further ones at growing distances. No distance is longer than 4 s or half of
/// the time that the job has run, whichever is more, nor than 30 s.
/// </para>
/// <para>
/// With <see cref="InitialDelay"/> or <see cref="BackoffFactor"/> the delays are a series: the delay after poll <c>n</c> is
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
    /// How late one answer may be to save one request; 0.1 s by default, from 1 ms to 1 h. With a quarter of it a
    /// long job costs up to twice the polls, and its end is told in about 0.6 of the time. A list of all jobs counts as three
    /// requests.
    /// </summary>
    public TimeSpan RequestCost { get; set; } = TimeSpan.FromSeconds(0.1);

    /// <summary>
    /// The time from the submit to the first poll; null (the default) to leave it to the rule, or 1 s if only
    /// <see cref="BackoffFactor"/> is given. From 10 ms to 24 h.
    /// </summary>
    public TimeSpan? InitialDelay { get; set; }

    /// <summary>
    /// By what each delay is longer than the one before, 1 to 100; null (the default) to leave it to the rule, or 2 if only
    /// <see cref="InitialDelay"/> is given.
    /// </summary>
    public double? BackoffFactor { get; set; }

    /// <summary>
    /// The longest delay between two polls, from 10 ms to 24 h; null (the default) for 4 s or half of the time that the job has run,
    /// whichever is more, up to 30 s. While hints of a completion source are known to come, polls are the safety net behind them,
    /// and up to 30 s apart even where this says less.
    /// </summary>
    public TimeSpan? MaxDelay { get; set; }

    /// <summary>
    /// When a wait ends with <see cref="JobTimeoutException"/>; 1 h by default, at most 24 days.
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is no deadline at all.
    /// </summary>
    /// <remarks>
    /// Keep a deadline: a job of a server that died stays "running" until that server starts again or the job's record
    /// expires. <see cref="ServerDownTolerance"/> tells such jobs.
    /// </remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long the polls of a job may fail without one good answer before the wait ends with the last failure; 5 min by
    /// default, 0 to end at the first failure.
    /// </summary>
    public TimeSpan FailureTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long the management server that runs a job may be down before the wait ends with the outcome
    /// <see cref="JobOutcome.Unknown"/> and the reason <see cref="UnknownReason.ServerDown"/>; from 10 s to 24 h. Null (the default)
    /// waits on, up to <see cref="Timeout"/>.
    /// </summary>
    /// <remarks>
    /// Several management servers can share one database. When one of them dies, its jobs stay pending, whichever server is asked.
    /// With this set, one call of <c>listManagementServers</c> for all waits goes out from time to time: four within the shortest
    /// tolerance, one a minute at least. The command is for administrators; where it is refused, it is not sent again. It works with
    /// servers since 4.21, which say by its id where a job runs.
    /// </remarks>
    public TimeSpan? ServerDownTolerance { get; set; }

    /// <summary>
    /// Whether a poll may come up to a quarter of its delay early to go out together with polls of other jobs; true by
    /// default.
    /// </summary>
    public bool Coalesce { get; set; } = true;

    /// <summary>Checks the values.</summary>
    /// <param name="path">How the options are called in the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Validate(string path)
    {
        foreach ((string name, object value, string message) in Problems(path))
        {
            throw new ArgumentOutOfRangeException(name, value, message);
        }
    }

    /// <summary>What is wrong with the values, one sentence each.</summary>
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
