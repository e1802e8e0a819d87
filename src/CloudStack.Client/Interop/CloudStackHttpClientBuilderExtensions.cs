using CloudStack.Client;
using CloudStack.Client.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets up HTTP clients that call CloudStack without the SDK's own client.</summary>
public static class CloudStackHttpClientBuilderExtensions
{
    /// <summary>
    /// Signs the requests of a registered HTTP client, such as that of a Refit interface with DTOs of your own, with a
    /// <see cref="CloudStackSigningHandler"/>. The client loses what does not go with signed requests: the factory's loggers,
    /// which write addresses with the signature in them; cookies and redirects; and the timeout of 100 s of
    /// <see cref="HttpClient"/>, which changes that take minutes would run into (set one of your own with
    /// <c>ConfigureHttpClient</c> afterwards).
    /// </summary>
    /// <param name="builder">The builder of the HTTP client.</param>
    /// <param name="credentials">An <see cref="ApiKeyCredentials"/>, or what provides one; asked for each request.</param>
    /// <returns>The same builder. Handlers that repeat requests go before this one: added later, they would repeat a signature that may have expired.</returns>
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
