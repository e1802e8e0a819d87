namespace CloudStack.Client;

/// <summary>
/// Provides a client's credentials, for example from a vault, a file that is rotated, or a configuration that changes. Credentials
/// that don't change need no separate provider; they are providers themselves.
/// </summary>
public interface ICredentialsProvider
{
    /// <summary>
    /// Returns the current credentials. The client calls this method before each attempt, so it should return quickly. Changed keys
    /// take effect with the next attempt.
    /// </summary>
    /// <param name="cancellationToken">Fires when the caller cancels the call or the client is disposed.</param>
    /// <returns>The credentials; never null.</returns>
    /// <remarks>
    /// If this method throws, the attempt counts as one that sent nothing. It's repeated, unless waiting doesn't help (a
    /// certificate that isn't trusted). After that, the exception reaches the caller in a
    /// <see cref="CloudStackTransportException"/>. Waits for jobs continue for as long as their tolerance allows.
    /// </remarks>
    ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken);
}
