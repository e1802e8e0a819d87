namespace CloudStack.Client;

/// <summary>
/// Creates clients for accounts that are known only at run time, such as the tenants of a service. Registered by
/// <c>AddCloudStackClientFactory</c>, and together with every client.
/// </summary>
public interface ICloudStackClientFactory
{
    /// <summary>
    /// Creates a client. Its requests share the connections of the factory's HTTP client, but each client has its own poller and
    /// session, so keep one client for each account instead of creating one for each call.
    /// </summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <returns>
    /// A new client that the caller owns and must dispose before the container. The factory keeps no reference to it, and the
    /// connections remain open for other clients.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// An option is missing or out of range, or <see cref="CloudStackClientOptions.Connection"/> is set, which has no effect on
    /// shared connections; the message names the option.
    /// </exception>
    ICloudStackClient Create(CloudStackClientOptions options);
}
