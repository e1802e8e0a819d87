namespace CloudStack.Client;

/// <summary>The settings of one wait that differ from those of its client.</summary>
/// <remarks>A wait copies the options when it begins; later changes have no effect.</remarks>
public sealed record JobWaitOptions
{
    /// <summary>
    /// How long until the wait ends with <see cref="JobTimeoutException"/>, from 10 ms to 24 days;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no deadline. Null (the default) uses
    /// <see cref="PollingOptions.Timeout"/>; any other value takes precedence over it.
    /// </summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Receives a report of every poll; null (the default) for none.</summary>
    public IProgress<JobProgress>? Progress { get; set; }

    /// <summary>How to poll; null (the default) for the client's settings.</summary>
    public PollingOptions? Polling { get; set; }

    /// <summary>Returns a validated copy, for a wait that doesn't begin immediately.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    internal JobWaitOptions Checked()
    {
        Validate();
        return this with { Polling = Polling is { } polling ? polling with { } : null };
    }

    /// <summary>Returns a copy of the settings that apply.</summary>
    /// <param name="client">The client's settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    internal PollingOptions Resolve(PollingOptions client)
    {
        Validate();
        PollingOptions polling = Polling ?? client;
        return polling with { Timeout = Timeout ?? polling.Timeout };
    }

    private void Validate()
    {
        Polling?.Validate($"{nameof(JobWaitOptions)}.{nameof(Polling)}");
        if (Timeout is { } timeout)
        {
            new PollingOptions { Timeout = timeout }.Validate(nameof(JobWaitOptions));
        }
    }
}
