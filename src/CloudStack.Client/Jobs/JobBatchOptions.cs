namespace CloudStack.Client;

/// <summary>Options for running a batch of jobs.</summary>
public sealed record JobBatchOptions
{
    /// <summary>
    /// The maximum number of jobs of the batch that may run at once; 10 by default, 1 to 1,000. The next job is submitted when one
    /// has ended. By default, a server runs 125 jobs at once, including those of all other users. Operations on one virtual machine
    /// always run one after the other.
    /// </summary>
    public int MaxConcurrency { get; set; } = 10;

    /// <summary>How to poll and when to stop waiting for a job; null for the client's settings.</summary>
    public PollingOptions? Polling { get; set; }

    internal void Validate()
    {
        if (MaxConcurrency is < 1 or > 1000)
        {
            string message = FormattableString.Invariant($"{nameof(JobBatchOptions)}.{nameof(MaxConcurrency)} is {MaxConcurrency}; it must be from 1 to 1,000.");
            throw new ArgumentOutOfRangeException($"{nameof(JobBatchOptions)}.{nameof(MaxConcurrency)}", MaxConcurrency, message);
        }

        Polling?.Validate($"{nameof(JobBatchOptions)}.{nameof(Polling)}");
    }
}
