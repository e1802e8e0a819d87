using CloudStack.Client.Models;

namespace CloudStack.Client.Apis;

/// <summary>Commands of the group AsyncJob.</summary>
[CloudStackApi]
public interface IAsyncJobsApi
{
    /// <summary>Command <c>queryAsyncJobResult</c>; changes nothing.</summary>
    /// <param name="request">The parameters; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    [Command("queryAsyncJobResult", CommandKind.Read, Flat = true)]
    Task<AsyncJob> QueryAsyncJobResultAsync(QueryAsyncJobResultRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Command <c>listAsyncJobs</c>; changes nothing.</summary>
    /// <param name="request">The parameters; null for none.</param>
    /// <returns>The query; nothing is sent before it is enumerated.</returns>
    [Command("listAsyncJobs", CommandKind.Read)]
    PagedQuery<AsyncJob> ListAsyncJobs(ListAsyncJobsRequest? request = null);
}
