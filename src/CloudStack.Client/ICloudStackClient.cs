namespace CloudStack.Client;

/// <summary>
/// The root of everything: one account on one cloud. Thread-safe; make one and keep it. Later minor versions may add
/// members.
/// </summary>
/// <remarks>
/// Whoever makes a client disposes it. One that was registered is the container's: it is disposed with it, and code that it is
/// injected into leaves it alone, because all share it. One that <see cref="ICloudStackClientFactory"/> made is its caller's.
/// Disposing ends the calls and waits that are under way, and later ones, with <see cref="ObjectDisposedException"/>; the jobs
/// themselves go on. A second time it does nothing.
/// </remarks>
public partial interface ICloudStackClient : IAsyncDisposable
{
    /// <summary>The address of the API.</summary>
    Uri Endpoint { get; }

    /// <summary>
    /// A copy of the client's defaults for waits; <c>client.Polling with { Timeout = … }</c> changes one of them for one wait. What
    /// the client does is set by <see cref="CloudStackClientOptions.Polling"/> before it is made; an assignment to the copy as such
    /// (<c>client.Polling.Timeout = …</c>) is a compile error (CSC028).
    /// </summary>
    PollingOptions Polling { get; }

    /// <summary>Jobs as such: the way back to a job from a token or an id.</summary>
    IJobClient Jobs { get; }

    /// <summary>Commands without an interface: a request of a class, or any command by name.</summary>
    ICommandClient Commands { get; }

    /// <summary>
    /// A view of this client for the things of a project: <c>projectid</c> goes along with each command that knows it, unless the
    /// call says itself whose things it means (<c>projectid</c> or <c>account</c>). Everything else is shared with this client,
    /// connections and polls included; the view lives as long as the client, and disposing it does nothing.
    /// </summary>
    /// <param name="projectId">The id of the project; <c>-1</c> for those of all projects of the caller, which lists know.</param>
    /// <returns>The view. Of a view, one for this project alone.</returns>
    /// <remarks>
    /// A command by its name alone (<see cref="ICommandClient.SendAsync(string, IEnumerable{KeyValuePair{string, string}}?, CancellationToken)"/>)
    /// goes out as it is, because nothing says which parameters it knows. So do the calls of <see cref="Jobs"/>.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="projectId"/> is empty.</exception>
    ICloudStackClient InProject(string projectId);

    /// <summary>
    /// A view of this client for the things of another account: <c>account</c> and <c>domainid</c> go along with each command that
    /// knows both, unless the call says itself whose things it means (<c>account</c>, <c>domainid</c> or <c>projectid</c>). For
    /// administrators of the domain. Everything else is as with <see cref="InProject"/>.
    /// </summary>
    /// <param name="domainId">The id of the account's domain.</param>
    /// <param name="account">The name of the account.</param>
    /// <returns>The view. Of a view, one for this account alone.</returns>
    /// <exception cref="ArgumentException"><paramref name="domainId"/> or <paramref name="account"/> is empty.</exception>
    ICloudStackClient OnBehalfOf(string domainId, string account);

    /// <summary>
    /// Implements a Refit interface of commands, one of your own as well as one of the SDK. Keep what you get: it is
    /// thread-safe and lives as long as the client.
    /// </summary>
    /// <typeparam name="T">
    /// The interface. Its methods take a request class as their <c>[Body]</c> and return what the base class of the request
    /// says, or they take parameters one by one.
    /// </typeparam>
    /// <returns>The implementation; its calls go through this client like all others.</returns>
    /// <exception cref="InvalidOperationException">
    /// Refit's source generator has not implemented <typeparamref name="T"/>; the message says what may be missing.
    /// </exception>
    T CreateApi<T>()
        where T : class;
}
