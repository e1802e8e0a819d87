namespace CloudStack.Client.Jobs.Polling;

/// <summary>Which running jobs a list shows.</summary>
/// <param name="AllAccounts">All that the caller may see, instead of the caller's own account.</param>
/// <param name="MaxAge">Only jobs of this age or younger, by the client's monotonic clock; null for all.</param>
internal readonly record struct JobListScope(bool AllAccounts, TimeSpan? MaxAge)
{
    /// <summary>Everything there is to see: what is missing here does not run, or is not ours to see.</summary>
    public static JobListScope Everything { get; } = new(AllAccounts: true, MaxAge: null);
}
