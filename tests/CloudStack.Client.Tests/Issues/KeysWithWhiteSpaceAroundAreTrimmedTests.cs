using System.Text;
using CloudStack.Client.Http;
using CloudStack.Client.Tests.Profiles;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// Keys from files, variables and vaults can have a newline at the end, or the mark that some editors put at the beginning of a
/// file. They used to be used for signing unchanged, and the server's 401 didn't say why. White space inside a key can't be
/// intended.
/// </summary>
public class KeysWithWhiteSpaceAroundAreTrimmedTests
{
    private static readonly string[] Around = ["{0}\n", "{0}\r\n", " {0}", "\t{0} ", "{0}\u00a0", "\ufeff{0}", "{0}\u200b\n", "\n\n{0}\n\n"];
    private static readonly string[] Inside = ["the secret", "the\nsecret", "the\r\nsecret", "the\tsecret", "the\u00a0secret", "the\0secret", "the\u200bsecret", "the\u001bsecret"];

    [Test]
    public async Task Keys_of_options_are_trimmed([ValueSource(nameof(Around))] string form)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""), options =>
            (options.ApiKey, options.SecretKey) = (Put(form, "the-api-key"), Put(form, "the-secret-key")));

        await AssertSignedAsync(cloud);
    }

    [Test]
    public async Task Keys_of_credentials_and_providers_are_trimmed([ValueSource(nameof(Around))] string form)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""), options =>
            options.Credentials = new Vault(Put(form, "the-api-key"), Put(form, "the-secret-key")));

        await AssertSignedAsync(cloud);
    }

    [Test]
    public async Task Keys_of_the_signing_handler_are_trimmed([ValueSource(nameof(Around))] string form)
    {
        using StubHandler server = new(_ => StubHandler.Json("""{"a":{}}"""));
        using HttpClient http = new(new CloudStackSigningHandler(new ApiKeyCredentials(Put(form, "the-api-key"), Put(form, "the-secret-key")), server));

        await http.GetAsync("http://cloud.invalid/client/api?command=listZones");

        AssertSigned(server.Requests.Single());
    }

    [Test]
    public void Keys_of_the_environment_are_trimmed([ValueSource(nameof(Around))] string form)
    {
        using ProfileFiles files = new();
        files.Set("CLOUDSTACK_ENDPOINT", "https://cloud.example.org/client/api\n");
        files.Set("CLOUDSTACK_API_KEY", Put(form, "the-api-key").Replace("\0", "", StringComparison.Ordinal));
        files.Set("CLOUDSTACK_SECRET_KEY", Put(form, "the-secret-key"));
        files.Set("CLOUDSTACK_METHOD", "get\n");
        files.Set("CLOUDSTACK_TIMEOUT", null);
        files.Set("CLOUDSTACK_EXPIRATION", null);
        files.Set("CLOUDSTACK_RETRY", null);

        CloudStackClientOptions options = CloudStackProfile.FromEnvironment();

        Assert.That((options.ApiKey, options.SecretKey, options.Method), Is.EqualTo(("the-api-key", "the-secret-key", RequestMethod.GetForReads)));
        Assert.That(options.Endpoint, Is.EqualTo(new Uri("https://cloud.example.org/client/api")));
    }

    [TestCase("\"the-api-key \"", "\" the-secret-key\"")]
    [TestCase("the-api-key\t", "\ufeffthe-secret-key")]
    public void Keys_of_files_are_trimmed(string key, string secret)
    {
        using ProfileFiles files = new();
        CloudStackClientOptions monkey = CloudStackProfile.FromCloudMonkey(files.Write(
            $"profile = a\n[a]\nurl = http://c.invalid/client/api\napikey = {key}\nsecretkey = {secret}\n"));
        CloudStackClientOptions python = CloudStackProfile.FromCloudStackIni(files.Write(
            $"[cloudstack]\nendpoint = http://c.invalid/client/api\nkey = {key}\nsecret = {secret}\n"));

        Assert.That((monkey.ApiKey, monkey.SecretKey), Is.EqualTo(("the-api-key", "the-secret-key")));
        Assert.That((python.ApiKey, python.SecretKey), Is.EqualTo(("the-api-key", "the-secret-key")));
    }

    [Test]
    public void A_key_with_a_gap_is_refused_by_the_name_of_the_option([ValueSource(nameof(Inside))] string bad)
    {
        ArgumentException key = Assert.Throws<ArgumentException>(() => new StubCloud(_ => null!, options => options.ApiKey = bad))!;
        ArgumentException secret = Assert.Throws<ArgumentException>(() => new StubCloud(_ => null!, options => options.SecretKey = bad))!;

        Assert.That(key.Message, Does.Contain("ApiKey").And.Contain("white space").And.Not.Contain("secret").IgnoreCase);
        Assert.That(secret.Message, Does.Contain("SecretKey").And.Contain("white space").And.Not.Contain(bad));
    }

    [Test]
    public void A_key_with_a_gap_is_refused_by_the_name_of_the_parameter([ValueSource(nameof(Inside))] string bad)
    {
        ArgumentException key = Assert.Throws<ArgumentException>(() => new ApiKeyCredentials(bad, "s"))!;
        ArgumentException secret = Assert.Throws<ArgumentException>(() => new ApiKeyCredentials("k", bad))!;

        Assert.That((key.ParamName, secret.ParamName), Is.EqualTo(("apiKey", "secretKey")));
        Assert.That(new[] { key.Message, secret.Message }, Has.None.Contains(bad));
    }

    [TestCase("the secret")]
    [TestCase("the\tsecret")]
    public void A_key_with_a_gap_in_a_file_or_a_variable_is_refused_by_its_place(string bad)
    {
        using ProfileFiles files = new();
        files.Set("CLOUDSTACK_ENDPOINT", "https://cloud.example.org/client/api");
        files.Set("CLOUDSTACK_API_KEY", "k");
        files.Set("CLOUDSTACK_SECRET_KEY", bad);

        string[] messages =
        [
            Assert.Throws<InvalidDataException>(() => CloudStackProfile.FromEnvironment())!.Message,
            Assert.Throws<InvalidDataException>(() => CloudStackProfile.FromCloudMonkey(files.Write($"profile=a\n[a]\nurl=http://c.invalid\napikey=k\nsecretkey={bad}")))!.Message,
            Assert.Throws<InvalidDataException>(() => CloudStackProfile.FromCloudStackIni(files.Write($"[cloudstack]\nendpoint=http://c.invalid\nkey=k\nsecret={bad}")))!.Message,
        ];

        Assert.That(messages[0], Does.Contain("CLOUDSTACK_SECRET_KEY"));
        Assert.That(messages[1], Does.Contain("key 'secretkey' in section [a]"));
        Assert.That(messages[2], Does.Contain("key 'secret' in section [cloudstack]"));
        Assert.That(messages, Has.All.Contains("white space").And.None.Contains(bad));
    }

    /// <summary>A password may contain anything, including blanks at its ends.</summary>
    [TestCase(" hunter two ")]
    [TestCase("hunter\ttwo")]
    [TestCase("hunter two\n")]
    public async Task Passwords_stay_as_they_are(string password)
    {
        await using StubCloud cloud = new(
            request => StubHandler.Json(request.Command == "login" ? """{"loginresponse":{"sessionkey":"s"}}""" : """{"a":{}}"""),
            options => (options.ApiKey, options.SecretKey, options.UserName, options.Password) = (null, null, "ann", password));

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(cloud.Handler.Requests[0]["password"], Is.EqualTo(password));
    }

    [Test]
    public void A_password_in_quotes_keeps_its_blanks()
    {
        using ProfileFiles files = new();

        CloudStackClientOptions options = CloudStackProfile.FromCloudMonkey(files.Write(
            "profile = a\n[a]\nurl = http://c.invalid/client/api\nusername = ann\npassword = \" hunter two \"\n"));

        Assert.That(options.Password, Is.EqualTo(" hunter two "));
    }

    private static string Put(string form, string key) => form.Replace("{0}", key, StringComparison.Ordinal);

    private static async Task AssertSignedAsync(StubCloud cloud)
    {
        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        AssertSigned(cloud.Handler.Requests.Single());
    }

    private static void AssertSigned(StubRequest request)
    {
        Assert.That(request["apikey"], Is.EqualTo("the-api-key"));
        Assert.That(request["signature"], Is.EqualTo(RequestSigner.Sign(request.Pairs, Encoding.UTF8.GetBytes("the-secret-key"))));
    }

    private sealed class Vault(string apiKey, string secretKey) : ICredentialsProvider
    {
        public ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(new ApiKeyCredentials(apiKey, secretKey));
    }
}
