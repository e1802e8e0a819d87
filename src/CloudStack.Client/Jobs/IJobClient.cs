using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>Jobs as such: the way back to a job from a token or an id. Later minor versions may add members.</summary>
public interface IJobClient
{
    /// <summary>A handle for a job of another process or an earlier run. Sends nothing; the first wait polls at once.</summary>
    /// <param name="token">The job's token.</param>
    /// <returns>The handle; <see cref="JobHandle.As{T}"/> gives it a type.</returns>
    /// <exception cref="ArgumentException">The token is empty, or belongs to another host than this client's endpoint.</exception>
    JobHandle Resume(JobToken token);

    /// <summary>A handle for a job of another process or an earlier run. Sends nothing; the first wait polls at once.</summary>
    /// <typeparam name="T">
    /// The type of the job's result. The server's answer says what the result is: where that is another type of the SDK,
    /// taking the value throws a <see cref="ResponseFormatException"/> that names both, and the outcome stays readable. Types
    /// of your own read any result.
    /// </typeparam>
    /// <param name="token">The job's token.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="ArgumentException">The token is empty, or belongs to another host than this client's endpoint.</exception>
    JobHandle<T> Resume<T>(JobToken token)
        where T : class, ICloudStackModel<T>;

    /// <summary>A handle for a job whose id is known. Sends nothing; the first wait polls at once.</summary>
    /// <param name="jobId">The job's id.</param>
    /// <returns>The handle; <see cref="JobHandle.As{T}"/> gives it a type.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> is empty.</exception>
    JobHandle Resume(string jobId);

    /// <summary>A handle for a job whose id is known. Sends nothing; the first wait polls at once.</summary>
    /// <typeparam name="T">
    /// The type of the job's result. The server's answer says what the result is: where that is another type of the SDK,
    /// taking the value throws a <see cref="ResponseFormatException"/> that names both, and the outcome stays readable. Types
    /// of your own read any result.
    /// </typeparam>
    /// <param name="jobId">The job's id.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> is empty.</exception>
    JobHandle<T> Resume<T>(string jobId)
        where T : class, ICloudStackModel<T>;

    /// <summary>Asks once what a job does. Exactly one request, without a retry.</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer; a job that the server does not know is <see cref="JobStatus.NotFound"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> is empty.</exception>
    /// <exception cref="CloudStackException">The call did not succeed; a job of somebody else is a 531.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task<JobSnapshot> QueryAsync(string jobId, CancellationToken cancellationToken = default);

    /// <summary>The newest job of a resource, finished or not (servers since 4.22.1).</summary>
    /// <param name="resourceType">
    /// The type, as in <see cref="JobSnapshot.ResourceType"/>: <c>VirtualMachine</c>, <c>Volume</c> and so on, in any case.
    /// </param>
    /// <param name="resourceId">The resource's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>
    /// What the server says about the job; <see cref="Resume{T}(string)"/> with its id waits for it. Null if the server knows
    /// none: no job ever worked on the resource, its record has expired (a day after its end by default), or the server keeps
    /// no resource for jobs of this type, such as networks.
    /// </returns>
    /// <exception cref="ArgumentException">A parameter is empty.</exception>
    /// <exception cref="CloudStackApiException">
    /// The server refused: it does not know the type, is older than 4.22.1 (it misses <c>jobid</c> then), or the job belongs to
    /// somebody else (531).
    /// </exception>
    /// <exception cref="CloudStackException">The call did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task<JobSnapshot?> FindByResourceAsync(string resourceType, string resourceId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Passes on word that a job may have ended, from a webhook for example. If somebody waits for the job, or for one that
    /// works on the resource, it is asked for now, and once more 2 s later if that was too early; if nobody does yet, the
    /// hint is kept for a while. Sends nothing itself and never blocks. Hints that are passed on this way do not make polls
    /// rarer; those of <see cref="CloudStackClientOptions.CompletionSources"/> can.
    /// </summary>
    /// <param name="hint">The hint; an empty one does nothing.</param>
    void Notify(JobHint hint);

    /// <summary>
    /// The jobs that run now, the oldest first. Servers since 4.12 list running jobs only; older ones list finished jobs as
    /// well, which are left out here.
    /// </summary>
    /// <param name="includeOtherAccounts">
    /// False (the default) for the caller's own account; true for all accounts that the caller may see.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The jobs, read page by page while they are enumerated; none comes twice.</returns>
    /// <exception cref="CloudStackException">
    /// A call did not succeed; a role that may not call <c>listAsyncJobs</c> gets 432.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    IAsyncEnumerable<JobSnapshot> ListRunningAsync(bool includeOtherAccounts = false, CancellationToken cancellationToken = default);
}
