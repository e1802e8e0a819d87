namespace CloudStack.Client;

/// <summary>Credentials that do not change.</summary>
internal sealed class StaticCredentialsProvider(CloudStackCredentials credentials) : ICredentialsProvider
{
    public ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(credentials);
}
