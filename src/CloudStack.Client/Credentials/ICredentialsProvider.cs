namespace CloudStack.Client;

/// <summary>
/// Where a client takes its credentials from: a vault, a file that is rotated, a configuration that changes. Credentials that
/// stay the same need no provider; they are one themselves.
/// </summary>
public interface ICredentialsProvider
{
    /// <summary>
    /// The credentials to use now. Asked before each attempt, so keep an answer at hand; keys that change are used from the
    /// next attempt on.
    /// </summary>
    /// <param name="cancellationToken">Fires when the caller gives the call up, or the client is disposed.</param>
    /// <returns>The credentials; never null.</returns>
    /// <remarks>
    /// What is thrown here ends the call. An <see cref="HttpRequestException"/> or <see cref="IOException"/> counts as an attempt
    /// of which nothing was sent, is repeated, and reaches the caller in a <see cref="CloudStackTransportException"/>; any other
    /// exception reaches the caller as it is.
    /// </remarks>
    ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken);
}
