using System.Net.Http.Headers;
using System.Text;
using System.Web;
using CloudStack.Client.Http;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// Outer handlers send requests to another host, or add a query or a form for an intermediary. With GET, that used to be undone;
/// with POST, a query in the address wasn't signed, which the server refuses with 401.
/// </summary>
public class SigningStartsFromTheMessageAsItIsTests
{
    private static readonly CommandKind[] Kinds = [CommandKind.Read, CommandKind.Write, CommandKind.Job, CommandKind.CreateJob];

    [Test]
    public async Task Another_address_is_where_the_request_goes([Values] RequestMethod method, [ValueSource(nameof(Kinds))] CommandKind kind)
    {
        await using Cloud cloud = new(method, request => request.RequestUri = new Uri("https://gateway.invalid:8443/tenants/7/api"));

        Sent sent = await cloud.SendAsync(kind);

        Assert.That(sent.Uri.GetLeftPart(UriPartial.Path), Is.EqualTo("https://gateway.invalid:8443/tenants/7/api"));
        AssertSigned(sent);
    }

    [Test]
    public async Task A_query_is_kept_and_signed_with_the_rest([Values] RequestMethod method, [ValueSource(nameof(Kinds))] CommandKind kind)
    {
        await using Cloud cloud = new(method, request => request.RequestUri = new Uri($"{request.RequestUri}?tenant=B%C3%BCro+7&flag&route=a%2Cb%2Fc~*"));

        Sent sent = await cloud.SendAsync(kind);

        Assert.That((sent.Query["tenant"], sent.Query["flag"], sent.Query["route"]), Is.EqualTo(("Büro 7", "", "a,b/c~*")));
        AssertSigned(sent);
    }

    [Test]
    public async Task Address_and_query_can_change_together([Values] RequestMethod method)
    {
        await using Cloud cloud = new(method, request => request.RequestUri = new Uri("http://other.invalid/x?y=1"));

        Sent sent = await cloud.SendAsync(CommandKind.Read);

        Assert.That((sent.Uri.Host, sent.Uri.AbsolutePath, sent.Query["y"]), Is.EqualTo(("other.invalid", "/x", "1")));
        AssertSigned(sent);
    }

    /// <summary>
    /// The server uses the query's value if a name appears in both the query and the body, so the handler's value counts, and the
    /// client's isn't sent. Letter case doesn't make a different name.
    /// </summary>
    [Test]
    public async Task A_parameter_that_a_handler_sets_as_well_is_the_handler_s([Values] RequestMethod method, [Values("name", "NAME", "Name")] string name)
    {
        await using Cloud cloud = new(method, request => request.RequestUri = new Uri($"{request.RequestUri}?{name}=theirs"));

        Sent sent = await cloud.SendAsync(client => client.Commands.SendAsync("listZones", [new("name", "ours"), new("keyword", "k")]));

        Assert.That(sent.All.Where(pair => pair.Key.Equals("name", StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value), Is.EqualTo(new[] { "theirs" }));
        Assert.That(sent.All.Single(pair => pair.Key == "keyword").Value, Is.EqualTo("k"));
        AssertSigned(sent);
    }

    /// <summary>In a query, the last of several values counts.</summary>
    [Test]
    public async Task Of_a_name_that_stands_twice_in_the_query_the_last_counts([Values] RequestMethod method)
    {
        await using Cloud cloud = new(method, request => request.RequestUri = new Uri($"{request.RequestUri}?tenant=1&tenant=2"));

        Sent sent = await cloud.SendAsync(CommandKind.Read);

        Assert.That(sent.Query["tenant"], Is.EqualTo("2"));
        AssertSigned(sent);
    }

    /// <summary>What identifies the call and proves its sender is set by the client alone.</summary>
    [TestCase("command", "deleteEverything")]
    [TestCase("Command", "deleteEverything")]
    [TestCase("response", "xml")]
    [TestCase("apiKey", "old")]
    [TestCase("expires", "old")]
    [TestCase("signature", "old")]
    [TestCase("signatureVersion", "2")]
    [TestCase("sessionkey", "old")]
    public async Task Names_of_the_protocol_are_the_client_s(string name, string value)
    {
        foreach (RequestMethod method in Enum.GetValues<RequestMethod>())
        {
            await using Cloud cloud = new(method, request => request.RequestUri = new Uri($"{request.RequestUri}?{name}={value}&tenant=7"));

            Sent sent = await cloud.SendAsync(CommandKind.Read);

            Assert.That(sent.All.Select(pair => pair.Value), Has.None.EqualTo(value));
            Assert.That((sent["command"], sent["response"], sent["apikey"], sent["tenant"]), Is.EqualTo(("listZones", "json", "the-api-key", "7")));
            AssertSigned(sent);
        }
    }

    [Test]
    public async Task The_id_that_the_client_chose_for_a_job_stays()
    {
        await using Cloud cloud = new(RequestMethod.Post, request => request.RequestUri = new Uri($"{request.RequestUri}?customjobid=theirs"));

        Sent sent = await cloud.SendAsync(CommandKind.Job);

        Assert.That(sent.All.Where(pair => pair.Key == "customjobid").Select(pair => pair.Value), Has.Exactly(1).Items.And.None.EqualTo("theirs"));
        AssertSigned(sent);
    }

    [Test]
    public async Task A_form_is_sent_and_signed_with_the_rest([Values] RequestMethod method, [ValueSource(nameof(Kinds))] CommandKind kind)
    {
        await using Cloud cloud = new(method, request =>
        {
            request.Content = new FormUrlEncodedContent([new("tenant", "Büro 7"), new("command", "other")]);
            request.Content.Headers.ContentLanguage.Add("de");
        });

        Sent sent = await cloud.SendAsync(kind);

        Assert.That((sent["tenant"], sent["command"]), Is.EqualTo(("Büro 7", KindOfCall.CommandOf(kind))));
        Assert.That(sent.All.Count(pair => pair.Key == "command"), Is.EqualTo(1));
        AssertSigned(sent);
    }

    [Test]
    public async Task A_body_that_the_server_does_not_read_is_refused_before_anything_is_sent([Values] RequestMethod method)
    {
        await using Cloud cloud = new(method, request => request.Content = new StringContent("{}", Encoding.UTF8, "application/json"));

        InvalidOperationException e = (await Assert.ThrowsAsync<InvalidOperationException>(() => cloud.SendAsync(CommandKind.CreateJob)))!;

        Assert.That(e.Message, Does.Contain("application/json"));
        Assert.That(cloud.Requests, Is.Empty);
    }

    /// <summary>A handler that repeats a message starts from what it passed on, and sees nothing of the signature.</summary>
    [Test]
    public async Task A_message_that_comes_again_is_signed_from_the_same_beginning([Values] RequestMethod method)
    {
        List<string> seen = [];
        await using Cloud cloud = new(
            method,
            request =>
            {
                request.RequestUri = new Uri($"{request.RequestUri!.GetLeftPart(UriPartial.Path)}?tenant=7");
                seen.Add($"{request.Method} {request.RequestUri} {request.Content}");
            },
            request => seen.Add($"{request.Method} {request.RequestUri} {request.Content}"),
            failFirst: true);

        await cloud.SendAsync(CommandKind.Read);

        Assert.That(cloud.Requests, Has.Count.EqualTo(2));
        Assert.That(seen.Distinct().Count(), Is.EqualTo(1));
        cloud.Requests.ForEach(AssertSigned);
    }

    [Test]
    public async Task Headers_of_handlers_travel_along([Values] RequestMethod method)
    {
        await using Cloud cloud = new(method, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "gateway"));

        Sent sent = await cloud.SendAsync(CommandKind.Read);

        Assert.That(sent.Authorization, Is.EqualTo("Bearer gateway"));
        AssertSigned(sent);
    }

    /// <summary>As the server does it: everything of the query and of the form is one map, in which no name appears twice.</summary>
    private static void AssertSigned(Sent sent)
    {
        Assert.That(sent.All.Select(pair => pair.Key).GroupBy(name => name.ToUpperInvariant()).Where(group => group.Count() > 1 && group.Key != "TENANT"), Is.Empty);
        List<KeyValuePair<string, string>> map = [.. sent.All.GroupBy(pair => pair.Key).Select(group => group.Last())];
        Assert.That(sent["signature"], Is.EqualTo(RequestSigner.Sign(map, Encoding.UTF8.GetBytes("the-secret-key"))), "as the server computes it");
    }

    /// <summary>A request as a server assembles it.</summary>
    private sealed record Sent(Uri Uri, List<KeyValuePair<string, string>> All, string? Authorization)
    {
        public System.Collections.Specialized.NameValueCollection Query
        {
            get
            {
                System.Collections.Specialized.NameValueCollection query = [];
                foreach ((string name, string value) in Parse(Uri.Query.TrimStart('?')))
                {
                    query[name] = value;
                }

                return query;
            }
        }

        public string? this[string name] => All.LastOrDefault(pair => pair.Key == name).Value;

        public static List<KeyValuePair<string, string>> Parse(string text) =>
            [.. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split('=', 2)).Select(parts => new KeyValuePair<string, string>(
                HttpUtility.UrlDecode(parts[0]), parts.Length > 1 ? HttpUtility.UrlDecode(parts[1]) : ""))];
    }

    /// <summary>A client with an outer handler that rewrites its requests.</summary>
    private sealed class Cloud : IAsyncDisposable
    {
        private readonly Server _server;
        private readonly CloudStackClient _client;

        public Cloud(RequestMethod method, Action<HttpRequestMessage> rewrite, Action<HttpRequestMessage>? look = null, bool failFirst = false)
        {
            _server = new Server(Requests, failFirst);
            CloudStackClientOptions options = new()
            {
                Endpoint = new Uri("http://cloud.invalid/client/api"),
                ApiKey = "the-api-key",
                SecretKey = "the-secret-key",
                Method = method,
                MaxRetries = 0,
            };
            _client = new CloudStackClient(options, _server, outerHandlers: inner => new Rewriter(inner, rewrite, look));
        }

        public List<Sent> Requests { get; } = [];

        public Task<Sent> SendAsync(CommandKind kind) => SendAsync(client => KindOfCall.SendAsync(client, kind));

        public async Task<Sent> SendAsync(Func<CloudStackClient, Task> call)
        {
            await call(_client);
            return Requests[^1];
        }

        public async ValueTask DisposeAsync()
        {
            await _client.DisposeAsync();
            _server.Dispose();
        }
    }

    private sealed class Rewriter(HttpMessageHandler inner, Action<HttpRequestMessage> rewrite, Action<HttpRequestMessage>? look) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            rewrite(request);
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            look?.Invoke(request);
            if ((int)response.StatusCode != 503)
            {
                return response;
            }

            response = await base.SendAsync(request, cancellationToken);
            look?.Invoke(request);
            return response;
        }
    }

    private sealed class Server(List<Sent> requests, bool failFirst) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Sent sent = new(
                request.RequestUri!,
                [.. Sent.Parse(form), .. Sent.Parse(request.RequestUri!.Query.TrimStart('?'))],
                request.Headers.Authorization?.ToString());
            requests.Add(sent);
            return failFirst && requests.Count == 1 ? StubHandler.Html(503)
                : KindOfCall.Answer(new StubRequest(request, string.Join('&', sent.All.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")), cancellationToken));
        }
    }
}
