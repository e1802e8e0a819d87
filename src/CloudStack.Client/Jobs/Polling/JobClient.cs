using System.Runtime.CompilerServices;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>Returns to jobs from a token or an id.</summary>
internal sealed class JobClient(JobApi api, JobOperations operations, string host, int pageSize, TimeProvider timeProvider) : IJobClient
{
    public JobHandle Resume(JobToken token) => new(Identify(token), operations);

    public JobHandle<T> Resume<T>(JobToken token)
        where T : class, ICloudStackModel<T> => new(Identify(token), operations);

    public JobHandle Resume(string jobId) => new(Identify(jobId), operations);

    public JobHandle<T> Resume<T>(string jobId)
        where T : class, ICloudStackModel<T> => new(Identify(jobId), operations);

    public Task<JobSnapshot> QueryAsync(string jobId, CancellationToken cancellationToken = default) =>
        Resume(jobId).QueryAsync(cancellationToken);

    public Task<JobSnapshot?> FindByResourceAsync(string resourceType, string resourceId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(resourceType);
        ArgumentException.ThrowIfNullOrWhiteSpace(resourceId);
        return api.FindByResourceAsync(resourceType, resourceId, cancellationToken);
    }

    public void Notify(JobHint hint) => operations.Poller.Notify(hint);

    public async IAsyncEnumerable<JobSnapshot> ListRunningAsync(bool includeOtherAccounts = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The list is ordered by age, and jobs anywhere in it can end while it is read, so a job can slip to the page before or be
        // listed twice.
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        JobListScope scope = new(includeOtherAccounts, MaxAge: null);
        await foreach (JobPage page in api.ListPagesAsync(scope, pageSize, limit: null, cancellationToken).ConfigureAwait(false))
        {
            foreach (JobSnapshot job in page.Jobs)
            {
                if (job.Status == JobStatus.Pending && seen.Add(job.JobId))
                {
                    yield return job;
                }
            }
        }
    }

    private JobIdentity Identify(string jobId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(jobId);
        return new JobIdentity(jobId, Command: "", ResourceId: null, timeProvider.GetUtcNow(), host);
    }

    private JobIdentity Identify(JobToken token)
    {
        if (token.JobId is not { } jobId)
        {
            throw new ArgumentException("The token is empty.", nameof(token));
        }

        if (token.Host is { } other && !other.Equals(host, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The token belongs to a job on {other}, but this client connects to {host}. Use a client for that host.", nameof(token));
        }

        return new JobIdentity(jobId, token.Command ?? "", token.ResourceId, token.SubmittedAt, token.Host);
    }
}
