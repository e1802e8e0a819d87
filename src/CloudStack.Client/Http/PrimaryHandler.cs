using System.Net;

namespace CloudStack.Client.Http;

/// <summary>The settings of the handler that owns the connections.</summary>
internal static class PrimaryHandler
{
    // Servers close a connection after 30 s of idle time.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(20);

    // Host names are looked up again, in case their address has changed.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // A network that drops packets refuses nothing. This is long enough for four attempts of TCP to connect.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    public static SocketsHttpHandler Create(ConnectionSettings settings)
    {
        SocketsHttpHandler handler = new();
        Adjust(handler);
        settings.ApplyTo(handler);
        return handler;
    }

    /// <summary>
    /// Turns off what the protocol doesn't allow in a handler that other code has set up. A stray cookie turns a signed request
    /// into a session request, and a redirect would send the request elsewhere. Proxy, certificates and other settings remain.
    /// Handlers of other types aren't changed.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The handler keeps cookies or follows redirects, and has already sent a request.
    /// </exception>
    public static void Adjust(HttpMessageHandler handler)
    {
        if (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            Adjust(inner);
            return;
        }

        try
        {
            Set(handler);
        }
        catch (InvalidOperationException) when (handler is SocketsHttpHandler { UseCookies: false, AllowAutoRedirect: false } or HttpClientHandler { UseCookies: false, AllowAutoRedirect: false })
        {
            // The handler has already sent a request and can't be changed any more. The remaining settings aren't essential.
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            throw new InvalidOperationException(
                $"The {handler.GetType().Name} has already sent requests, so it cannot be changed, but it keeps cookies or follows redirects, which does not work with signed requests. "
                + "Set UseCookies and AllowAutoRedirect to false before its first request, or use a separate handler for CloudStack.",
                e);
        }
    }

    private static void Set(HttpMessageHandler handler)
    {
        // Settings that already have the right value aren't set again, so one handler can serve several clients.
        switch (handler)
        {
            case SocketsHttpHandler sockets when sockets is { UseCookies: true } or { AllowAutoRedirect: true } || !Unpacks(sockets.AutomaticDecompression)
                || sockets.PooledConnectionIdleTimeout > IdleTimeout || sockets.PooledConnectionLifetime == Timeout.InfiniteTimeSpan || sockets.ConnectTimeout == Timeout.InfiniteTimeSpan:
                sockets.UseCookies = false;
                sockets.AllowAutoRedirect = false;
                sockets.AutomaticDecompression |= DecompressionMethods.GZip;
                sockets.PooledConnectionIdleTimeout = sockets.PooledConnectionIdleTimeout > IdleTimeout ? IdleTimeout : sockets.PooledConnectionIdleTimeout;
                sockets.PooledConnectionLifetime = sockets.PooledConnectionLifetime == Timeout.InfiniteTimeSpan ? Lifetime : sockets.PooledConnectionLifetime;
                sockets.ConnectTimeout = sockets.ConnectTimeout == Timeout.InfiniteTimeSpan ? ConnectTimeout : sockets.ConnectTimeout;
                break;
            case HttpClientHandler client when client is { UseCookies: true } or { AllowAutoRedirect: true } || !Unpacks(client.AutomaticDecompression):
                client.UseCookies = false;
                client.AllowAutoRedirect = false;
                client.AutomaticDecompression |= DecompressionMethods.GZip;
                break;
        }
    }

    private static bool Unpacks(DecompressionMethods methods) => methods.HasFlag(DecompressionMethods.GZip);
}
