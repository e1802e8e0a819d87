using System.Net;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// An API that has moved, or one that is called with http instead of https, responds with a redirect. Followed, the POST becomes a
/// GET without parameters; not followed, it used to be a page like any other, and the address to set appeared nowhere.
/// </summary>
public class RedirectsAreErrorsThatNameTheAddressTests
{
    private static readonly int[] Statuses = [300, 301, 302, 303, 305, 307, 308];

    [Test]
    public async Task A_redirect_names_the_address_and_says_what_to_do([ValueSource(nameof(Statuses))] int status, [Values] CommandKind kind)
    {
        await using StubCloud cloud = new(_ => Redirect(status, "https://new.example.org/client/api"));

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, kind))))!;

        Assert.That(e.HttpStatus, Is.EqualTo(status));
        Assert.That(e.Message, Does.Contain("https://new.example.org/client/api").And.Contain("Endpoint").And.Contain($"{status}"));
        Assert.That(cloud.Handler.Count(KindOfCall.CommandOf(kind)), Is.EqualTo(1), "nothing is sent again");
    }

    [TestCase("https://cloud.invalid/client/api", "https://cloud.invalid/client/api", "https instead of http")]
    [TestCase("https://cloud.invalid:8443/client/api", "https://cloud.invalid:8443/client/api", "https instead of http")]
    [TestCase("/client/api/", "http://cloud.invalid/client/api/", "Endpoint")]
    [TestCase("//other.invalid/x", "http://other.invalid/x", "Endpoint")]
    [TestCase("login.jsp", "http://cloud.invalid/client/login.jsp", "Endpoint")]
    public async Task Relative_addresses_are_told_in_full_and_a_change_to_https_by_its_name(string location, string address, string advice)
    {
        await using StubCloud cloud = new(_ => Redirect(302, location));

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.Read))))!;

        Assert.That(e.Message, Does.Contain(address).And.Contain(advice));
    }

    /// <summary>A redirect repeats the request, which contains the key and the signature.</summary>
    [Test]
    public async Task Nothing_that_was_sent_is_told([Values] RequestMethod method, [ValueSource(nameof(Statuses))] int status)
    {
        string? signature = null;
        await using StubCloud cloud = new(
            request =>
            {
                signature = request["signature"]!;
                string echo = Uri.EscapeDataString(request.Form);
                HttpResponseMessage response = Redirect(status, $"https://ann:hunter-two@new.example.org/the-api-key/login;jsessionid=marked?{request.Form}&next={echo}#{echo}");
                response.Content = new StringContent($"<html><a href=\"https://new.example.org/?{request.Form}\">moved</a></html>");
                return response;
            },
            options => options.Method = method);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.Read))))!;

        string text = $"{e} {e.Snippet}";
        Assert.That(text, Does.Contain("https://new.example.org/***/login"));
        foreach (string secret in new[] { "the-api-key", "the-secret-key", signature!, Uri.EscapeDataString(signature!), "listzones", "marked", "hunter-two", "ann:" })
        {
            Assert.That(text, Does.Not.Contain(secret));
        }
    }

    [TestCase(null)]
    [TestCase("http://[nonsense")]
    public async Task A_redirect_to_nowhere_says_so(string? location)
    {
        await using StubCloud cloud = new(_ => Redirect(302, location));

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.Write))))!;

        Assert.That(e.Message, Does.Contain("302").And.Contain("redirect").And.Contain("Endpoint"));
    }

    [Test]
    public async Task Handlers_outside_see_the_redirect_and_the_client_still_tells_of_it()
    {
        List<HttpStatusCode> seen = [];
        await using StubCloud cloud = new(_ => Redirect(307, "https://new.example.org/client/api"), outside: inner => new Watcher(inner, seen));

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.CreateJob))))!;

        Assert.That(e.Message, Does.Contain("https://new.example.org/client/api"));
        Assert.That(seen, Is.EqualTo(new[] { HttpStatusCode.TemporaryRedirect }));
    }

    /// <summary>
    /// An unknown kind of handler (such as WinHttpHandler) follows redirects itself; it turns the POST into a GET, as the standard
    /// says.
    /// </summary>
    [Test]
    public async Task A_redirect_that_an_unknown_handler_has_followed_is_told_as_well([Values] CommandKind kind, [Values] RequestMethod method)
    {
        Follower follower = new();
        CloudStackClientOptions options = new() { Endpoint = new Uri("http://cloud.invalid/client/api"), ApiKey = "the-api-key", SecretKey = "the-secret-key", Method = method };
        await using CloudStackClient client = new(options, follower);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => KindOfCall.SendAsync(client, kind)))!;

        Assert.That(e.Message, Does.Contain("https://new.example.org/client/api").And.Contain("Endpoint").And.Contain(nameof(Follower)));
        Assert.That(follower.Requests, Is.EqualTo(1));
    }

    private static HttpResponseMessage Redirect(int status, string? location)
    {
        HttpResponseMessage response = StubHandler.Html(status);
        if (location is not null)
        {
            response.Headers.TryAddWithoutValidation("Location", location);
        }

        return response;
    }

    private sealed class Watcher(HttpMessageHandler inner, List<HttpStatusCode> seen) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            seen.Add(response.StatusCode);
            return response;
        }
    }

    private sealed class Follower : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            request.RequestUri = new Uri("https://new.example.org/client/api");
            request.Method = HttpMethod.Get;
            request.Content = null;
            HttpResponseMessage response = StubHandler.Error(401, "unable to verify user credentials and/or request signature");
            response.RequestMessage = request;
            return Task.FromResult(response);
        }
    }
}
