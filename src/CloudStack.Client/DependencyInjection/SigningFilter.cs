using CloudStack.Client.Transport;
using Microsoft.Extensions.Http;

namespace CloudStack.Client.DependencyInjection;

/// <summary>
/// Puts the signing around the handler that owns the connections, once everybody else has added his own: no handler, however
/// it was added, can come to lie inside of it and repeat a signed request.
/// </summary>
internal sealed class SigningFilter(IEnumerable<SignedHttpClient> clients) : IHttpMessageHandlerBuilderFilter
{
    private readonly HashSet<string> _names = [.. clients.Select(static client => client.Name)];

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name is { } name && _names.Contains(name))
        {
            HttpMessageHandler primary = builder.PrimaryHandler;
            PrimaryHandler.Adjust(primary);
            builder.PrimaryHandler = SigningHandler.Around(primary, primary);
        }
    };
}
