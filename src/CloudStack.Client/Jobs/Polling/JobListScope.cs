namespace CloudStack.Client.Jobs.Polling;

/// <summary>The running jobs that a list shows.</summary>
/// <param name="AllAccounts">True for all accounts that the caller may see; false for the caller's own account.</param>
/// <param name="MaxAge">Only jobs of this age or younger, by the client's monotonic clock; null for all.</param>
internal readonly record struct JobListScope(bool AllAccounts, TimeSpan? MaxAge)
{
    /// <summary>Everything that the caller can see: a job that is missing here isn't running, or the caller may not see it.</summary>
    public static JobListScope Everything { get; } = new(AllAccounts: true, MaxAge: null);
}
