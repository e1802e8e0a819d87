using System.Text;
using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Interop;

public class CloudStackSigningHandlerTests
{
    private const string Endpoint = "http://cloud.invalid/client/api";

    private readonly ManualTimeProvider _clock = new();
    private StubHandler _server = null!;
    private HttpClient _http = null!;

    [SetUp]
    public void SetUp()
    {
        _server = new StubHandler(_ => StubHandler.Json("""{"a":{}}"""));
        _http = new HttpClient(new CloudStackSigningHandler(new ApiKeyCredentials("EXAMPLE-Api_Key", "example-secret"), _server, _clock));
    }

    [TearDown]
    public void TearDown()
    {
        _http.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task Query_and_form_are_signed_together_and_stay_as_they_were()
    {
        using StringContent form = new("name=N%C3%A4me+~*&list=a%2cb", Encoding.UTF8, "application/x-www-form-urlencoded");
        form.Headers.ContentLanguage.Add("en");

        await _http.PostAsync($"{Endpoint}?command=createTags&response=json", form);

        StubRequest sent = _server.Requests.Single();
        List<KeyValuePair<string, string>> all = [new("command", "createTags"), new("response", "json"), .. sent.Pairs.Where(pair => pair.Key != "signature")];
        Assert.Multiple(() =>
        {
            Assert.That(sent.Uri.Query, Is.EqualTo("?command=createTags&response=json"));
            Assert.That(sent.Form, Does.StartWith("name=N%C3%A4me+~*&list=a%2cb&apikey=EXAMPLE-Api_Key&signatureversion=3&expires="));
            Assert.That(sent["expires"], Is.EqualTo(_clock.GetUtcNow().AddMinutes(10).ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", System.Globalization.CultureInfo.InvariantCulture)));
            Assert.That(sent["signature"], Is.EqualTo(Client.Http.RequestSigner.Sign(all, "example-secret"u8)));
        });
    }

    [Test]
    public async Task An_earlier_signature_is_replaced_wherever_it_stood()
    {
        await _http.GetAsync($"{Endpoint}?command=listZones&apiKey=old&signatureVersion=3&Expires=old&signature=old");

        StubRequest sent = _server.Requests.Single();
        Assert.That(sent.Uri.Query, Does.Not.Contain("old"));
        Assert.That(sent.Pairs.Select(pair => pair.Key), Is.EqualTo(new[] { "command", "apikey", "signatureversion", "expires", "signature" }));
    }

    [Test]
    public async Task The_keys_of_now_sign_each_request()
    {
        Rotating keys = new();
        using HttpClient http = new(new CloudStackSigningHandler(keys, _server, _clock));

        await http.GetAsync($"{Endpoint}?command=listZones");
        await http.GetAsync($"{Endpoint}?command=listZones");

        Assert.That(_server.Requests.Select(request => request["apikey"]), Is.EqualTo(new[] { "key-1", "key-2" }));
    }

    [Test]
    public async Task A_lifetime_of_one_s_own_is_used()
    {
        using HttpClient http = new(new CloudStackSigningHandler(new ApiKeyCredentials("k", "s"), _server, _clock) { SignatureLifetime = TimeSpan.FromSeconds(30) });

        await http.GetAsync($"{Endpoint}?command=listZones");

        Assert.That(DateTimeOffset.Parse(_server.Requests.Single()["expires"]!, System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(_clock.GetUtcNow().AddSeconds(30)).Within(TimeSpan.FromSeconds(1)));
    }

    [TestCase("?name=x", null, null, "no parameter 'command'")]
    [TestCase("?command=listZones&Command=listZones", null, null, "the parameter 'Command' twice")]
    [TestCase("?command=listZones", "command=listZones", "application/x-www-form-urlencoded", "the parameter 'command' twice")]
    [TestCase("?command=listZones", "{}", "application/json", "a body of type application/json")]
    [TestCase("?command=listZones", "a=b", "application/x-www-form-urlencoded; charset=iso-8859-1", "The form is in iso-8859-1")]
    public async Task A_request_that_cannot_be_signed_is_refused_with_the_reason(string query, string? body, string? type, string message)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Endpoint + query);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        await Assert.ThatAsync(() => _http.SendAsync(request), Throws.InvalidOperationException.With.Message.Contains(message));
        Assert.That(_server.Requests, Is.Empty);
    }

    [Test]
    public async Task Credentials_of_a_session_are_refused()
    {
        using HttpClient http = new(new CloudStackSigningHandler(new SessionCredentials("ann", "p"), _server));

        await Assert.ThatAsync(() => http.GetAsync($"{Endpoint}?command=listZones"), Throws.InvalidOperationException.With.Message.Contains("only API keys"));
    }

    [TestCase(0)]
    [TestCase(900)]
    public void A_lifetime_that_servers_refuse_is_refused(int seconds) => Assert.That(
        () => new CloudStackSigningHandler(new ApiKeyCredentials("k", "s")) { SignatureLifetime = TimeSpan.FromSeconds(seconds) },
        Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Credentials_are_required() => Assert.That(
        () => new CloudStackSigningHandler(null!),
        Throws.ArgumentNullException.With.Property("ParamName").EqualTo("credentials"));

    private sealed class Rotating : ICredentialsProvider
    {
        private int _asked;

        public ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken) =>
            new(new ApiKeyCredentials($"key-{++_asked}", $"secret-{_asked}"));
    }
}
