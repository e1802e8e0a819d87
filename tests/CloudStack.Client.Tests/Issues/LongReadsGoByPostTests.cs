using System.Text;
using CloudStack.Client.Http;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A server accepts 8,192 bytes of request line and headers. A read with many ids was sent by GET all the same where reads use GET,
/// and failed with 414.
/// </summary>
public class LongReadsGoByPostTests
{
    private const string Endpoint = "http://cloud.invalid/client/api";
    private const int Longest = 6 * 1024;

    [TestCase(1, "GET")]
    [TestCase(100, "GET")]
    [TestCase(300, "POST")]
    [TestCase(5000, "POST")]
    public async Task A_read_with_many_ids_goes_by_POST(int ids, string method)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""), options => options.Method = RequestMethod.GetForReads);

        await cloud.RunAsync(client => client.VirtualMachines.ListVirtualMachines(new() { Ids = [.. Enumerable.Range(0, ids).Select(_ => Guid.NewGuid().ToString())] }).ToListAsync());

        AssertSent(cloud.Handler.Requests.Single(), method);
    }

    /// <summary>What counts is the encoded length: one letter can be nine bytes.</summary>
    [TestCase("a", 4000, "GET")]
    [TestCase("a", 7000, "POST")]
    [TestCase("ü", 1200, "POST")]
    [TestCase("語", 700, "POST")]
    [TestCase(" ", 2100, "POST")]
    public async Task The_encoded_length_counts(string letter, int count, string method)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""), options => options.Method = RequestMethod.GetForReads);

        await cloud.RunAsync(client => client.Zones.ListZones(new() { Keyword = string.Concat(Enumerable.Repeat(letter, count)) }).ToListAsync());

        AssertSent(cloud.Handler.Requests.Single(), method);
    }

    /// <summary>A long request among short ones changes nothing for the others, nor when it is repeated.</summary>
    [Test]
    public async Task Each_request_is_judged_by_itself_and_a_repeated_one_again()
    {
        int longs = 0;
        await using StubCloud cloud = new(
            request => request.Form.Length > Longest && ++longs == 1 ? StubHandler.Html(503) : StubHandler.Json("""{"a":{}}"""),
            options => options.Method = RequestMethod.GetForReads,
            outside: inner => new Repeater(inner));

        await cloud.RunAsync(client => client.Zones.ListZones(new() { Name = "z" }).ToListAsync());
        await cloud.RunAsync(client => client.Zones.ListZones(new() { Keyword = new string('a', 7000) }).ToListAsync());
        await cloud.RunAsync(client => client.Zones.ListZones(new() { Name = "z" }).ToListAsync());

        Assert.That(cloud.Handler.Requests.Select(request => request.Method.Method), Is.EqualTo(new[] { "GET", "POST", "POST", "GET" }));
        foreach (StubRequest request in cloud.Handler.Requests)
        {
            AssertSent(request, request.Method.Method);
        }
    }

    [TestCase(100, "GET")]
    [TestCase(7000, "POST")]
    public async Task The_signing_handler_of_other_HTTP_code_does_the_same(int length, string method)
    {
        using StubHandler server = new(_ => StubHandler.Json("""{"a":{}}"""));
        using HttpClient http = new(new CloudStackSigningHandler(new ApiKeyCredentials("the-api-key", "the-secret-key"), server));
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Endpoint}?command=listZones&keyword={new string('a', length)}");

        await http.SendAsync(request);

        AssertSent(server.Requests.Single(), method);
        Assert.That((request.Method, request.Content, request.RequestUri!.Query.Length), Is.EqualTo((HttpMethod.Get, (HttpContent?)null, length + 27)), "unchanged");
    }

    private static void AssertSent(StubRequest request, string method)
    {
        Assert.That(request.Method.Method, Is.EqualTo(method));
        Assert.That(request.Uri.Query.Length, Is.LessThanOrEqualTo(Longest + 1));
        Assert.That(request.Uri.Query.Length > 0, Is.EqualTo(method == "GET"));
        Assert.That(request["signature"], Is.EqualTo(RequestSigner.Sign(request.Pairs, Encoding.UTF8.GetBytes("the-secret-key"))));
    }

    /// <summary>Repeats a request that was answered with a page.</summary>
    private sealed class Repeater(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            return (int)response.StatusCode == 503 ? await base.SendAsync(request, cancellationToken) : response;
        }
    }
}
