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
    /// What is thrown here counts as an attempt of which nothing was sent: it is repeated, unless no waiting mends it (a certificate
    /// that is not trusted), and then reaches the caller in a <see cref="CloudStackTransportException"/>. Waits for jobs go on for as
    /// long as their tolerance allows.
    /// </remarks>
    ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken);
}
