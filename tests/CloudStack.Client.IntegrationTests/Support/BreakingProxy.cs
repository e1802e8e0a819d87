using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>A proxy on a real socket that breaks a share of all exchanges, with a fixed seed, evenly in each of its ways.</summary>
internal sealed class BreakingProxy : IAsyncDisposable
{
    public enum Fate
    {
        ClosedBefore,
        ClosedAfter,
        ResetBefore,
        ResetAfter,
        Page502Before,
        Page502After,
        Page503Before,
        Page503After,
        EmptyBefore,
        EmptyAfter,
        HalfAnswer,
        Late,
    }

    private static readonly int Fates = Enum.GetValues<Fate>().Length;
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(1.5);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly HttpClient _server = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _target;
    private readonly double _share;
    private readonly Random _random;
    private readonly Task _accepting;

    /// <param name="target">The API behind it.</param>
    /// <param name="share">The share of exchanges that break.</param>
    /// <param name="seed">Determines which exchanges break, and how.</param>
    public BreakingProxy(Uri target, double share, int seed)
    {
        _target = target;
        _share = share;
        _random = new Random(seed);
        _listener.Start();
        Endpoint = new UriBuilder(target) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>Every request: its parameters, and how it was broken; null if it was answered.</summary>
    public ConcurrentQueue<(Dictionary<string, string> Parameters, Fate? Fate)> Exchanges { get; } = new();

    public static bool ReachesServer(Fate? fate) => fate is not (Fate.ClosedBefore or Fate.ResetBefore or Fate.Page502Before or Fate.Page503Before or Fate.EmptyBefore);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _server.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                TcpClient connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                connections.Add(ServeAsync(connection));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                NetworkStream stream = connection.GetStream();
                while (await ReadRequestAsync(stream) is { } form && await ExchangeAsync(connection, stream, form))
                {
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or HttpRequestException)
            {
                // The client or the test has ended it.
            }
        }
    }

    /// <summary>Answers a request, correctly or not. Returns false if the connection has ended.</summary>
    private async Task<bool> ExchangeAsync(TcpClient connection, NetworkStream stream, string form)
    {
        Dictionary<string, string> parameters = form.Split('&').Select(static pair => pair.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => Uri.UnescapeDataString(pair[1]));
        Fate? fate;
        lock (_random)
        {
            fate = _random.NextDouble() < _share ? (Fate)_random.Next(Fates) : null;
        }

        Exchanges.Enqueue((parameters, fate));
        (int status, string type, byte[] body) = (200, "application/json", []);
        if (ReachesServer(fate))
        {
            using StringContent content = new(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
            using HttpResponseMessage response = await _server.PostAsync(_target, content, _stop.Token);
            (status, type, body) = ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? type, await response.Content.ReadAsByteArrayAsync(_stop.Token));
        }

        switch (fate)
        {
            case Fate.ClosedBefore or Fate.ClosedAfter:
                return false;
            case Fate.ResetBefore or Fate.ResetAfter:
                connection.Client.LingerState = new LingerOption(enable: true, seconds: 0);
                return false;
            case Fate.Page502Before or Fate.Page502After:
                await WriteAsync(stream, 502, "text/html", "<html><h1>502 Bad Gateway</h1></html>"u8.ToArray());
                return true;
            case Fate.Page503Before or Fate.Page503After:
                await WriteAsync(stream, 503, "text/html", "<html><h1>503 Service Unavailable</h1></html>"u8.ToArray());
                return true;
            case Fate.EmptyBefore or Fate.EmptyAfter:
                await WriteAsync(stream, 200, "application/json", []);
                return true;
            case Fate.HalfAnswer:
                await WriteAsync(stream, status, type, body, body.Length / 2);
                return false;
            case Fate.Late:
                await Task.Delay(Lateness, _stop.Token);
                break;
        }

        await WriteAsync(stream, status, type, body);
        return true;
    }

    private async Task WriteAsync(NetworkStream stream, int status, string type, byte[] body, int? length = null)
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
        await stream.WriteAsync(body.AsMemory(0, length ?? body.Length), _stop.Token);
    }

    /// <summary>The form of the next request; null when the client has closed the connection.</summary>
    private async Task<string?> ReadRequestAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[64 * 1024];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token);
            if (read == 0)
            {
                return null;
            }

            length += read;
            int end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            string head = Encoding.ASCII.GetString(buffer, 0, end);
            string announced = head.Split("\r\n").First(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1];
            int body = int.Parse(announced, CultureInfo.InvariantCulture);
            if (length == end + 4 + body)
            {
                return Encoding.ASCII.GetString(buffer, end + 4, body);
            }
        }
    }
}
