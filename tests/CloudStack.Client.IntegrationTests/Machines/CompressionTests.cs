using System.IO.Compression;
using System.Text;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Machines;

internal sealed class CompressionTests
{
    [Test]
    public async Task The_clients_own_connections_ask_for_gzip_and_read_it()
    {
        string? accepted = null;
        string? cookie = null;
        await using StubServer server = await StubServer.StartAsync(async (context, _) =>
        {
            accepted = context.Request.Headers.AcceptEncoding;
            cookie ??= context.Request.Headers.Cookie;
            context.Response.ContentType = "application/json; charset=UTF-8";
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.Headers.SetCookie = "JSESSIONID=node0; Path=/";
            await using GZipStream zip = new(context.Response.Body, CompressionLevel.Fastest);
            await zip.WriteAsync(Encoding.UTF8.GetBytes("""{"listzonesresponse":{"count":1,"zone":[{"id":"z1","name":"Zürich"}]}}"""));
        });
        await using CloudStackClient client = server.CreateClient();

        List<Zone> zones = await client.Zones.ListZones().ToListAsync();
        await client.Zones.ListZones().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(accepted, Is.EqualTo("gzip"));
            Assert.That(zones, Has.Count.EqualTo(1));
            Assert.That(zones[0].Name, Is.EqualTo("Zürich"));
            Assert.That(cookie, Is.Null, "a cookie of a session would outweigh the signature");
        });
    }

    [Test]
    public async Task The_simulator_compresses_what_the_client_asks_for()
    {
        TransferCounter counter = new();
        await using SocketCloud cloud = await SocketCloud.StartAsync(counter);
        for (int i = 0; i < 200; i++)
        {
            cloud.Engine.AddZone($"zone-{i:000}");
        }

        int zones = (await cloud.Client.Zones.ListZones().ToListAsync()).Count;

        Assert.Multiple(() =>
        {
            Assert.That(zones, Is.GreaterThan(200));
            Assert.That(counter.Encodings, Is.All.EqualTo("gzip"));
        });
    }

    /// <summary>Decompresses by itself and notes what the wire carried.</summary>
    private sealed class TransferCounter() : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
    {
        public List<string> Encodings { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            Encodings.Add(string.Join(',', response.Content.Headers.ContentEncoding));
            using GZipStream zip = new(await response.Content.ReadAsStreamAsync(cancellationToken), CompressionMode.Decompress);
            MemoryStream body = new();
            await zip.CopyToAsync(body, cancellationToken);
            response.Content = new ByteArrayContent(body.ToArray());
            response.Content.Headers.ContentType = new("application/json");
            return response;
        }
    }
}
