namespace CloudStack.Client.Tests;

public class OptionsTests
{
    private static readonly TestCaseData[] Bad =
    [
        Case("no endpoint", o => o.Endpoint = null, "Endpoint is missing"),
        Case("no scheme", o => o.Endpoint = new Uri("cloud.example.org/client/api", UriKind.Relative), "absolute http or https"),
        Case("ftp", o => o.Endpoint = new Uri("ftp://cloud.example.org/client/api"), "absolute http or https"),
        Case("a password in it", o => o.Endpoint = new Uri("ftp://ann:hunter2@cloud.example.org/client/api"), "Endpoint must be an absolute http or https"),
        Case("a key in it", o => o.Endpoint = new Uri("cloud.example.org/client/api?apikey=hunter2", UriKind.Relative), "Endpoint must be an absolute http or https"),
        Case("query", o => o.Endpoint = new Uri("http://cloud.example.org/client/api?a=b"), "without a query"),
        Case("no api key", o => o.ApiKey = null, "ApiKey is missing"),
        Case("no secret key", o => o.SecretKey = " ", "SecretKey is missing"),
        Case("user without password", o => (o.ApiKey, o.SecretKey, o.UserName) = (null, null, "ann"), "Password is missing; it is required when UserName is set"),
        Case("password without user", o => (o.ApiKey, o.SecretKey, o.Password) = (null, null, "p"), "UserName is missing; it is required when Password is set"),
        Case("user and key", o => (o.UserName, o.Password) = ("ann", "p"), "UserName and ApiKey or SecretKey are set"),
        Case("read timeout 0", o => o.ReadTimeout = TimeSpan.Zero, "ReadTimeout is 00:00:00; it must be from 10 ms to 24 h"),
        Case("write timeout", o => o.WriteTimeout = TimeSpan.FromDays(2), "WriteTimeout is 2.00:00:00; it must be from 10 ms to 24 h"),
        Case("retries", o => o.MaxRetries = -1, "MaxRetries is -1; it must be from 0 to 100"),
        Case("lifetime", o => o.SignatureLifetime = TimeSpan.FromMinutes(15), "SignatureLifetime is 00:15:00; it must be at least 5 s and less than 15 min"),
        Case("page size", o => o.PageSize = 0, "PageSize is 0; it must be at least 1"),
        Case("concurrency", o => o.MaxConcurrentRequests = 0, "MaxConcurrentRequests is 0"),
        Case("response bytes", o => o.MaxResponseBytes = 1, "MaxResponseBytes is 1"),
        Case("user data 0", o => o.MaxUserDataLength = 0, "MaxUserDataLength is 0; it must be from 1 to 1,048,576"),
        Case("user data", o => o.MaxUserDataLength = 1_048_577, "MaxUserDataLength is 1048577"),
        Case("method", o => o.Method = (RequestMethod)7, "Method is 7; it must be Post or GetForReads"),
        Case("no connection", o => o.Connection = null!, "Connection is null"),
        Case("proxy of another scheme", o => o.Connection.Proxy = new Uri("ftp://ann:hunter-two@proxy.invalid"), "Connection.Proxy must be an absolute address with the scheme http, https, socks4, socks4a or socks5"),
        Case("proxy without a scheme", o => o.Connection.Proxy = new Uri("proxy.invalid:3128/hunter-two", UriKind.RelativeOrAbsolute), "Connection.Proxy must be an absolute address"),
        Case("proxy without a host", o => o.Connection.Proxy = new Uri("/hunter-two", UriKind.Relative), "Connection.Proxy must be an absolute address"),
        Case("user in the proxy", o => o.Connection.Proxy = new Uri("http://ann:hunter-two@proxy.invalid:3128"), "Connection.Proxy must be an address without a user; set Connection.ProxyUserName and Connection.ProxyPassword"),
        Case("proxy and none", o => (o.Connection.Proxy, o.Connection.UseProxy) = (new Uri("http://proxy.invalid:3128"), false), "Connection.Proxy is set, but Connection.UseProxy is false"),
        Case("user without a proxy", o => o.Connection.ProxyUserName = "ann", "Connection.Proxy is missing"),
        Case("password without a user", o => (o.Connection.Proxy, o.Connection.ProxyPassword) = (new Uri("http://proxy.invalid:3128"), "hunter-two"), "Connection.ProxyUserName is missing"),
        Case("missing file", o => o.Connection.TrustedCertificatesFile = "/nowhere/ca.pem", "Connection.TrustedCertificatesFile is '/nowhere/ca.pem', which cannot be read: the file does not exist"),
        Case("folder as a file", o => o.Connection.TrustedCertificatesFile = Path.GetTempPath(), $"Connection.TrustedCertificatesFile is '{Path.GetTempPath()}', which cannot be read: it is a directory"),
        Case("file that is none of certificates", o => o.Connection.TrustedCertificatesFile = typeof(OptionsTests).Assembly.Location, $"Connection.TrustedCertificatesFile ({typeof(OptionsTests).Assembly.Location}) has no certificate in PEM form"),
        Case("text that is no certificate", o => o.Connection.TrustedCertificatesPem = "hunter-two", "Connection.TrustedCertificatesPem has no certificate in PEM form"),
        Case("another PEM", o => o.Connection.TrustedCertificatesPem = "-----BEGIN PUBLIC KEY-----\nhuntertwo\n-----END PUBLIC KEY-----", "Connection.TrustedCertificatesPem has no certificate in PEM form"),
        Case("broken PEM", o => o.Connection.TrustedCertificatesPem = "-----BEGIN CERTIFICATE-----\nhuntertwo123\n-----END CERTIFICATE-----", "Connection.TrustedCertificatesPem has a certificate that cannot be read"),
        Case("no polling", o => o.Polling = null!, "Polling is null"),
        Case("cost 0", o => o.Polling.RequestCost = TimeSpan.Zero, "Polling.RequestCost is 00:00:00; it must be from 1 ms to 1 h"),
        Case("cost of hours", o => o.Polling.RequestCost = TimeSpan.FromHours(2), "Polling.RequestCost is 02:00:00"),
        Case("interval 0", o => o.Polling.InitialDelay = TimeSpan.Zero, "Polling.InitialDelay is 00:00:00; it must be from 10 ms to 24 h"),
        Case("negative interval", o => o.Polling.InitialDelay = TimeSpan.FromSeconds(-1), "Polling.InitialDelay is -00:00:01"),
        Case("max delay", o => o.Polling.MaxDelay = TimeSpan.Zero, "Polling.MaxDelay is 00:00:00"),
        Case("factor NaN", o => o.Polling.BackoffFactor = double.NaN, "Polling.BackoffFactor is NaN; it must be a number from 1 to 100"),
        Case("factor", o => o.Polling.BackoffFactor = 0.5, "Polling.BackoffFactor is 0.5"),
        Case("deadline 0", o => o.Polling.Timeout = TimeSpan.Zero, "Polling.Timeout is 00:00:00; it must be from 10 ms to 24 days, or Timeout.InfiniteTimeSpan for no deadline"),
        Case("tolerance", o => o.Polling.FailureTolerance = TimeSpan.FromSeconds(-1), "Polling.FailureTolerance is -00:00:01"),
    ];

    [TestCaseSource(nameof(Bad))]
    public void Bad_options_are_refused_by_name_when_the_client_is_constructed(Action<CloudStackClientOptions> spoil, string message)
    {
        CloudStackClientOptions options = Good();
        spoil(options);

        ArgumentException e = Assert.Catch<ArgumentException>(() => new CloudStackClient(options))!;

        Assert.That(e.Message, Does.Contain(message));
        Assert.That(e.ToString(), Does.Not.Contain("hunter"));
    }

    [Test]
    public void Good_options_are_copied()
    {
        CloudStackClientOptions options = Good();
        using CloudStackClient client = new(options);
        options.Polling.Timeout = TimeSpan.FromMinutes(1);
        options.Endpoint = new Uri("http://elsewhere.invalid/client/api");

        Assert.Multiple(() =>
        {
            Assert.That(client.Polling.Timeout, Is.EqualTo(TimeSpan.FromHours(1)));
            Assert.That(client.Endpoint.Host, Is.EqualTo("cloud.example.org"));
        });
        PollingOptions shown = client.Polling;
        shown.Timeout = TimeSpan.FromMinutes(1);
        Assert.That(client.Polling.Timeout, Is.EqualTo(TimeSpan.FromHours(1)), "what is returned is a copy, too");
    }

    [Test]
    public void Delays_are_left_to_the_rule_unless_they_are_given()
    {
        PollingOptions options = new();

        Assert.That((options.InitialDelay, options.BackoffFactor, options.MaxDelay), Is.EqualTo(((TimeSpan?)null, (double?)null, (TimeSpan?)null)));
        Assert.That(options.RequestCost, Is.EqualTo(TimeSpan.FromSeconds(0.1)));
    }

    [Test]
    public void No_deadline_is_an_explicit_value()
    {
        CloudStackClientOptions options = Good();
        options.Polling.Timeout = Timeout.InfiniteTimeSpan;

        Assert.That(() => new CloudStackClient(options).Dispose(), Throws.Nothing);
    }

    [Test]
    public void A_wait_refuses_bad_options_of_its_own_before_it_begins()
    {
        using CloudStackClient client = new(Good());
        JobHandle<SuccessResult> job = client.Jobs.Resume<SuccessResult>("6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44");
        PollingOptions bad = new() { MaxDelay = TimeSpan.Zero };

        Assert.Multiple(() =>
        {
            Assert.That(() => { job.WaitForCompletionAsync(new JobWaitOptions { Polling = bad }); }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("JobWaitOptions.Polling.MaxDelay"));
            Assert.That(() => { job.WaitForResultAsync(new JobWaitOptions { Polling = bad }); }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => { job.WatchAsync(new JobWaitOptions { Polling = bad }); }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => { job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.Zero }); }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("JobWaitOptions.Timeout"));
            Assert.That(() => { Task.FromResult(job).WaitForResultAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(-5) }); }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void Texts_of_options_credentials_and_client_hold_no_secret()
    {
        CloudStackClientOptions options = Good();
        using CloudStackClient client = new(options);
        string[] texts =
        [
            options.ToString(),
            client.ToString(),
            new ApiKeyCredentials("the-api-key", "the-secret-key").ToString(),
            new SessionCredentials("ann", "the-password", "/customers").ToString(),
        ];

        Assert.That(texts, Has.None.Contains("the-api-key").And.None.Contains("the-secret-key").And.None.Contains("the-password"));
        Assert.That(texts[3], Is.EqualTo("user ann of /customers"));
    }

    [TestCase("https://ann:hunter2@cloud.example.org:8443/client/api?apikey=hunter2#hunter2", "https://cloud.example.org:8443/client/api")]
    [TestCase("cloud.example.org/client/api", "(no endpoint)")]
    [TestCase(null, "(no endpoint)")]
    public void The_text_of_options_that_are_wrong_holds_no_secret_either(string? endpoint, string text) =>
        Assert.That(new CloudStackClientOptions { Endpoint = endpoint is null ? null : new Uri(endpoint, UriKind.RelativeOrAbsolute) }.ToString(), Is.EqualTo(text));

    [TestCase("", "secret")]
    [TestCase("key", " ")]
    public void Half_a_key_pair_is_refused(string apiKey, string secretKey) =>
        Assert.That(() => new ApiKeyCredentials(apiKey, secretKey), Throws.InstanceOf<ArgumentException>());

    private static TestCaseData Case(string name, Action<CloudStackClientOptions> spoil, string message) =>
        new TestCaseData(spoil, message).SetArgDisplayNames(name);

    private static CloudStackClientOptions Good() => new()
    {
        Endpoint = new Uri("https://cloud.example.org/client/api"),
        ApiKey = "the-api-key",
        SecretKey = "the-secret-key",
    };
}
