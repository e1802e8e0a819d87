namespace CloudStack.Client;

/// <summary>
/// Makes clients for accounts that are known only at run time, such as the tenants of a service. Registered by
/// <c>AddCloudStackClientFactory</c>, and along with every client.
/// </summary>
public interface ICloudStackClientFactory
{
    /// <summary>
    /// Makes a client. Its requests share the connections of the factory's HTTP client; its poller and its session are its
    /// own, so keep one for each account instead of making one for each call.
    /// </summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <returns>
    /// A new client that belongs to the caller, who disposes it, before the container. The factory keeps none; the connections stay
    /// open for the others.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// An option is missing or out of its range, or <see cref="CloudStackClientOptions.Connection"/> is set, which shared connections
    /// cannot follow; the message names it.
    /// </exception>
    ICloudStackClient Create(CloudStackClientOptions options);
}
