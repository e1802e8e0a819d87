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
    /// Registers the client as the singleton <see cref="ICloudStackClient"/>, which is the container's: it is disposed with it, and not
    /// by the services that share it. Its options are checked when the host starts. Registered services of type <see cref="IJobCompletionSource"/> give it hints, beside those
    /// of the options; a client with a name takes those that are registered under that key.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>
    /// The builder of the client's HTTP pipeline, for handlers. Signing stays innermost whatever is added, and of a handler that
    /// repeats requests only those come through that change nothing. Certificates and proxy are options
    /// (<see cref="CloudStackClientOptions.Connection"/>); a primary handler with its own is used where those are left alone.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddCloudStackClient(this IServiceCollection services, Action<CloudStackClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(configure);
        return services.AddClient(Options.Options.DefaultName);
    }

    /// <summary>Registers the client with options from a configuration section. Otherwise as the first overload.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">
    /// The section; its keys are the names of the properties of <see cref="CloudStackClientOptions"/>. Key pairs and passwords
    /// that change when the configuration is loaded again are used from the next request on; other changes need a restart.
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
    /// Registers one of several clients, as a keyed singleton: <c>[FromKeyedServices("name")] ICloudStackClient</c>, disposed with the
    /// container. Otherwise as the first overload. The name is an attribute of the client's metrics and traces.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key of the service and the name of its options.</param>
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
    /// <param name="name">The key of the service and the name of its options.</param>
    /// <param name="section">The section; its keys are the names of the properties of <see cref="CloudStackClientOptions"/>.</param>
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
    /// Registers <see cref="ICloudStackClientFactory"/> for accounts that are known only at run time. Registering a client
    /// does so as well; this gives access to the HTTP pipeline that the factory's clients share.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>The builder of the HTTP pipeline of all clients that the factory makes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IHttpClientBuilder AddCloudStackClientFactory(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddShared();
        return services.AddSignedHttpClient(HttpClientNames.Factory, optionsName: null);
    }

    /// <summary>
    /// Registers a Refit interface of commands as a singleton that a registered client carries: one of your own, or one of the
    /// SDK, such as <c>IVirtualMachinesApi</c>.
    /// </summary>
    /// <typeparam name="T">The interface; see <see cref="ICloudStackClient.CreateApi{T}"/>.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The client that carries it, as a keyed service of the same key; null for the client without a name.</param>
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

        // Its certificates are those of now, whenever the first handler is made.
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
            // The filter that comes first has the last word.
            services.AddSingleton<SigningFilter>();
            services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(static provider => provider.GetRequiredService<SigningFilter>()));
            services.AddSignedHttpClient(HttpClientNames.Factory, optionsName: null);
        }
    }

    /// <summary>Addresses and headers of our requests are nobody's to log: what the client logs itself has no secrets.</summary>
    private static IHttpClientBuilder AddSignedHttpClient(this IServiceCollection services, string name, string? optionsName)
    {
        services.AddSingleton(new SignedHttpClient(name, optionsName));
        return services.AddHttpClient(name).RemoveAllLoggers();
    }
}
