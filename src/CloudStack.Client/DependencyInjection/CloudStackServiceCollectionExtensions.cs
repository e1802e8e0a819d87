using CloudStack.Client;
using CloudStack.Client.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients in a service container.</summary>
public static class CloudStackServiceCollectionExtensions
{
    /// <summary>
    /// Registers the client as the singleton <see cref="ICloudStackClient"/>. The container owns it: it's disposed together with
    /// the container, not by the services that share it. The options are validated when the host starts. Registered services of
    /// type <see cref="IJobCompletionSource"/> give it hints, in addition to the sources in the options; a named client uses the
    /// services that are registered under its key.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>
    /// The builder of the client's HTTP pipeline, for adding handlers. Signing always remains innermost. If a handler repeats
    /// requests, only those that change nothing are sent again. Certificates and proxy are options
    /// (<see cref="CloudStackClientOptions.Connection"/>). A primary handler with its own certificates or proxy works only if those
    /// options aren't set.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddCloudStackClient(this IServiceCollection services, Action<CloudStackClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(configure);
        return services.AddClient(Options.Options.DefaultName);
    }

    /// <summary>Registers the client with options from a configuration section. Otherwise like the first overload.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">
    /// The section; its keys are the property names of <see cref="CloudStackClientOptions"/>. Key pairs and passwords that change
    /// when the configuration is reloaded take effect with the next request; other changes need a restart.
    /// </param>
    /// <returns>The builder of the client's HTTP pipeline.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddCloudStackClient(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.Bind(Options.Options.DefaultName, section);
        return services.AddClient(Options.Options.DefaultName);
    }

    /// <summary>
    /// Registers one of several clients as a keyed singleton: <c>[FromKeyedServices("name")] ICloudStackClient</c>, disposed with
    /// the container. Otherwise like the first overload. The name becomes an attribute of the client's metrics and traces.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key of the service, which is also the name of its options.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of the client's HTTP pipeline.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddCloudStackClient(this IServiceCollection services, string name, Action<CloudStackClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(name, configure);
        return services.AddClient(name);
    }

    /// <summary>Registers one of several clients with options from a configuration section.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key of the service, which is also the name of its options.</param>
    /// <param name="section">The section; its keys are the property names of <see cref="CloudStackClientOptions"/>.</param>
    /// <returns>The builder of the client's HTTP pipeline.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddCloudStackClient(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(section);
        services.Bind(name, section);
        return services.AddClient(name);
    }

    /// <summary>
    /// Registers <see cref="ICloudStackClientFactory"/> for accounts that are known only at run time. Registering a client also
    /// does this; this method additionally gives access to the HTTP pipeline that the factory's clients share.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>The builder of the HTTP pipeline of all clients that the factory creates.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IHttpClientBuilder AddCloudStackClientFactory(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddShared();
        return services.AddSignedHttpClient(HttpClientNames.Factory, optionsName: null);
    }

    /// <summary>
    /// Registers a Refit interface with commands as a singleton that uses a registered client. The interface can be your own or one
    /// of the SDK's, such as <c>IVirtualMachinesApi</c>.
    /// </summary>
    /// <typeparam name="T">The interface; see <see cref="ICloudStackClient.CreateApi{T}"/>.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">
    /// The client to use; the interface is registered as a keyed service with the same key. Null for the client without a name.
    /// </param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddCloudStackApi<T>(this IServiceCollection services, string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(services);
        if (name is null)
        {
            services.TryAddSingleton(static provider => provider.GetRequiredService<ICloudStackClient>().CreateApi<T>());
        }
        else
        {
            services.TryAddKeyedSingleton(name, static (provider, key) => provider.GetRequiredKeyedService<ICloudStackClient>(key).CreateApi<T>());
        }

        return services;
    }

    private static void Bind(this IServiceCollection services, string name, IConfiguration section) =>
        services.AddOptions<CloudStackClientOptions>(name).Bind(section);

    private static IHttpClientBuilder AddClient(this IServiceCollection services, string name)
    {
        services.AddShared();
        services.AddOptions<CloudStackClientOptions>(name).ValidateOnStart();
        if (name.Length == 0)
        {
            services.TryAddSingleton<ICloudStackClient>(static provider => CreateClient(provider, ""));
        }
        else
        {
            services.TryAddKeyedSingleton<ICloudStackClient>(name, static (provider, key) => CreateClient(provider, (string)key!));
        }

        return services.AddSignedHttpClient(HttpClientNames.Of(name), name);
    }

    private static CloudStackClient CreateClient(IServiceProvider provider, string name)
    {
        IOptionsMonitor<CloudStackClientOptions> monitor = provider.GetRequiredService<IOptionsMonitor<CloudStackClientOptions>>();
        CloudStackClientOptions options = monitor.Get(name);
        ICredentialsProvider credentials = options.Credentials ?? new ConfiguredCredentials(monitor, name, options);

        // Reads the certificates now, whenever the first handler is created.
        provider.GetRequiredService<SigningFilter>().SettingsOf(name);
        IEnumerable<IJobCompletionSource> sources = name.Length == 0
            ? provider.GetServices<IJobCompletionSource>()
            : provider.GetKeyedServices<IJobCompletionSource>(name);
        return provider.GetRequiredService<CloudStackClientFactory>()
            .Create(ClientSettings.From(options, name.Length == 0 ? null : name, credentials, sources), HttpClientNames.Of(name));
    }

    private static void AddShared(this IServiceCollection services)
    {
        services.AddHttpClient();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CloudStackClientOptions>, OptionsValidator>());
        services.TryAddSingleton(static provider => new CloudStackClientFactory(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetService<ILoggerFactory>(),
            provider.GetService<TimeProvider>()));
        services.TryAddSingleton<ICloudStackClientFactory>(static provider => provider.GetRequiredService<CloudStackClientFactory>());
        if (!services.Any(static service => service.ServiceType == typeof(SigningFilter)))
        {
            // The first filter is the outermost one, so it makes the last change.
            services.AddSingleton<SigningFilter>();
            services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(static provider => provider.GetRequiredService<SigningFilter>()));
            services.AddSignedHttpClient(HttpClientNames.Factory, optionsName: null);
        }
    }

    /// <summary>
    /// Addresses and headers of our requests must not be logged by others. The client's own log messages contain no secrets.
    /// </summary>
    private static IHttpClientBuilder AddSignedHttpClient(this IServiceCollection services, string name, string? optionsName)
    {
        services.AddSingleton(new SignedHttpClient(name, optionsName));
        return services.AddHttpClient(name).RemoveAllLoggers();
    }
}
