using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;

namespace CloudStack.Client;

/// <summary>
/// Identifies <em>which</em> job: what the server returned when it accepted an asynchronous command. Immutable and thread-safe. Any
/// number of waits can use one handle, one after the other or at once, and they share their polls.
/// </summary>
/// <remarks>
/// Ending a wait, by a deadline or a token, never ends the job: CloudStack has no command that cancels a job.
/// <para>A handle belongs to its client and can't be read back from JSON. Store the text of <see cref="ToToken"/> instead.</para>
/// </remarks>
public class JobHandle
{
    private readonly JobIdentity _identity;
    private readonly IJobOperations? _operations;

    internal JobHandle(JobIdentity identity, IJobOperations? operations, JobCompletion? completion = null)
    {
        _identity = identity;
        _operations = operations;
        Completion = completion;
    }

    /// <summary>
    /// The job's id, a UUID (a number on very old servers); null if there is no job because the server did the work immediately and
    /// responded directly.
    /// </summary>
    public string? JobId => _identity.Id.Length == 0 ? null : _identity.Id;

    /// <summary>The command that started the job; null if the job was resumed from an id only.</summary>
    public string? Command => _identity.Command.Length == 0 ? null : _identity.Command;

    /// <summary>
    /// The id of the entity that a create command created before its job started (it exists even if the job fails); null for other
    /// commands. Treat it as opaque: two commands return a number that isn't a UUID.
    /// </summary>
    public string? ResourceId => _identity.ResourceId;

    /// <summary>When this client submitted the command, by its own clock.</summary>
    public DateTimeOffset SubmittedAt => _identity.SubmittedAt;

    internal JobIdentity Identity => _identity;

    /// <summary>A copy of the client's settings for waits.</summary>
    private protected PollingOptions ClientPolling => _operations?.Polling ?? new PollingOptions();

    /// <summary>How the job ended, if that is known without a query: a command was answered directly, or a test set it.</summary>
    internal JobCompletion? Completion { get; }

    /// <summary>
    /// Queries the state of the job once, without a retry after a failure. Only a request that the server refused without reading it
    /// (429, an expired session, a clock that differs) is sent again.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response. The status of a job that the server doesn't know is <see cref="JobStatus.NotFound"/>.</returns>
    /// <exception cref="CloudStackException">The call did not succeed; <see cref="CloudStackException.Job"/> is this handle.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public Task<JobSnapshot> QueryAsync(CancellationToken cancellationToken = default) =>
        Completion is { } completion ? Task.FromResult(completion.ToSnapshot(this)) : _operations!.QueryAsync(this, cancellationToken);

    /// <summary>Waits until the job is over, using the client's settings. A job that failed is a result, not an exception.</summary>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>How the job ended: succeeded, failed, or unknown.</returns>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="CloudStackException">
    /// The polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// doesn't fix (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<JobResult> WaitForCompletionAsync(CancellationToken cancellationToken = default) =>
        WaitAsync(ClientPolling, progress: null, cancellationToken);

    /// <summary>Waits until the job is over. A job that failed is a result, not an exception.</summary>
    /// <param name="options">The deadline, a progress listener, and how to poll.</param>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>How the job ended: succeeded, failed, or unknown.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="CloudStackException">
    /// The polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// doesn't fix (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<JobResult> WaitForCompletionAsync(JobWaitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return WaitAsync(options.Resolve(ClientPolling), options.Progress, cancellationToken);
    }

    /// <summary>
    /// Waits until the job is over, using the client's settings, and yields each poll. If the loop ends normally, the last item is
    /// the poll that saw the end. Leaving the loop early ends the wait.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>The polls as they happen. A slow reader sees the latest state, but not every poll.</returns>
    /// <exception cref="JobOutcomeUnknownException">
    /// While enumerating, after the last poll: it's unknown how the job ended, because no poll could see it
    /// (<see cref="UnknownReason.ServerDown"/>, <see cref="UnknownReason.ResultUnreadable"/>). A job that the server doesn't know is
    /// an item with the status <see cref="JobStatus.NotFound"/> instead.
    /// </exception>
    /// <exception cref="JobTimeoutException">While enumerating: the deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException">While enumerating: <paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="CloudStackException">While enumerating: the polls kept failing.</exception>
    /// <exception cref="ObjectDisposedException">While enumerating: the client was disposed.</exception>
    public IAsyncEnumerable<JobProgress> WatchAsync(CancellationToken cancellationToken = default) =>
        JobWatch.EnumerateAsync(this, ClientPolling, progress: null, cancellationToken);

    /// <summary>
    /// Waits until the job is over and yields each poll. If the loop ends normally, the last item is the poll that saw the end.
    /// Leaving the loop early ends the wait.
    /// </summary>
    /// <param name="options">The deadline, a progress listener, and how to poll.</param>
    /// <param name="cancellationToken">Ends the wait immediately. The job continues to run.</param>
    /// <returns>The polls as they happen. A slow reader sees the latest state, but not every poll.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="JobOutcomeUnknownException">
    /// While enumerating, after the last poll: it's unknown how the job ended, because no poll could see it
    /// (<see cref="UnknownReason.ServerDown"/>, <see cref="UnknownReason.ResultUnreadable"/>). A job that the server doesn't know is
    /// an item with the status <see cref="JobStatus.NotFound"/> instead.
    /// </exception>
    /// <exception cref="JobTimeoutException">While enumerating: the deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException">While enumerating: <paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="CloudStackException">While enumerating: the polls kept failing.</exception>
    /// <exception cref="ObjectDisposedException">While enumerating: the client was disposed.</exception>
    public IAsyncEnumerable<JobProgress> WatchAsync(JobWaitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return JobWatch.EnumerateAsync(this, options.Resolve(ClientPolling), options.Progress, cancellationToken);
    }

    /// <summary>
    /// Creates a short text that leads to the job from another process. It contains no secrets. See
    /// <see cref="IJobClient.Resume{T}(JobToken)"/>.
    /// </summary>
    /// <returns>The token. If the server responded directly, there is no job, and the token can't be resumed.</returns>
    public JobToken ToToken() => new(JobId, Command, ResourceId, SubmittedAt, _identity.Host);

    /// <summary>Returns a handle for the same job that gives its result a type.</summary>
    /// <typeparam name="T">
    /// The type of the result. If the job ends with a different type of the SDK, reading the value throws.
    /// </typeparam>
    /// <returns>A handle. This one stays usable.</returns>
    public JobHandle<T> As<T>()
        where T : class, ICloudStackModel<T> => this as JobHandle<T> ?? new JobHandle<T>(_identity, _operations, Completion);

    /// <summary>Returns the command and the job's id.</summary>
    /// <returns>A string for logs.</returns>
    public override string ToString() => (Command, JobId) switch
    {
        (null, _) => $"job {JobId}",
        (_, null) => $"{Command} (no job)",
        _ => $"{Command} (job {JobId})",
    };

    internal async Task<JobResult> WaitAsync(PollingOptions polling, IProgress<JobProgress>? progress, CancellationToken cancellationToken) =>
        CreateResult(await CompleteAsync(polling, progress, cancellationToken).ConfigureAwait(false));

    private protected Task<JobCompletion> CompleteAsync(PollingOptions polling, IProgress<JobProgress>? progress, CancellationToken cancellationToken) =>
        Completion is { } completion ? Task.FromResult(completion) : _operations!.WaitAsync(this, polling, progress, cancellationToken);

    private protected virtual JobResult CreateResult(JobCompletion completion) => new(this, completion);
}
