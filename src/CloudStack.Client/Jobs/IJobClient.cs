using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>Operations on jobs: return to a job from a token or an id. Later minor versions may add members.</summary>
public interface IJobClient
{
    /// <summary>Creates a handle for a job of another process or an earlier run. Sends nothing; the first wait polls immediately.</summary>
    /// <param name="token">The job's token.</param>
    /// <returns>The handle; <see cref="JobHandle.As{T}"/> gives it a type.</returns>
    /// <exception cref="ArgumentException">The token is empty, or belongs to a different host than this client's endpoint.</exception>
    JobHandle Resume(JobToken token);

    /// <summary>Creates a handle for a job of another process or an earlier run. Sends nothing; the first wait polls immediately.</summary>
    /// <typeparam name="T">
    /// The type of the job's result. The server's response shows what the result is. If it is a different type of the SDK, reading
    /// the value throws a <see cref="ResponseFormatException"/> that names both types, and the outcome stays readable. Your own
    /// types can read any result.
    /// </typeparam>
    /// <param name="token">The job's token.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="ArgumentException">The token is empty, or belongs to a different host than this client's endpoint.</exception>
    JobHandle<T> Resume<T>(JobToken token)
        where T : class, ICloudStackModel<T>;

    /// <summary>Creates a handle for a job whose id is known. Sends nothing; the first wait polls immediately.</summary>
    /// <param name="jobId">The job's id.</param>
    /// <returns>The handle; <see cref="JobHandle.As{T}"/> gives it a type.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> is empty.</exception>
    JobHandle Resume(string jobId);

    /// <summary>Creates a handle for a job whose id is known. Sends nothing; the first wait polls immediately.</summary>
    /// <typeparam name="T">
    /// The type of the job's result. The server's response shows what the result is. If it is a different type of the SDK, reading
    /// the value throws a <see cref="ResponseFormatException"/> that names both types, and the outcome stays readable. Your own
    /// types can read any result.
    /// </typeparam>
    /// <param name="jobId">The job's id.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> is empty.</exception>
    JobHandle<T> Resume<T>(string jobId)
        where T : class, ICloudStackModel<T>;

    /// <summary>
    /// Queries the state of a job once, without a retry after a failure. Only a request that the server refused without reading it
    /// (429, an expired session, a clock that differs) is sent again.
    /// </summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response. The status of a job that the server doesn't know is <see cref="JobStatus.NotFound"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> is empty.</exception>
    /// <exception cref="CloudStackException">The call did not succeed. Error 531 means that the job belongs to another account.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    Task<JobSnapshot> QueryAsync(string jobId, CancellationToken cancellationToken = default);

    /// <summary>Finds the newest job of a resource, finished or not (servers since 4.22.1).</summary>
    /// <param name="resourceType">
    /// The type, as in <see cref="JobSnapshot.ResourceType"/>: <c>VirtualMachine</c>, <c>Volume</c>, and so on; not case-sensitive.
    /// </param>
    /// <param name="resourceId">The resource's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>
    /// What the server reports about the job; use <see cref="Resume{T}(string)"/> with its id to wait for it. Null if the server
    /// knows none: no job ever worked on the resource, the job's record has expired (a day after its end by default), or the server
    /// doesn't record resources for jobs of this type, such as networks.
    /// </returns>
    /// <exception cref="ArgumentException">A parameter is empty.</exception>
    /// <exception cref="CloudStackApiException">
    /// The server refused the call: it doesn't know the type, it is older than 4.22.1 (and reports that <c>jobid</c> is missing),
    /// or the job belongs to another account (531).
    /// </exception>
    /// <exception cref="CloudStackException">The call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    Task<JobSnapshot?> FindByResourceAsync(string resourceType, string resourceId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Passes on a hint that a job may have ended, for example from a webhook. If a wait for the job, or for a job that works on
    /// the resource, is in progress, the client polls the job now, and once more 2 s later if that was too early. If there is no
    /// such wait yet, the client keeps the hint for a while. The method itself sends nothing and never blocks. Hints that are
    /// passed on this way don't reduce the number of polls; hints of <see cref="CloudStackClientOptions.CompletionSources"/> can.
    /// </summary>
    /// <param name="hint">The hint; an empty one has no effect.</param>
    void Notify(JobHint hint);

    /// <summary>
    /// Lists the jobs that are running now, oldest first. Servers since 4.12 list only running jobs. Older servers also list
    /// finished jobs, which this method omits.
    /// </summary>
    /// <param name="includeOtherAccounts">
    /// False (the default) for the caller's own account; true for all accounts that the caller may see.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The jobs, read page by page during the enumeration. No job is returned twice.</returns>
    /// <exception cref="CloudStackException">
    /// A call did not succeed. A role that isn't allowed to call <c>listAsyncJobs</c> gets error 432.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    IAsyncEnumerable<JobSnapshot> ListRunningAsync(bool includeOtherAccounts = false, CancellationToken cancellationToken = default);
}
