using System.Text.RegularExpressions;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A firewall in front of an API refuses requests that don't identify their sender (the managed rules of AWS WAF: 403 without a
/// <c>User-Agent</c>). The client used to send neither that header nor <c>Accept</c>.
/// </summary>
public class RequestsSayWhoSendsThemTests
{
    private const string Ours = @"CloudStack\.Client/\d+\.\d+\.\d+ \(\.NET \d+\.\d+[^()]*\)";

    [Test]
    public async Task Every_request_names_the_client_and_asks_for_JSON([Values] RequestMethod method, [Values] CommandKind kind)
    {
        await using StubCloud cloud = new(KindOfCall.Answer, options => options.Method = method);

        await cloud.RunAsync(client => KindOfCall.SendAsync(client, kind));
        await cloud.RunAsync(client => client.Jobs.QueryAsync("some-job"));

        AssertHeaders(cloud.Handler.Requests, $"^{Ours}$");
    }

    [Test]
    public async Task Those_of_a_session_do_so_as_well()
    {
        await using StubCloud cloud = new(
            request => request.Command == "login" ? StubHandler.Json("""{"loginresponse":{"sessionkey":"s"}}""") : StubHandler.Json("""{"a":{}}"""),
            options => options.Credentials = new SessionCredentials("ann", "the-password"));

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        await cloud.DisposeAsync();

        Assert.That(cloud.Handler.Requests.Select(request => request.Command), Is.EqualTo(new[] { "login", "listZones", "logout" }));
        AssertHeaders(cloud.Handler.Requests, $"^{Ours}$");
    }

    [Test]
    public async Task A_repeated_request_has_them_once()
    {
        int lists = 0;
        await using StubCloud cloud = new(_ => ++lists < 3 ? StubHandler.Html(502) : StubHandler.Json("""{"a":{}}"""), outside: inner => new Repeater(inner));

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        AssertHeaders(cloud.Handler.Requests, $"^{Ours}$");
    }

    [TestCase("my-tool")]
    [TestCase("my-tool/1.2")]
    [TestCase("a!#$%&'*+-.^_`|~/1")]
    public async Task The_program_can_name_itself_before(string product)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""), options => options.ApplicationId = product);

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        AssertHeaders(cloud.Handler.Requests, $"^{Regex.Escape(product)} {Ours}$");
    }

    [TestCase(null)]
    [TestCase("")]
    public async Task Nothing_is_put_before_where_it_does_not(string? product)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""), options => options.ApplicationId = product);

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        AssertHeaders(cloud.Handler.Requests, $"^{Ours}$");
    }

    [TestCase("my tool")]
    [TestCase("my-tool/1.2/3")]
    [TestCase("/1.2")]
    [TestCase("my-tool/")]
    [TestCase("my-tool\r\nX-Evil: 1")]
    [TestCase("(comment)")]
    [TestCase("bür0")]
    [TestCase(" ")]
    public void A_name_that_no_header_can_hold_is_refused(string product) => Assert.That(
        () => new StubCloud(_ => null!, options => options.ApplicationId = product),
        Throws.ArgumentException.With.Message.Contains("ApplicationId").And.Message.Not.Contains("X-Evil"));

    [Test]
    public void A_name_that_is_too_long_is_refused() => Assert.That(
        () => new StubCloud(_ => null!, options => options.ApplicationId = new string('a', 101)),
        Throws.ArgumentException.With.Message.Contains("ApplicationId"));

    [Test]
    public async Task What_a_handler_has_set_stays()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""), outside: inner => new Namer(inner));

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That((cloud.Handler.Requests[0].UserAgent, cloud.Handler.Requests[0].Accept), Is.EqualTo(("theirs/7", "text/plain")));
    }

    [Test]
    public async Task Plain_HTTP_code_that_is_signed_says_so_too_and_keeps_what_it_says_itself()
    {
        using StubHandler server = new(_ => StubHandler.Json("""{"a":{}}"""));
        using HttpClient http = new(new CloudStackSigningHandler(new ApiKeyCredentials("k", "s"), server));
        using HttpRequestMessage plain = new(HttpMethod.Get, "http://cloud.invalid/client/api?command=listZones");
        using HttpRequestMessage named = new(HttpMethod.Get, "http://cloud.invalid/client/api?command=listZones");
        named.Headers.TryAddWithoutValidation("User-Agent", "theirs/7");
        named.Headers.TryAddWithoutValidation("Accept", "text/xml");

        await http.SendAsync(plain);
        await http.SendAsync(named);

        AssertHeaders([server.Requests[0]], $"^{Ours}$");
        Assert.That((server.Requests[1].UserAgent, server.Requests[1].Accept), Is.EqualTo(("theirs/7", "text/xml")));
        Assert.That(plain.Headers, Is.Empty, "unchanged");
    }

    private static void AssertHeaders(IReadOnlyList<StubRequest> requests, string agent)
    {
        Assert.That(requests, Is.Not.Empty);
        Assert.That(requests.Select(request => request.UserAgent), Has.All.Match(agent));
        Assert.That(requests.Select(request => request.Accept), Has.All.EqualTo("application/json"));
    }

    private sealed class Namer(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", "theirs/7");
            request.Headers.TryAddWithoutValidation("Accept", "text/plain");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Repeater(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            return (int)response.StatusCode == 502 ? await base.SendAsync(request, cancellationToken) : response;
        }
    }
}
