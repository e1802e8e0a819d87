namespace CloudStack.Client.Jobs.Polling;

/// <summary>A list to request.</summary>
/// <param name="Scope">The jobs to list.</param>
/// <param name="MaxJobs">How long it may be; see <see cref="IJobApi.ListAsync"/>.</param>
/// <param name="Limit">How long one exchange may take.</param>
/// <param name="StartedAt">When the list is requested, in clock ticks. It says nothing about jobs that are added later.</param>
internal readonly record struct ListRequest(JobListScope Scope, int MaxJobs, PollLimit Limit, long StartedAt);
