using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>A server on loopback that behaves as a test specifies before any HTTP is spoken.</summary>
internal sealed class TlsStub : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Func<TcpClient, Task> _serve;
    private int _connections;

    private TlsStub(Func<TcpClient, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The number of connections so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public Uri Endpoint => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/client/api");

    /// <summary>A server with a self-signed certificate.</summary>
    /// <param name="name">The name in it.</param>
    /// <param name="isExpired">Whether it has expired.</param>
    public static TlsStub WithCertificate(string name, bool isExpired = false)
    {
        X509Certificate2 certificate = TestCertificates.SelfSigned(name, isExpired);
        return new TlsStub(async client =>
        {
            await using SslStream tls = new(client.GetStream());
            await tls.AuthenticateAsServerAsync(certificate);
            await tls.ReadExactlyAsync(new byte[1]);
        });
    }

    /// <summary>A server that answers every request with one zone.</summary>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="intermediates">The authorities between it and a root, which the server sends along.</param>
    public static TlsStub Answering(X509Certificate2 certificate, params X509Certificate2[] intermediates)
    {
        SslStreamCertificateContext context = SslStreamCertificateContext.Create(certificate, [.. intermediates], offline: true);
        return new TlsStub(async client =>
        {
            await using SslStream tls = new(client.GetStream());
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context });
            await HttpText.ReadAsync(tls);
            await tls.WriteAsync(HttpText.Zones);
        });
    }

    /// <summary>A server that requires a TLS version that the client doesn't allow.</summary>
    public static TlsStub WithProtocol(SslProtocols protocol)
    {
        X509Certificate2 certificate = TestCertificates.SelfSigned("127.0.0.1");
        return new TlsStub(async client =>
        {
            await using SslStream tls = new(client.GetStream());
            await tls.AuthenticateAsServerAsync(certificate, clientCertificateRequired: false, protocol, checkCertificateRevocation: false);
        });
    }

    /// <summary>A server that speaks HTTP where TLS is expected.</summary>
    public static TlsStub WithoutTls() => new(async client =>
    {
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        await client.GetStream().ReadExactlyAsync(new byte[1]);
    });

    /// <summary>A server that dies in the middle of the handshake: it closes or resets the connection.</summary>
    public static TlsStub ThatDies(bool resets) => new(async client =>
    {
        await client.GetStream().ReadExactlyAsync(new byte[16]);
        client.LingerState = new LingerOption(resets, 0);
        client.Close();
    });

    public void Dispose()
    {
        _listener.Dispose();
        foreach (TcpClient client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await _serve(client);
        }
        catch (Exception e) when (e is IOException or AuthenticationException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The client refused, which is the purpose.
        }
        finally
        {
            client.Dispose();
        }
    }
}
