using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// Sends commands without an interface of methods: an instance of a request class, or any command by name. Later minor versions may
/// add members.
/// </summary>
/// <remarks>
/// Whether a command starts a job depends on the response, because it differs between server versions. If the server starts a job
/// that wasn't declared, the client waits for it with its own polling settings and returns its result. If a command was declared to
/// start a job and the server responds directly, the handle represents a finished job without a <see cref="JobHandle.JobId"/>. If a
/// response names an entity but no job, the client asks the server once whether it knows the job id that was sent. If it does, the
/// response is treated as that of a job.
/// </remarks>
public interface ICommandClient
{
    /// <summary>Sends a synchronous command whose response, if there is one, isn't needed.</summary>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that completes when the server has responded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no wire format (an item with a comma, a null in a map), or its name is reserved by the
    /// protocol. Or the request is an asynchronous command, whose handle would be lost.
    /// </exception>
    /// <exception cref="CloudStackException">The call did not succeed; the exception type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    Task SendAsync(CommandRequest request, CancellationToken cancellationToken = default);

    /// <summary>Sends a synchronous command and reads its response as an object.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no wire format (an item with a comma, a null in a map), or its name is reserved by the
    /// protocol.
    /// </exception>
    /// <exception cref="CloudStackException">The call did not succeed; the exception type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    Task<T> SendAsync<T>(CommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>;

    /// <summary>Sends a synchronous command and reads its response as a list. The command is sent once, without paging.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The items; empty if the server sent none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no wire format (an item with a comma, a null in a map), or its name is reserved by the
    /// protocol.
    /// </exception>
    /// <exception cref="CloudStackException">The call did not succeed; the exception type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    Task<IReadOnlyList<T>> SendAsync<T>(ListCommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>;

    /// <summary>Submits an asynchronous command whose job result isn't needed.</summary>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Cancels the submission. A job that the server has accepted continues to run.</param>
    /// <returns>The handle of the job.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no wire format (an item with a comma, a null in a map), its name is reserved by the
    /// protocol, or the job's id isn't a UUID.
    /// </exception>
    /// <exception cref="AmbiguousSubmissionException">It's unknown whether the command was executed.</exception>
    /// <exception cref="CloudStackException">The call did not succeed; the exception type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    Task<JobHandle> SubmitAsync(JobCommandRequest request, CancellationToken cancellationToken = default);

    /// <summary>Submits an asynchronous command.</summary>
    /// <typeparam name="T">The type of the job's result.</typeparam>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Cancels the submission. A job that the server has accepted continues to run.</param>
    /// <returns>The handle of the job.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no wire format (an item with a comma, a null in a map), its name is reserved by the
    /// protocol, or the job's id isn't a UUID.
    /// </exception>
    /// <exception cref="AmbiguousSubmissionException">It's unknown whether the command was executed.</exception>
    /// <exception cref="CloudStackException">The call did not succeed; the exception type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
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
    /// Sends any synchronous command by name. A command whose name starts with <c>list</c>, <c>get</c>, <c>query</c>, or
    /// <c>find</c> is assumed to change nothing and is repeated when its response is lost. The few such commands that change
    /// something, such as <c>getUploadParamsForVolume</c>, and all others aren't repeated.
    /// </summary>
    /// <param name="command">The command's name, case-sensitive.</param>
    /// <param name="parameters">Parameters in their wire format; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The contents of the response's envelope.</returns>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no wire format (an item with a comma, a null in a map), or its name is reserved by the
    /// protocol.
    /// </exception>
    /// <exception cref="CloudStackException">The call did not succeed; the exception type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    Task<JsonElement> SendAsync(string command, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Submits any asynchronous command by name. It is treated as a command that creates an entity first, which is the more careful
    /// of the two asynchronous kinds. <c>customjobid</c> may be among the parameters.
    /// </summary>
    /// <param name="command">The command's name, case-sensitive.</param>
    /// <param name="parameters">Parameters in their wire format; null for none.</param>
    /// <param name="cancellationToken">Cancels the submission. A job that the server has accepted continues to run.</param>
    /// <returns>The handle of the job; <see cref="JobHandle.As{T}"/> gives it a type.</returns>
    /// <exception cref="ArgumentException">
    /// A parameter cannot be sent: it has no wire format (an item with a comma, a null in a map), its name is reserved by the
    /// protocol, or the job's id isn't a UUID.
    /// </exception>
    /// <exception cref="AmbiguousSubmissionException">It's unknown whether the command was executed.</exception>
    /// <exception cref="CloudStackException">The call did not succeed; the exception type says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    Task<JobHandle> SubmitAsync(string command, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken cancellationToken = default);
}
