using System.Globalization;
using System.Net;
using System.Text;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Responses;

/// <summary>What happens to responses, good and bad.</summary>
public class ResponseReaderTests
{
    [TestCase("null")]
    [TestCase("errorresponse")]
    [TestCase("createLBStickinessPolicy")]
    public async Task The_name_of_the_envelope_does_not_matter(string envelope)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json($$$"""{"{{{envelope}}}":{"count":1,"whatever":[{"id":"z1","name":"one"}]}}"""));

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Name, Is.EqualTo("one"));
    }

    [TestCase(200, "text/xml", "<?xml version=\"1.0\"?><listzonesresponse/>", "XML")]
    [TestCase(200, "text/html", "<html>welcome</html>", "an HTML page")]
    [TestCase(200, "application/json", "", "empty body")]
    [TestCase(200, "application/json", "{}", "empty object")]
    [TestCase(200, "application/json", "{\"a\":{\"count\":1,\"zone\":[{\"id\":\"z", "cannot be read")]
    [TestCase(200, "application/json", "{\"a\":{},", "cannot be read")]
    [TestCase(404, "text/html", "<html>Error 404</html>", "malformed or too large")]
    [TestCase(405, "text/plain", "Please use HTTP POST to authenticate using this API", "HTTP 405")]
    [TestCase(431, "application/json", "{\"a\":{\"no\":\"error\"}}", "HTTP 431")]
    [TestCase(431, "application/json", "{\"a\":7}", "HTTP 431")]
    [TestCase(431, "application/json", "{\"a\":{\"jobid\":\"x\"}}", "HTTP 431")]
    [TestCase(431, "application/json", "{\"a\":{\"errortext\":\"cut", "HTTP 431")]
    [TestCase(200, "text/plain", "hello", "a body of type text/plain")]
    public async Task What_is_no_answer_of_the_API_is_a_ResponseFormatException(int status, string type, string body, string telling)
    {
        await using StubCloud cloud = new(_ => StubHandler.Body(status, type, body), options => options.MaxRetries = 0);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.Multiple(() =>
        {
            Assert.That(e.HttpStatus, Is.EqualTo(status));
            Assert.That(e.Message, Does.Contain(telling).And.Contain("listZones"));
            Assert.That(e.Snippet, body.Length == 0 ? Is.Null : Is.EqualTo(body));
            Assert.That(e.Message, body.Length == 0 ? Does.Not.Contain("It begins") : Does.EndWith("It begins: " + body));
        });
    }

    /// <summary>A gateway's page that repeats the form it received.</summary>
    [TestCase(10_000)]
    [TestCase(30_000)]
    public async Task A_secret_that_is_longer_than_what_is_shown_is_not_shown(int length)
    {
        string secret = string.Concat(Enumerable.Repeat("c2VjcmV0", length / 8));
        await using StubCloud cloud = new(request => StubHandler.Html(413, $"<html>too large: {request["userdata"]}</html>"));

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(
            () => cloud.RunAsync(client => client.UserData.RegisterUserDataAsync(new() { Name = "n", UserData = secret }))))!;

        Assert.That(e.Snippet, Is.EqualTo("<html>too large: ***</html>"));
    }

    [TestCase(511, 511)]
    [TestCase(512, 512)]
    [TestCase(513, 512)]
    public async Task Of_a_strange_answer_the_first_512_characters_are_shown(int length, int shown)
    {
        await using StubCloud cloud = new(_ => StubHandler.Html(404, new string('x', length)), options => options.MaxRetries = 0);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.Snippet, Is.EqualTo(new string('x', shown)));
    }

    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_gateway_page_is_a_transient_transport_failure(int status)
    {
        await using StubCloud cloud = new(_ => StubHandler.Html(status), options => options.MaxRetries = 0);

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That((e.IsTransient, e.HttpStatus), Is.EqualTo((true, status)));
    }

    [Test]
    public async Task Raw_control_characters_and_invalid_escapes_are_repaired()
    {
        const string Body = "{\"listzonesresponse\":{\"count\":2,\"zone\":[{\"id\":\"1\",\"name\":\"esc\u001b[31mred\ttab\"},{\"id\":\"2\",\"name\":\"back\\A \\u12 \\\\ok \\\"q\\\"\"}]}}";
        await using StubCloud cloud = new(_ => StubHandler.Json(Body));

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(zones.Select(zone => zone.Name), Is.EqualTo(new[] { "esc\u001b[31mred\ttab", "back\\A \\u12 \\ok \"q\"" }));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1), "repairing needs no second request");
    }

    [Test]
    public async Task Half_a_surrogate_pair_loses_no_answer()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"count":1,"zone":[{"id":"1","name":"half \ud83d"}]}}"""));

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Id, Is.EqualTo("1"));
    }

    [Test]
    public async Task Percent_encoded_servers_are_recognised_by_an_id_and_remembered()
    {
        Queue<string> bodies = new(
        [
            """{"listzonesresponse":{"count":1,"zone":[{"id":"f2e9508a%2D3d64%2D42a9%2D8038%2De8deb16e0ff9","name":"my%20zone%2E%31+","internaldns1":"10%2E0%2E0%2E1"}]}}""",
            """{"listzonesresponse":{"count":1,"zone":[{"name":"no%20id"}]}}""",
        ]);
        await using StubCloud cloud = new(_ => StubHandler.Json(bodies.Dequeue()));

        Zone first = (await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single();
        Zone second = (await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single();

        Assert.That((first.Id, first.Name), Is.EqualTo(("f2e9508a-3d64-42a9-8038-e8deb16e0ff9", "my zone.1+")));
        Assert.That(second.Name, Is.EqualTo("no id"));
    }

    [Test]
    public async Task A_percent_encoded_answer_with_raw_control_characters_is_mended_and_decoded()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("{\"a\":{\"count\":1,\"zone\":[{\"id\":\"f2e9508a%2D3d64%2D42a9%2D8038%2De8deb16e0ff9\",\"name\":\"my%20\tzone\"}]}}"));

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Name, Is.EqualTo("my \tzone"));
    }

    [Test]
    public async Task A_percent_sign_in_a_name_is_left_alone_elsewhere()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"count":1,"zone":[{"id":"f2e9508a-3d64-42a9-8038-e8deb16e0ff9","name":"100%25 f2e9508a%2D3d64"}]}}"""));

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Name, Is.EqualTo("100%25 f2e9508a%2D3d64"));
    }

    [Test]
    public async Task An_answer_beyond_the_limit_is_refused_by_name()
    {
        await using StubCloud cloud = new(
            _ => StubHandler.Json($$$"""{"a":{"count":1,"zone":[{"name":"{{{new string('x', 70_000)}}}"}]}}"""),
            options => options.MaxResponseBytes = 65_536);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.Message, Does.Contain("MaxResponseBytes allows only 65536"));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_answer_that_is_just_as_long_as_allowed_is_read([Values] bool announced, [Values(0, 1)] int more)
    {
        const string Frame = """{"a":{"count":1,"zone":[{"name":""}]}}""";
        string body = Frame.Replace("\"\"", $"\"{new string('x', 65_536 - Frame.Length + more)}\"", StringComparison.Ordinal);
        await using StubCloud cloud = new(
            _ => announced ? StubHandler.Json(body) : new HttpResponseMessage { Content = new Unannounced(body) },
            options => options.MaxResponseBytes = 65_536);
        Task<List<Zone>> call = cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        if (more == 0)
        {
            Assert.That((await call).Single().Name, Has.Length.EqualTo(65_536 - Frame.Length));
        }
        else
        {
            ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => call))!;
            Assert.That(e.Message, Does.Contain("at least 65537 bytes, but MaxResponseBytes allows only 65536"));
        }
    }

    [TestCase(70_000)]
    [TestCase(500_000)]
    public async Task An_answer_of_unannounced_length_is_read_whole(int length)
    {
        string name = string.Concat(Enumerable.Range(0, length / 5).Select(i => i.ToString("D5", CultureInfo.InvariantCulture)));
        await using StubCloud cloud = new(_ => new HttpResponseMessage { Content = new Unannounced($$$"""{"a":{"count":1,"zone":[{"name":"{{{name}}}"}]}}""") });

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Name, Is.EqualTo(name));
    }

    [Test]
    public async Task An_answer_of_unannounced_length_beyond_the_limit_is_refused_by_name()
    {
        await using StubCloud cloud = new(
            _ => new HttpResponseMessage { Content = new Unannounced($$$"""{"a":{"count":1,"zone":[{"name":"{{{new string('x', 200_000)}}}"}]}}""") },
            options => options.MaxResponseBytes = 65_536);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.Message, Does.Contain("MaxResponseBytes allows only 65536"));
    }

    /// <summary>The body of a chunked response, without a length.</summary>
    private sealed class Unannounced(string text) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
