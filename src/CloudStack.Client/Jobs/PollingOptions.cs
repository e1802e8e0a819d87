namespace CloudStack.Client;

/// <summary>
/// How a wait asks for its job, and when it gives up. A record, so that <c>client.Polling with { Timeout = … }</c> keeps
/// the rest.
/// </summary>
/// <remarks>
/// The delay after poll <c>n</c> is <c>InitialDelay × BackoffFactor^n</c>, at most <see cref="MaxDelay"/>; for a job that
/// takes long the limit grows to a sixteenth of the time waited, at most 30 s, so that a job of an hour is not asked for
/// a thousand times. Delays are between 10 ms and 24 h.
/// </remarks>
public sealed record PollingOptions
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(24);

    /// <summary>The time from the beginning of a wait to its first poll; 1 s by default.</summary>
    public TimeSpan InitialDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>By what each delay is longer than the one before; 1 to 100, 2 by default.</summary>
    public double BackoffFactor { get; set; } = 2.0;

    /// <summary>The longest delay between two polls of a job of a few minutes; 4 s by default.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// When a wait ends with <see cref="JobTimeoutException"/>; 1 h by default, at most 24 days.
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is no deadline at all.
    /// </summary>
    /// <remarks>
    /// Keep a deadline: a job of a server that died stays "running" until that server starts again or the job's record
    /// expires.
    /// </remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long the polls of a job may fail without one good answer before the wait ends with the last failure; 5 min by
    /// default, 0 to end at the first failure.
    /// </summary>
    public TimeSpan FailureTolerance { get; set; } = TimeSpan.FromMinutes(5);

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
        if (InitialDelay < Shortest || InitialDelay > Longest)
        {
            yield return Problem(path, nameof(InitialDelay), InitialDelay, "from 10 ms to 24 h");
        }

        if (MaxDelay < Shortest || MaxDelay > Longest)
        {
            yield return Problem(path, nameof(MaxDelay), MaxDelay, "from 10 ms to 24 h");
        }

        if (!(BackoffFactor is >= 1 and <= 100))
        {
            yield return Problem(path, nameof(BackoffFactor), BackoffFactor, "a number from 1 to 100");
        }

        if (Timeout != System.Threading.Timeout.InfiniteTimeSpan && (Timeout < Shortest || Timeout > LongestTimeout))
        {
            yield return Problem(path, nameof(Timeout), Timeout, "from 10 ms to 24 days, or Timeout.InfiniteTimeSpan for no deadline");
        }

        if (FailureTolerance < TimeSpan.Zero || FailureTolerance > Longest)
        {
            yield return Problem(path, nameof(FailureTolerance), FailureTolerance, "from 0 to 24 h");
        }
    }

    private static (string Name, object Value, string Message) Problem(string path, string name, object value, string allowed) =>
        ($"{path}.{name}", value, FormattableString.Invariant($"{path}.{name} is {value}; it must be {allowed}."));
}
