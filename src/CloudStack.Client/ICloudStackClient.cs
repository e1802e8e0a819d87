namespace CloudStack.Client;

/// <summary>
/// The entry point to the SDK: one account in one cloud. It's thread-safe. Create one instance and keep it. Later minor versions
/// may add members.
/// </summary>
/// <remarks>
/// The code that creates a client disposes it. A registered client belongs to the container and is disposed with it; code that it
/// is injected into must not dispose it, because it is shared. A client that <see cref="ICloudStackClientFactory"/> creates belongs
/// to the factory's caller. After disposal, calls and waits that are in progress, and any later ones, fail with
/// <see cref="ObjectDisposedException"/>. The jobs themselves continue to run. Disposing a client a second time does nothing.
/// </remarks>
public partial interface ICloudStackClient : IAsyncDisposable
{
    /// <summary>The address of the API.</summary>
    Uri Endpoint { get; }

    /// <summary>
    /// A copy of the client's defaults for waits. Use <c>client.Polling with { Timeout = … }</c> to change one of them for one
    /// wait. To change the defaults themselves, set <see cref="CloudStackClientOptions.Polling"/> before the client is created; an
    /// assignment to the copy (<c>client.Polling.Timeout = …</c>) is a compile error (CSC028).
    /// </summary>
    PollingOptions Polling { get; }

    /// <summary>Operations on jobs: return to a job from a token or an id.</summary>
    IJobClient Jobs { get; }

    /// <summary>Commands without an interface: an instance of a request class, or any command by name.</summary>
    ICommandClient Commands { get; }

    /// <summary>
    /// Creates a view of this client for the resources of a project. Each command that knows <c>projectid</c> is sent with it,
    /// unless the call itself says which resources it means (<c>projectid</c> or <c>account</c>). The view shares everything else
    /// with this client, including connections and polls. It lives as long as the client, and disposing it does nothing.
    /// </summary>
    /// <param name="projectId">The id of the project; <c>-1</c> for all projects of the caller, which list commands support.</param>
    /// <returns>The view. On a view, returns a view for this project alone.</returns>
    /// <remarks>
    /// A command that is sent by name alone
    /// (<see cref="ICommandClient.SendAsync(string, IEnumerable{KeyValuePair{string, string}}?, CancellationToken)"/>) is sent
    /// unchanged, because nothing says which parameters it knows. The same applies to the calls of <see cref="Jobs"/>.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="projectId"/> is empty.</exception>
    ICloudStackClient InProject(string projectId);

    /// <summary>
    /// Creates a view of this client for the resources of another account. Each command that knows both <c>account</c> and
    /// <c>domainid</c> is sent with them, unless the call itself says which resources it means (<c>account</c>, <c>domainid</c>, or
    /// <c>projectid</c>). For administrators of the domain. Everything else is the same as for <see cref="InProject"/>.
    /// </summary>
    /// <param name="domainId">The id of the account's domain.</param>
    /// <param name="account">The name of the account.</param>
    /// <returns>The view. On a view, returns a view for this account alone.</returns>
    /// <exception cref="ArgumentException"><paramref name="domainId"/> or <paramref name="account"/> is empty.</exception>
    ICloudStackClient OnBehalfOf(string domainId, string account);

    /// <summary>
    /// Implements a Refit interface of commands, either your own or one of the SDK. Keep the result: it is thread-safe and lives as
    /// long as the client.
    /// </summary>
    /// <typeparam name="T">
    /// The interface. Its methods take a request class as their <c>[Body]</c> and return the type that the base class of the
    /// request determines, or they take individual parameters.
    /// </typeparam>
    /// <returns>The implementation. Its calls go through this client like all others.</returns>
    /// <exception cref="InvalidOperationException">
    /// Refit's source generator has not implemented <typeparamref name="T"/>; the message says what may be missing.
    /// </exception>
    T CreateApi<T>()
        where T : class;
}
