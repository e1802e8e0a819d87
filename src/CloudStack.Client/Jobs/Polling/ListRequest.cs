namespace CloudStack.Client.Jobs.Polling;

/// <summary>A list that is to be asked for.</summary>
/// <param name="Scope">Which jobs it shows.</param>
/// <param name="MaxJobs">How long it may be; see <see cref="IJobApi.ListAsync"/>.</param>
/// <param name="Limit">How long one exchange may take.</param>
/// <param name="StartedAt">When it is asked for, in ticks of the clock. Jobs that came later are not the list's to judge.</param>
internal readonly record struct ListRequest(JobListScope Scope, int MaxJobs, PollLimit Limit, long StartedAt);
