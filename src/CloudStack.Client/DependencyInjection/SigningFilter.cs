using CloudStack.Client.Http;
using Microsoft.Extensions.Http;

namespace CloudStack.Client.DependencyInjection;

/// <summary>
/// Puts the signing around the handler that owns the connections, once all others have added theirs: no handler, however
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
            if (primary is DelegatingHandler)
            {
                throw new InvalidOperationException(
                    $"The primary handler of the HTTP client '{name}' is a {primary.GetType().Name}, a chain of handlers (a DelegatingHandler), but requests are signed around the innermost one. "
                    + "Set that one with ConfigurePrimaryHttpMessageHandler, and add the others with AddHttpMessageHandler.");
            }

            PrimaryHandler.Adjust(primary);
            builder.PrimaryHandler = new SigningHandler(primary);
        }
    };
}
