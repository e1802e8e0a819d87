using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CloudStack.Client.IntegrationTests.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Client.IntegrationTests.Issues;

/// <summary>
/// A handler that is passed to the constructor, for a certificate or a proxy, used to keep the framework's defaults: it followed
/// redirects, so that a POST became a GET without parameters ("401"), kept cookies, and decompressed nothing. Now it behaves like
/// the client's own connections, and like those of a container.
/// </summary>
internal sealed class HandlersBehaveLikeOwnConnectionsTests
{
    private static readonly string[] Doors = ["own", "old handler", "handler", "container", "container with old handler"];

    [Test]
    public async Task A_redirect_is_not_followed_and_names_the_address([ValueSource(nameof(Doors))] string door, [Values(301, 302, 303, 307, 308)] int status)
    {
        await using Door opened = new(door, (request, server) => $"HTTP/1.1 {status} Moved\r\nLocation: {server}/elsewhere?{request.Body}\r\nContent-Length: 0\r\n\r\n");

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => opened.Client.Zones.ListZones().ToListAsync()))!;

        Assert.That(e.Message, Does.Contain($"{opened.Server.Address}/elsewhere").And.Contain("Endpoint").And.Not.Contain("signature").And.Not.Contain("the-api-key"));
        Assert.That(opened.Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cookies_are_not_kept_and_gzip_is_unpacked([ValueSource(nameof(Doors))] string door)
    {
        await using Door opened = new(door, static (_, _) => "gzip");

        await opened.Client.Zones.ListZones().ToListAsync();
        await opened.Client.Zones.ListZones().ToListAsync();

        Assert.That(opened.Server.Requests.Select(request => request.Headers), Has.None.Contains("Cookie:").And.All.Contains("Accept-Encoding: gzip"));
    }

    [Test]
    public async Task Every_request_says_who_sends_it([ValueSource(nameof(Doors))] string door)
    {
        await using Door opened = new(door, static (_, _) => "gzip");

        await opened.Client.Zones.ListZones().ToListAsync();

        Assert.That(opened.Server.Requests[0].Headers, Does.Match(@"User-Agent: CloudStack\.Client/\d+\.\d+\.\d+ \(\.NET [^()]+\)\r\n").And.Contain("Accept: application/json\r\n"));
    }

    [Test]
    public async Task What_the_headers_of_a_registered_client_say_stays()
    {
        await using Door opened = new("container", static (_, _) => "gzip", builder => builder.ConfigureHttpClient(http =>
        {
            http.DefaultRequestHeaders.UserAgent.ParseAdd("theirs/7 (a comment)");
            http.DefaultRequestHeaders.Accept.ParseAdd("text/plain");
        }));

        await opened.Client.Zones.ListZones().ToListAsync();

        Assert.That(opened.Server.Requests[0].Headers, Does.Contain("User-Agent: theirs/7 (a comment)\r\n").And.Contain("Accept: text/plain\r\n").And.Not.Contain("CloudStack.Client/"));
    }

    [Test]
    public async Task What_nothing_stands_against_in_a_handler_stays()
    {
        using SocketsHttpHandler handler = new() { MaxConnectionsPerServer = 7, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(1), AutomaticDecompression = DecompressionMethods.Brotli };
        await using CloudStackClient client = new(Options(new Uri("http://cloud.invalid/client/api")), handler);

        Assert.That((handler.MaxConnectionsPerServer, handler.PooledConnectionIdleTimeout, handler.PooledConnectionLifetime), Is.EqualTo((7, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1))));
        Assert.That((handler.UseCookies, handler.AllowAutoRedirect, handler.AutomaticDecompression), Is.EqualTo((false, false, DecompressionMethods.Brotli | DecompressionMethods.GZip)));
    }

    [Test]
    public async Task Idle_and_old_connections_are_given_up_as_ours_are()
    {
        using SocketsHttpHandler handler = new();
        await using CloudStackClient client = new(Options(new Uri("http://cloud.invalid/client/api")), handler);

        Assert.That((handler.PooledConnectionIdleTimeout, handler.PooledConnectionLifetime), Is.EqualTo((TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5))));
    }

    /// <summary>A handler that has already sent requests can't be configured; the exception states the reason, and what to do.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public async Task A_handler_in_use_that_keeps_cookies_or_follows_redirects_is_refused(bool old)
    {
        using Server server = new(static (_, _) => "gzip");
        using HttpMessageHandler handler = old ? new HttpClientHandler() : new SocketsHttpHandler();
        using HttpClient http = new(handler, disposeHandler: false);
        await http.GetAsync(server.Address);

        ArgumentException e = Assert.Throws<ArgumentException>(() => new CloudStackClient(Options(server.Address), handler))!;

        Assert.That(e.ParamName, Is.EqualTo("handler"));
        Assert.That(e.Message, Does.Contain("UseCookies").And.Contain("AllowAutoRedirect"));
    }

    [Test]
    public async Task One_handler_serves_several_clients()
    {
        using Server server = new(static (_, _) => "gzip");
        using SocketsHttpHandler handler = new();
        for (int i = 0; i < 3; i++)
        {
            await using CloudStackClient client = new(Options(server.Address), handler);
            await client.Zones.ListZones().ToListAsync();
        }

        Assert.That(server.Requests, Has.Count.EqualTo(3));
    }

    /// <summary>The signing handler of other HTTP code also sends through a handler of the caller.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public async Task The_signing_handler_follows_no_redirect_and_keeps_no_cookie(bool chained)
    {
        using Server server = new((_, address) => $"HTTP/1.1 302 Found\r\nLocation: {address}/elsewhere\r\nSet-Cookie: JSESSIONID=1\r\nContent-Length: 0\r\n\r\n");
        using HttpClientHandler inner = new();
        using Passing passing = new(inner);
        using HttpClient http = new(new CloudStackSigningHandler(new ApiKeyCredentials("the-api-key", "the-secret-key"), chained ? passing : inner));

        using HttpResponseMessage first = await http.GetAsync($"{server.Address}client/api?command=listZones");
        using HttpResponseMessage second = await http.GetAsync($"{server.Address}client/api?command=listZones");

        Assert.That((first.StatusCode, server.Requests.Count), Is.EqualTo((HttpStatusCode.Found, 2)));
        Assert.That(server.Requests.Select(request => request.Headers), Has.None.Contains("Cookie:"));
    }

    private static CloudStackClientOptions Options(Uri endpoint) => new() { Endpoint = endpoint, ApiKey = "the-api-key", SecretKey = "the-secret-key" };

    private sealed class Passing(HttpMessageHandler inner) : DelegatingHandler(inner);

    /// <summary>A client with connections from one of the possible sources.</summary>
    private sealed class Door : IAsyncDisposable
    {
        private readonly ServiceProvider? _provider;
        private readonly HttpMessageHandler? _handler;
        private readonly CloudStackClient? _client;

        public Door(string door, Func<Request, Uri, string> answer, Action<IHttpClientBuilder>? build = null)
        {
            Server = new Server(answer);
            if (door.StartsWith("container", StringComparison.Ordinal))
            {
                _provider = ContainerCloud.Build(services =>
                {
                    IHttpClientBuilder builder = services.AddCloudStackClient(options => (options.Endpoint, options.ApiKey, options.SecretKey) = (Server.Address, "the-api-key", "the-secret-key"));
                    build?.Invoke(builder);
                    if (door.EndsWith("old handler", StringComparison.Ordinal))
                    {
                        builder.ConfigurePrimaryHttpMessageHandler(static () => new HttpClientHandler());
                    }
                });
                Client = _provider.GetRequiredService<ICloudStackClient>();
                return;
            }

            _handler = door switch
            {
                "old handler" => new HttpClientHandler(),
                "handler" => new SocketsHttpHandler(),
                _ => null,
            };
            Client = _client = new CloudStackClient(Options(Server.Address), _handler);
        }

        public Server Server { get; }

        public ICloudStackClient Client { get; }

        public async ValueTask DisposeAsync()
        {
            if (_client is not null)
            {
                await _client.DisposeAsync();
            }

            if (_provider is not null)
            {
                await _provider.DisposeAsync();
            }

            _handler?.Dispose();
            Server.Dispose();
        }
    }

    private sealed record Request(string Headers, string Body);

    /// <summary>Responds with raw HTTP, one connection per request.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Func<Request, Uri, string> _answer;
        private readonly List<Request> _requests = [];

        public Server(Func<Request, Uri, string> answer)
        {
            _answer = answer;
            _listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
            _ = ServeAsync();
        }

        public Uri Address { get; }

        public IReadOnlyList<Request> Requests
        {
            get
            {
                lock (_requests)
                {
                    return [.. _requests];
                }
            }
        }

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await _listener.AcceptTcpClientAsync();
                    await AnswerAsync(client.GetStream());
                }
            }
            catch (Exception e) when (e is SocketException or InvalidOperationException)
            {
                // The test has ended.
            }
        }

        private async Task AnswerAsync(NetworkStream stream)
        {
            byte[] buffer = new byte[32 * 1024];
            string text = "";
            int length = 0;
            do
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length));
                if (read == 0)
                {
                    return;
                }

                length += read;
                text = Encoding.ASCII.GetString(buffer, 0, length);
            }
            while (!IsComplete(text));

            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            Request request = new(text[..(end + 2)], text[(end + 4)..]);
            lock (_requests)
            {
                _requests.Add(request);
            }

            string answer = _answer(request, Address);
            await stream.WriteAsync(answer == "gzip" ? Packed() : Encoding.ASCII.GetBytes(answer.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)));
        }

        private static bool IsComplete(string text)
        {
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
            {
                return false;
            }

            int length = text.IndexOf("Content-Length: ", StringComparison.Ordinal);
            return length < 0 || length > end || text.Length - end - 4 >= int.Parse(text[(length + 16)..text.IndexOf('\r', length)], System.Globalization.CultureInfo.InvariantCulture);
        }

        private static byte[] Packed()
        {
            using MemoryStream body = new();
            using (GZipStream gzip = new(body, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write("""{"listzonesresponse":{"count":1,"zone":[{"id":"z"}]}}"""u8);
            }

            return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nSet-Cookie: JSESSIONID=1; Path=/\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body.ToArray()];
        }
    }
}
