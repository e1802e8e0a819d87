using System.Net;

namespace CloudStack.Client.Http;

/// <summary>What the handler must be like that owns the connections.</summary>
internal static class PrimaryHandler
{
    // Servers close a connection that has been idle for 30 s.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(20);

    // A name that leads to another address is looked up again.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static SocketsHttpHandler Create(ConnectionSettings settings)
    {
        SocketsHttpHandler handler = new();
        Adjust(handler);
        settings.ApplyTo(handler);
        return handler;
    }

    /// <summary>
    /// Takes what the protocol cannot do with out of a handler that somebody else has set up: a stray cookie turns a signed
    /// request into one of a session, and a redirect would send it elsewhere. Proxy, certificates and the rest stay.
    /// Handlers of other kinds stay as they are.
    /// </summary>
    /// <exception cref="InvalidOperationException">The handler keeps cookies or follows redirects, and has sent already.</exception>
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
            // It has begun to send and does not let itself be set any more; the rest is no matter of right and wrong.
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            throw new InvalidOperationException(
                $"The {handler.GetType().Name} has sent requests already and cannot be set any more, but keeps cookies or follows redirects, which goes wrong with signed requests. "
                + "Set UseCookies and AllowAutoRedirect to false before its first request, or use one of its own for CloudStack.",
                e);
        }
    }

    private static void Set(HttpMessageHandler handler)
    {
        // The same values need not be set, so one handler can serve several clients.
        switch (handler)
        {
            case SocketsHttpHandler sockets when sockets is { UseCookies: true } or { AllowAutoRedirect: true } || !Unpacks(sockets.AutomaticDecompression)
                || sockets.PooledConnectionIdleTimeout > IdleTimeout || sockets.PooledConnectionLifetime == Timeout.InfiniteTimeSpan:
                sockets.UseCookies = false;
                sockets.AllowAutoRedirect = false;
                sockets.AutomaticDecompression |= DecompressionMethods.GZip;
                sockets.PooledConnectionIdleTimeout = sockets.PooledConnectionIdleTimeout > IdleTimeout ? IdleTimeout : sockets.PooledConnectionIdleTimeout;
                sockets.PooledConnectionLifetime = sockets.PooledConnectionLifetime == Timeout.InfiniteTimeSpan ? Lifetime : sockets.PooledConnectionLifetime;
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
