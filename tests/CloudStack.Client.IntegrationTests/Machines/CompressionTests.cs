using System.IO.Compression;
using System.Text;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace CloudStack.Client.IntegrationTests.Machines;

internal sealed class CompressionTests
{
    [Test]
    public async Task The_clients_own_connections_ask_for_gzip_and_read_it()
    {
        using WireMockServer server = CloudMock.Start();
        server.Given(CloudMock.Command("listZones")).RespondWith(Response.Create()
            .WithHeader("Content-Type", "application/json; charset=UTF-8")
            .WithHeader("Content-Encoding", "gzip")
            .WithHeader("Set-Cookie", "JSESSIONID=node0; Path=/")
            .WithBody(Zip("""{"listzonesresponse":{"count":1,"zone":[{"id":"z1","name":"Zürich"}]}}""")));
        await using CloudStackClient client = server.CreateCloudStackClient();

        List<Zone> zones = await client.Zones.ListZones().ToListAsync();
        await client.Zones.ListZones().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(server.LogEntries.Select(entry => entry.Header("Accept-Encoding")), Is.EqualTo(new[] { "gzip", "gzip" }));
            Assert.That(zones, Has.Count.EqualTo(1));
            Assert.That(zones[0].Name, Is.EqualTo("Zürich"));
            Assert.That(server.LogEntries.Select(entry => entry.Header("Cookie")), Is.All.Null, "a cookie of a session would outweigh the signature");
        });
    }

    [Test]
    public async Task The_simulator_compresses_what_the_client_asks_for()
    {
        TransferCounter counter = new();
        await using SocketCloud cloud = await SocketCloud.StartAsync(handler: counter);
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

    private static byte[] Zip(string text)
    {
        using MemoryStream body = new();
        using (GZipStream zip = new(body, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return body.ToArray();
    }

    /// <summary>Decompresses responses itself and records what was sent over the wire.</summary>
    private sealed class TransferCounter : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _connections = new(new SocketsHttpHandler { UseCookies = false });

        public List<string> Encodings { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            HttpResponseMessage response = await _connections.SendAsync(request, cancellationToken);
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
