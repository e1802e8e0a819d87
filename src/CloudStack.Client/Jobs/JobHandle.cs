using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;

namespace CloudStack.Client;

/// <summary>
/// Says <em>which</em> job: what the server answered when it accepted an asynchronous command. Immutable and thread-safe;
/// any number of waits may run on one handle, one after the other or at once, and share their polls.
/// </summary>
/// <remarks>
/// Ending a wait, by a deadline or a token, never ends the job: CloudStack has no command that cancels one.
/// <para>A handle belongs to its client and cannot be read back from JSON; what is kept is the text of <see cref="ToToken"/>.</para>
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
    /// The job's id, a UUID (a number on very old servers); null where the server did the work at once and answered directly,
    /// so that there is no job.
    /// </summary>
    public string? JobId => _identity.Id.Length == 0 ? null : _identity.Id;

    /// <summary>The command that started the job; null where only an id was resumed.</summary>
    public string? Command => _identity.Command.Length == 0 ? null : _identity.Command;

    /// <summary>
    /// The id of the entity that a create command has made before its job began (it exists even if the job fails); null for
    /// other commands. Take it as opaque: two commands answer with a number that is no UUID.
    /// </summary>
    public string? ResourceId => _identity.ResourceId;

    /// <summary>When this client submitted the command, by its own clock.</summary>
    public DateTimeOffset SubmittedAt => _identity.SubmittedAt;

    internal JobIdentity Identity => _identity;

    /// <summary>A copy of the client's settings for waits.</summary>
    private protected PollingOptions ClientPolling => _operations?.Polling ?? new PollingOptions();

    /// <summary>How the job ended, where that is known without asking: a command answered directly, or a test said so.</summary>
    internal JobCompletion? Completion { get; }

    /// <summary>Asks once what the job does. Exactly one request, without a retry.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>
    /// The answer. A job that the server does not know is an answer too: <see cref="JobStatus.NotFound"/>.
    /// </returns>
    /// <exception cref="CloudStackException">The call did not succeed; <see cref="CloudStackException.Job"/> is this handle.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public Task<JobSnapshot> QueryAsync(CancellationToken cancellationToken = default) =>
        Completion is { } completion ? Task.FromResult(completion.ToSnapshot(this)) : _operations!.QueryAsync(this, cancellationToken);

    /// <summary>Waits until the job is over, with the client's settings. A job that failed is a result, not an exception.</summary>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>How the job ended: succeeded, failed, or unknown.</returns>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="CloudStackException">
    /// The polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// does not mend (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<JobResult> WaitForCompletionAsync(CancellationToken cancellationToken = default) =>
        WaitAsync(ClientPolling, progress: null, cancellationToken);

    /// <summary>Waits until the job is over. A job that failed is a result, not an exception.</summary>
    /// <param name="options">The deadline, a listener and how to poll.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>How the job ended: succeeded, failed, or unknown.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of its range.</exception>
    /// <exception cref="JobTimeoutException">The deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="CloudStackException">
    /// The polls kept failing for longer than <see cref="PollingOptions.FailureTolerance"/>, or failed in a way that waiting
    /// does not mend (401, 432, 531).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<JobResult> WaitForCompletionAsync(JobWaitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return WaitAsync(options.Resolve(ClientPolling), options.Progress, cancellationToken);
    }

    /// <summary>
    /// Waits until the job is over, with the client's settings, and reports each poll as an item; the last item is the one that saw the end. Leaving
    /// the loop early ends the wait.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>The polls as they come. A slow reader sees the latest state, not every one.</returns>
    /// <exception cref="JobTimeoutException">While enumerating: the deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException">While enumerating: <paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="CloudStackException">While enumerating: the polls kept failing.</exception>
    /// <exception cref="ObjectDisposedException">While enumerating: the client was disposed.</exception>
    public IAsyncEnumerable<JobProgress> WatchAsync(CancellationToken cancellationToken = default) =>
        JobWatch.EnumerateAsync(this, ClientPolling, progress: null, cancellationToken);

    /// <summary>
    /// Waits until the job is over and reports each poll as an item; the last item is the one that saw the end. Leaving
    /// the loop early ends the wait.
    /// </summary>
    /// <param name="options">The deadline, a listener and how to poll.</param>
    /// <param name="cancellationToken">Ends the wait at once; the job goes on.</param>
    /// <returns>The polls as they come. A slow reader sees the latest state, not every one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of its range.</exception>
    /// <exception cref="JobTimeoutException">While enumerating: the deadline passed first.</exception>
    /// <exception cref="JobWaitCanceledException">While enumerating: <paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="CloudStackException">While enumerating: the polls kept failing.</exception>
    /// <exception cref="ObjectDisposedException">While enumerating: the client was disposed.</exception>
    public IAsyncEnumerable<JobProgress> WatchAsync(JobWaitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return JobWatch.EnumerateAsync(this, options.Resolve(ClientPolling), options.Progress, cancellationToken);
    }

    /// <summary>
    /// A short text that leads back to the job from another process, without secrets; see <see cref="IJobClient.Resume{T}(JobToken)"/>.
    /// </summary>
    /// <returns>The token; where the server answered directly there is no job, and the token leads nowhere.</returns>
    public JobToken ToToken() => new(JobId, Command, ResourceId, SubmittedAt, _identity.Host);

    /// <summary>The same job with a type for its result.</summary>
    /// <typeparam name="T">The type of the result; where the job ends with another type of the SDK, taking the value throws.</typeparam>
    /// <returns>A handle; this one stays usable.</returns>
    public JobHandle<T> As<T>()
        where T : class, ICloudStackModel<T> => this as JobHandle<T> ?? new JobHandle<T>(_identity, _operations, Completion);

    /// <summary>The command and the job's id.</summary>
    /// <returns>A text for logs.</returns>
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
