namespace CloudStack.Client;

/// <summary>How a batch of jobs is run.</summary>
public sealed record JobBatchOptions
{
    /// <summary>
    /// How many jobs of the batch may run at once; 10 by default, 1 to 1,000. The next one is submitted when one has ended. A
    /// server runs 125 jobs at once by default, and all other users' jobs are among them; operations on one virtual machine
    /// run one after the other whatever this says.
    /// </summary>
    public int MaxConcurrency { get; set; } = 10;

    /// <summary>How to poll and when to give up on a job; null takes the client's settings.</summary>
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
