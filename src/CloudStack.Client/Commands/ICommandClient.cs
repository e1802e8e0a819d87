using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// Sends commands without an interface of methods: a request of a class, or any command by name. Later minor versions may
/// add members.
/// </summary>
/// <remarks>
/// Whether a command starts a job is decided by the answer, because it differs between versions of the server. Where a job comes
/// that was not declared, the client waits for it with its own polling settings and gives its result. Where a command was
/// declared to start a job and the server answers directly, the handle is one of a job that is over, without a
/// <see cref="JobHandle.JobId"/>. An answer that names an entity, but no job, is that of a job if the server knows the id that was sent
/// for it; the client asks once.
/// </remarks>
public interface ICommandClient
{
    /// <summary>Sends a synchronous command whose answer, if there is one, is of no interest.</summary>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when the server has answered.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no form on the wire (an item with a comma, a null in a map), or its name belongs to the
    /// protocol. Or the request is an asynchronous command, whose handle would be lost.
    /// </exception>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task SendAsync(CommandRequest request, CancellationToken cancellationToken = default);

    /// <summary>Sends a synchronous command and reads its answer as an object.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no form on the wire (an item with a comma, a null in a map), or its name belongs to the
    /// protocol.
    /// </exception>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task<T> SendAsync<T>(CommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>;

    /// <summary>Sends a synchronous command and reads its answer as a list. The command is sent once, without paging.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The items, none if the server sent none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no form on the wire (an item with a comma, a null in a map), or its name belongs to the
    /// protocol.
    /// </exception>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task<IReadOnlyList<T>> SendAsync<T>(ListCommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>;

    /// <summary>Submits an asynchronous command whose job has no payload of interest.</summary>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Ends the submit. A job that the server has accepted goes on.</param>
    /// <returns>The handle of the job.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no form on the wire (an item with a comma, a null in a map), its name belongs to the
    /// protocol, or the job's own id is no UUID.
    /// </exception>
    /// <exception cref="AmbiguousSubmissionException">Nobody can tell whether the command was executed.</exception>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task<JobHandle> SubmitAsync(JobCommandRequest request, CancellationToken cancellationToken = default);

    /// <summary>Submits an asynchronous command.</summary>
    /// <typeparam name="T">The type of the job's result.</typeparam>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Ends the submit. A job that the server has accepted goes on.</param>
    /// <returns>The handle of the job.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no form on the wire (an item with a comma, a null in a map), its name belongs to the
    /// protocol, or the job's own id is no UUID.
    /// </exception>
    /// <exception cref="AmbiguousSubmissionException">Nobody can tell whether the command was executed.</exception>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task<JobHandle<T>> SubmitAsync<T>(JobCommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>;

    /// <summary>Prepares a list query. Nothing is sent until the query is enumerated.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="request">The command.</param>
    /// <returns>The query.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    PagedQuery<T> Query<T>(QueryRequest<T> request)
        where T : class, ICloudStackModel<T>;

    /// <summary>
    /// Sends any synchronous command by name. A command whose name begins with <c>list</c>, <c>get</c>, <c>query</c> or
    /// <c>find</c> is taken for one that changes nothing and is repeated when its answer is lost; others are not.
    /// </summary>
    /// <param name="command">The command's name, with its letter case.</param>
    /// <param name="parameters">Parameters in their wire form; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the answer's envelope holds.</returns>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no form on the wire (an item with a comma, a null in a map), or its name belongs to the
    /// protocol.
    /// </exception>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task<JsonElement> SendAsync(string command, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Submits any asynchronous command by name. It is treated as one that creates an entity first, the more careful of
    /// the two asynchronous kinds. <c>customjobid</c> may be among the parameters.
    /// </summary>
    /// <param name="command">The command's name, with its letter case.</param>
    /// <param name="parameters">Parameters in their wire form; null for none.</param>
    /// <param name="cancellationToken">Ends the submit. A job that the server has accepted goes on.</param>
    /// <returns>The handle of the job; <see cref="JobHandle.As{T}"/> gives it a type.</returns>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no form on the wire (an item with a comma, a null in a map), its name belongs to the
    /// protocol, or the job's own id is no UUID.
    /// </exception>
    /// <exception cref="AmbiguousSubmissionException">Nobody can tell whether the command was executed.</exception>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task<JobHandle> SubmitAsync(string command, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken cancellationToken = default);
}
