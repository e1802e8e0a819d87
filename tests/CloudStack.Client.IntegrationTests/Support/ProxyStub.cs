using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>A proxy on loopback: tunnels CONNECT requests, and answers plain requests itself with one zone.</summary>
internal sealed class ProxyStub : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string? _login;

    /// <param name="user">The user that may use it; null for everybody.</param>
    /// <param name="password">The password of the user.</param>
    public ProxyStub(string? user = null, string? password = null)
    {
        _login = user is null ? null : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The first lines of the requests that it has received.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await ServeAsync(client.GetStream());
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // One side has disconnected.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        string request = await HttpText.ReadAsync(stream);
        if (_login is not null && HttpText.Header(request, "Proxy-Authorization") != _login)
        {
            await stream.WriteAsync(HttpText.Response("407 Proxy Authentication Required", "", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n"));
            return;
        }

        string line = request.Split("\r\n")[0];
        Taken.Enqueue(line);
        if (!line.StartsWith("CONNECT ", StringComparison.Ordinal))
        {
            await stream.WriteAsync(HttpText.Zones);
            return;
        }

        using TcpClient server = new();
        await server.ConnectAsync(IPEndPoint.Parse(line.Split(' ')[1]));
        await stream.WriteAsync("HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray());
        await Task.WhenAny(stream.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(stream));
    }
}
