using System.Collections.Concurrent;
using CloudStack.Client.Http;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace CloudStack.Client.DependencyInjection;

/// <summary>
/// Puts the signing around the handler that owns the connections, after all others have added their handlers. That way, no handler
/// can be inside the signing and repeat a signed request, however it was added. Before that, the handler gets the connection
/// options.
/// </summary>
internal sealed class SigningFilter(IEnumerable<SignedHttpClient> clients, IOptionsMonitor<CloudStackClientOptions> options) : IHttpMessageHandlerBuilderFilter
{
    private readonly Dictionary<string, string?> _optionsNames = clients.DistinctBy(static client => client.Name).ToDictionary(static client => client.Name, static client => client.OptionsName);

    // Handlers are replaced, but the certificates remain those from the start.
    private readonly ConcurrentDictionary<string, ConnectionSettings> _settings = new();

    /// <summary>The connection options of a client. Read once, when the client is created.</summary>
    public ConnectionSettings SettingsOf(string optionsName) =>
        _settings.GetOrAdd(optionsName, name => ConnectionSettings.From(options.Get(name).Connection));

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        if (builder.Name is not { } name || !_optionsNames.TryGetValue(name, out string? optionsName))
        {
            next(builder);
            return;
        }

        ConnectionSettings settings = optionsName is null ? ConnectionSettings.Default : SettingsOf(optionsName);
        builder.PrimaryHandler = PrimaryHandler.Create(settings);
        next(builder);
        HttpMessageHandler primary = builder.PrimaryHandler;
        if (primary is DelegatingHandler)
        {
            throw new InvalidOperationException(
                $"The primary handler of the HTTP client '{name}' is a {primary.GetType().Name}, which is a chain of handlers (a DelegatingHandler), but requests are signed just outside the innermost handler. "
                + "Set the innermost handler with ConfigurePrimaryHttpMessageHandler, and add the others with AddHttpMessageHandler.");
        }

        if (!settings.AreIn(primary))
        {
            throw new InvalidOperationException(
                $"The options of {nameof(CloudStackClientOptions.Connection)} are set, but the primary handler of the HTTP client '{name}', a {primary.GetType().Name}, has its own certificates or proxy, or has been replaced. "
                + "Set them in one place: in the options, or on the handler.");
        }

        PrimaryHandler.Adjust(primary);
        builder.PrimaryHandler = new SigningHandler(primary);
    };
}
