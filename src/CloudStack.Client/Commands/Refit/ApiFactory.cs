using System.Runtime.ExceptionServices;
using Refit;

namespace CloudStack.Client.Commands;

/// <summary>Creates the implementations that Refit's generator has written for interfaces of commands.</summary>
#pragma warning disable CA1001 // The client is intentionally not disposed; see the constructor.
internal sealed class ApiFactory
#pragma warning restore CA1001
{
    /// <summary>Routes have no path, so this address is never called. It only makes them absolute.</summary>
    private static readonly Uri BaseAddress = new("http://cloudstack/");

    private readonly HttpClient _http;

    // Any code that gets hold of the settings can change them, so each client has its own.
    private readonly RefitSettings _settings = new(new CommandSerializer())
    {
        UrlResolution = UrlResolutionMode.Rfc3986,
        RequestBodySerialization = RequestBodySerializationMode.Buffered,
        UrlParameterFormatter = new ParameterFormatter(),
        CollectionFormat = CollectionFormat.Csv,
        ExceptionFactory = static _ => default,
        TransportExceptionFactory = static (_, exception, cancellationToken) => CallFailure.Of(exception, cancellationToken),
        DeserializationExceptionFactory = static (_, exception) =>
        {
            // Thrown, not returned: an ApiResponse<T> can't hold an exception that isn't Refit's.
            ExceptionDispatchInfo.Throw(exception);
            return default;
        },
    };

    /// <param name="handler">A <see cref="CommandHandler"/>, or a handler that leads to one.</param>
    public ApiFactory(HttpMessageHandler handler)
    {
        // The timeouts of the CloudStack client apply. The HttpClient is never disposed: it owns nothing, and disposing it would
        // make calls in progress look as if their callers had canceled them.
        _http = new CommandHttpClient(handler) { BaseAddress = BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="InvalidOperationException">Refit's generator has not implemented the interface.</exception>
    public T Create<T>()
        where T : class
    {
        try
        {
            return RestService.ForGenerated<T>(_http, _settings);
        }
        catch (InvalidOperationException e)
        {
            string advice = typeof(T).IsGenericType
                ? "Refit cannot implement an interface with type parameters; derive an interface without type parameters from it."
                : "It must be an interface with methods such as [Get(\"?command=listZones\")], and the project that declares it needs the source generator of Refit. "
                    + "A reference to the package CloudStack.Client includes it, unless the reference excludes analyzers (ExcludeAssets, PrivateAssets). "
                    + "The generator requires .NET SDK 8.0.100 or later.";
            throw new InvalidOperationException($"{typeof(T)} has no implementation. {advice}", e);
        }
    }

    /// <summary>Registers an interface of the SDK with Refit.</summary>
    /// <param name="create">Creates the implementation. It is a static lambda, so an interface that isn't used can be trimmed.</param>
    public static void Register<T>(Func<HttpClient, RefitSettings, T> create)
        where T : class =>
        RestService.RegisterGeneratedSettingsFactory((http, settings) => settings.ContentSerializer is CommandSerializer
            ? create(http, settings)
            : throw new InvalidOperationException(
                $"{typeof(T)} works only through a client: get it from ICloudStackClient, or register it with services.AddCloudStackApi<{typeof(T).Name}>(). "
                + "Refit's own registrations and RestService would send its commands unsigned, and do not support jobs."));
}
