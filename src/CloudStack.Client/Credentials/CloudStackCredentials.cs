namespace CloudStack.Client;

/// <summary>
/// Identifies the user to the server: <see cref="ApiKeyCredentials"/> or <see cref="SessionCredentials"/>. Credentials also serve
/// as their own <see cref="ICredentialsProvider"/> if they don't change.
/// </summary>
public abstract class CloudStackCredentials : ICredentialsProvider
{
    private protected CloudStackCredentials()
    {
    }

    /// <summary>The values that must never appear in any text.</summary>
    internal abstract IReadOnlyList<string> Secrets { get; }

    ValueTask<CloudStackCredentials> ICredentialsProvider.GetCredentialsAsync(CancellationToken cancellationToken) => new(this);
}
