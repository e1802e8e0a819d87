using System.Net;
using System.Text;
using System.Text.Json;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// What an intermediary has added to a response, and a strict reader refuses: a byte order mark, white space, a guard against
/// scripts, bytes after the end, a second property beside the envelope. The response is complete.
/// </summary>
public class DecoratedAnswersAreReadTests
{
    private const string Envelope = """{"listzonesresponse":{"count":1,"zone":[{"id":"z","name":"eu"}]}}""";
    private const string Content = """{"count":1,"zone":[{"id":"z","name":"eu"}]}""";

    private static readonly string[] Decorated =
    [
        "\uFEFF" + Envelope,
        "\uFEFF\r\n" + Envelope + "\r\n",
        " \t\n" + Envelope + "\n\n",
        "\n\uFEFF" + Envelope,
        ")]}'\n" + Envelope,
        ")]}',\n" + Envelope,
        Envelope + "\0\0",
        Envelope + "<!-- served by proxy 7 -->",
        Envelope + Envelope,
        Envelope + ";",
        $$"""{"listzonesresponse":{{Content}},"warning":"the license ends soon"}""",
        $$"""{"listzonesresponse":{{Content}},"trace":{"id":"1"},"list":[]}""",
        $$"""{"warning":"the license ends soon","listzonesresponse":{{Content}}}""",
        $$"""{"meta":{"count":5,"node":[{"id":"n"}]},"listzonesresponse":{{Content}}}""",
        $$$"""{"meta":{"count":5,"node":[{"id":"n"}]},"ListZonesResponse":{{{Content}}},"more":{}}""",
        $$"""{"response":"ok","listzonesresponse":{{Content}}}""",
        $$$"""{"warning":"x","null":{{{Content}}},"trace":{"id":"1"}}""",
        $$"""{"null":{{Content}},"warning":"x"}""",
        $$"""{"list":[],"createLBStickinessPolicy":{{Content}}}""",
    ];

    [Test]
    public async Task A_decorated_answer_is_read([Range(0, 18)] int number)
    {
        await using StubCloud cloud = Answering(200, Decorated[number]);

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        JsonElement raw = await cloud.RunAsync(client => client.Commands.SendAsync("listZones"));

        Assert.That(zones.Select(zone => zone.Name), Is.EqualTo(new[] { "eu" }));
        Assert.That(raw.GetProperty("zone")[0].GetProperty("name").GetString(), Is.EqualTo("eu"));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(2));
    }

    [TestCase("\uFEFF{0}")]
    [TestCase("\r\n{0}\r\n")]
    [TestCase("{0}trailing")]
    public async Task A_decorated_error_is_the_servers_word(string form)
    {
        await using StubCloud cloud = Answering(431, form.Replace("{0}", """{"a":{"errorcode":431,"errortext":"no"}}""", StringComparison.Ordinal));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Volumes.DeleteVolumeAsync(new() { Id = "v" }))))!;

        Assert.That((e.ErrorCode, e.ErrorText), Is.EqualTo((431, "no")));
    }

    /// <summary>An outer handler that checks statuses must not mistake such a response for a proxy's page.</summary>
    [Test]
    public async Task A_handler_outside_sees_a_decorated_error_as_an_answer_of_the_API([Values("\uFEFF", "\n", ")]}'\n")] string before)
    {
        Watch watch = new();
        await using StubCloud cloud = new(
            _ => Raw(530, before + """{"a":{"errorcode":530,"errortext":"no"}}"""),
            outside: inner =>
            {
                watch.InnerHandler = inner;
                return watch;
            });

        await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Commands.SendAsync("listThings")));

        Assert.That(watch.Statuses, Is.EqualTo(new[] { HttpStatusCode.OK }));
    }

    [Test]
    public async Task A_job_and_its_polls_are_read()
    {
        await using StubCloud cloud = new(request => Raw(200, "\uFEFF" + (request.Command == "queryAsyncJobResult"
            ? $$$$"""{"queryasyncjobresultresponse":{"jobid":"{{{{request["jobid"]}}}}","jobstatus":1,"jobresult":{"virtualmachine":{"id":"v","name":"web"}}},"node":{"jobid":"x","jobstatus":0}}"""
            : $$$"""{"node":{"id":"n"},"startvirtualmachineresponse":{"jobid":"{{{request["customjobid"]}}}"}}""") + "\n"));

        JobResult<VirtualMachine> result = await cloud.RunAsync(async client =>
            await (await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" })).WaitForCompletionAsync());

        Assert.That(result.Value!.Name, Is.EqualTo("web"));
    }

    [Test]
    public async Task A_server_that_encodes_its_values_is_read()
    {
        await using StubCloud cloud = Answering(
            200, "\uFEFF" + """{"meta":{},"listzonesresponse":{"count":1,"zone":[{"id":"f2e9508a%2D3d64%2D42a9%2D8038%2De8deb16e0ff9","name":"my%20zone"}]}} trailing""");

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Name, Is.EqualTo("my zone"));
    }

    [TestCase("")]
    [TestCase("\uFEFF")]
    [TestCase("\r\n")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("\uFEFF<html/>")]
    [TestCase("""{"listzonesresponse":{"count":1,"zone":[]}""")]
    [TestCase("""{"listzonesresponse":{"count":1,"zone":[]},"wa""")]
    public async Task What_holds_no_whole_answer_is_still_none(string body)
    {
        await using StubCloud cloud = Answering(200, body, options => options.MaxRetries = 0);

        await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()));
    }

    private static StubCloud Answering(int status, string body, Action<CloudStackClientOptions>? configure = null) => new(_ => Raw(status, body), configure);

    private static HttpResponseMessage Raw(int status, string body) => new((HttpStatusCode)status)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new("application/json") } },
    };

    private sealed class Watch : DelegatingHandler
    {
        public List<HttpStatusCode> Statuses { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            Statuses.Add(response.StatusCode);
            return response;
        }
    }
}
