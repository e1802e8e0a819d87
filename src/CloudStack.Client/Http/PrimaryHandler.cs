using System.Net;

namespace CloudStack.Client.Http;

/// <summary>What the handler must be like that owns the connections.</summary>
internal static class PrimaryHandler
{
    // Servers close a connection that has been idle for 30 s.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(20);

    public static SocketsHttpHandler Create()
    {
        SocketsHttpHandler handler = new() { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        Adjust(handler);
        return handler;
    }

    /// <summary>
    /// Takes what the protocol cannot do with out of a handler that somebody else has set up: a stray cookie turns a signed
    /// request into one of a session, and a redirect would send it elsewhere. Proxy, certificates and the rest stay.
    /// </summary>
    public static void Adjust(HttpMessageHandler handler)
    {
        // A handler that has begun to send does not let itself be set; the same values need not be.
        switch (handler)
        {
            case DelegatingHandler { InnerHandler: { } inner }:
                Adjust(inner);
                break;
            case SocketsHttpHandler sockets when sockets is { UseCookies: true } or { AllowAutoRedirect: true } || !Unpacks(sockets.AutomaticDecompression) || sockets.PooledConnectionIdleTimeout > IdleTimeout:
                sockets.UseCookies = false;
                sockets.AllowAutoRedirect = false;
                sockets.AutomaticDecompression |= DecompressionMethods.GZip;
                sockets.PooledConnectionIdleTimeout = sockets.PooledConnectionIdleTimeout > IdleTimeout ? IdleTimeout : sockets.PooledConnectionIdleTimeout;
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
