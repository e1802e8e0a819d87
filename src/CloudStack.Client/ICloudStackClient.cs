namespace CloudStack.Client;

/// <summary>
/// The root of everything: one account on one cloud. Thread-safe; make one and keep it. Later minor versions may add
/// members.
/// </summary>
public partial interface ICloudStackClient
{
    /// <summary>The address of the API.</summary>
    Uri Endpoint { get; }

    /// <summary>
    /// A copy of the client's defaults for waits; <c>client.Polling with { Timeout = … }</c> changes one of them for one wait.
    /// </summary>
    PollingOptions Polling { get; }

    /// <summary>Jobs as such: the way back to a job from a token or an id.</summary>
    IJobClient Jobs { get; }

    /// <summary>Commands without an interface: a request of a class, or any command by name.</summary>
    ICommandClient Commands { get; }

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
