namespace CloudStack.Client;

/// <summary>What one wait does differently from the others of its client.</summary>
/// <remarks>A wait takes a copy when it begins; changing the options later changes nothing.</remarks>
public sealed record JobWaitOptions
{
    /// <summary>
    /// When the wait ends with <see cref="JobTimeoutException"/>, from 10 ms to 24 days;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no deadline. Null (the default) takes
    /// <see cref="PollingOptions.Timeout"/>, which it beats.
    /// </summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Hears of every poll; null (the default) if nobody wants to know.</summary>
    public IProgress<JobProgress>? Progress { get; set; }

    /// <summary>How to poll; null (the default) takes the client's settings.</summary>
    public PollingOptions? Polling { get; set; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Validate()
    {
        Polling?.Validate($"{nameof(JobWaitOptions)}.{nameof(Polling)}");
        if (Timeout is { } timeout)
        {
            new PollingOptions { Timeout = timeout }.Validate(nameof(JobWaitOptions));
        }
    }

    /// <summary>A copy of the settings that count.</summary>
    /// <param name="client">The client's settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal PollingOptions Resolve(PollingOptions client)
    {
        Validate();
        PollingOptions polling = Polling ?? client;
        return polling with { Timeout = Timeout ?? polling.Timeout };
    }
}
