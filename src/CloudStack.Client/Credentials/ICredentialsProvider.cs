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
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The credentials.</returns>
    ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken);
}
