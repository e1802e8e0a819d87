using CloudStack.Client;
using CloudStack.Client.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures HTTP clients that call CloudStack without the SDK's own client.</summary>
public static class CloudStackHttpClientBuilderExtensions
{
    /// <summary>
    /// Signs the requests of a registered HTTP client, such as the client of a Refit interface with your own DTOs, with a
    /// <see cref="CloudStackSigningHandler"/>. Features that don't work with signed requests are removed from the client: the
    /// factory's loggers, which write addresses including the signature; cookies and redirects; and the 100 s timeout of
    /// <see cref="HttpClient"/>, which is too short for changes that take minutes (set your own with <c>ConfigureHttpClient</c>
    /// afterwards).
    /// </summary>
    /// <param name="builder">The builder of the HTTP client.</param>
    /// <param name="credentials">An <see cref="ApiKeyCredentials"/>, or a provider that returns one; called for each request.</param>
    /// <returns>
    /// The same builder. Add handlers that repeat requests before this one; if added later, they would repeat a signature that may
    /// have expired.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddCloudStackSigning(this IHttpClientBuilder builder, ICredentialsProvider credentials)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(credentials);
        return builder
            .RemoveAllLoggers()
            .ConfigureHttpClient(static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static (handler, _) => PrimaryHandler.Adjust(handler))
            .AddHttpMessageHandler(provider => new CloudStackSigningHandler(credentials, provider.GetService<TimeProvider>()));
    }
}
