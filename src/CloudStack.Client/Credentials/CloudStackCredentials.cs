namespace CloudStack.Client;

/// <summary>
/// How a client proves who it is: <see cref="ApiKeyCredentials"/> or <see cref="SessionCredentials"/>. Credentials are a
/// provider of themselves, for what takes an <see cref="ICredentialsProvider"/> and needs no rotation.
/// </summary>
public abstract class CloudStackCredentials : ICredentialsProvider
{
    private protected CloudStackCredentials()
    {
    }

    /// <summary>Values that must never show up in a text.</summary>
    internal abstract IReadOnlyList<string> Secrets { get; }

    ValueTask<CloudStackCredentials> ICredentialsProvider.GetCredentialsAsync(CancellationToken cancellationToken) => new(this);
}
