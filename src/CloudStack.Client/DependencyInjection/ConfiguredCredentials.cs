using Microsoft.Extensions.Options;

namespace CloudStack.Client.DependencyInjection;

/// <summary>
/// The current credentials of registered options. Reloading the configuration brings new keys without a restart. While the
/// configuration is being edited and is invalid, the last valid credentials remain in use.
/// </summary>
internal sealed class ConfiguredCredentials(IOptionsMonitor<CloudStackClientOptions> monitor, string name, CloudStackClientOptions first) : ICredentialsProvider
{
    private volatile Seen _seen = new(first, ClientSettings.CreateCredentials(first));

    public ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        Seen seen = _seen;
        CloudStackClientOptions current = Current(seen);
        if (ReferenceEquals(current, seen.Options))
        {
            return new(seen.Credentials);
        }

        if (current.Credentials is { } provider)
        {
            return provider.GetCredentialsAsync(cancellationToken);
        }

        _seen = seen = new Seen(current, ClientSettings.CreateCredentials(current));
        return new(seen.Credentials);
    }

    private CloudStackClientOptions Current(Seen seen)
    {
        try
        {
            return monitor.Get(name);
        }
        catch (Exception)
        {
            // Invalid options, or a text that the configuration can't convert.
            return seen.Options;
        }
    }

    private sealed record Seen(CloudStackClientOptions Options, CloudStackCredentials Credentials);
}
