namespace CloudStack.Client.Tests.Profiles;

public class PythonClientProfileTests
{
    private const string Ini = """
        [DEFAULT]
        timeout = 30

        [cloudstack]
        endpoint = https://cloud.example.org/client/api
        key = the-api-key
        secret = the%%secret
        verify = /etc/ssl/own.pem

        [region-two]
        endpoint = https://two.example.org/client/api
        key = key-two
        secret = secret-two
        timeout = 12.5
        method = GET
        expiration = 120
        retry = 5
        """;

    [Test]
    public void The_section_cloudstack_is_taken_with_what_it_says()
    {
        using ProfileFiles files = new();
        files.Set("CLOUDSTACK_REGION", null);

        CloudStackClientOptions options = CloudStackProfile.FromCloudStackIni(files.Write(Ini));

        Assert.Multiple(() =>
        {
            Assert.That(options.Endpoint, Is.EqualTo(new Uri("https://cloud.example.org/client/api")));
            Assert.That(options.ApiKey, Is.EqualTo("the-api-key"));
            Assert.That(options.SecretKey, Is.EqualTo("the%secret"), "Python writes a percent sign twice");
            Assert.That(options.ReadTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)), "sections inherit from [DEFAULT]");
            Assert.That(options.Method, Is.EqualTo(RequestMethod.Post));
            Assert.That(options.MaxRetries, Is.EqualTo(3));
            Assert.That(options.Connection.TrustedCertificatesFile, Is.EqualTo("/etc/ssl/own.pem"));
            Assert.That(() => new CloudStackClient(options), Throws.ArgumentException.With.Message.Contains("/etc/ssl/own.pem"), "the client reads the file, and this one doesn't exist");
        });
    }

    [Test]
    public void A_section_is_picked_by_name_or_by_the_variable([Values] bool byVariable)
    {
        using ProfileFiles files = new();
        files.Set("CLOUDSTACK_REGION", byVariable ? "region-two" : "nowhere");
        string path = files.Write(Ini);

        CloudStackClientOptions options = CloudStackProfile.FromCloudStackIni(path, byVariable ? null : "region-two");

        Assert.Multiple(() =>
        {
            Assert.That(options.ApiKey, Is.EqualTo("key-two"));
            Assert.That(options.ReadTimeout, Is.EqualTo(TimeSpan.FromSeconds(12.5)));
            Assert.That(options.Method, Is.EqualTo(RequestMethod.GetForReads));
            Assert.That(options.SignatureLifetime, Is.EqualTo(TimeSpan.FromMinutes(2)));
            Assert.That(options.MaxRetries, Is.EqualTo(5));
        });
    }

    [Test]
    public void The_file_that_a_variable_names_is_found()
    {
        using ProfileFiles files = new();
        files.Set("CLOUDSTACK_REGION", null);
        files.Set("CLOUDSTACK_CONFIG", files.Write(Ini, "elsewhere.ini"));

        Assert.That(CloudStackProfile.FromCloudStackIni().ApiKey, Is.EqualTo("the-api-key"));
    }

    [TestCase("[other]\nendpoint=http://c.invalid", "has no section [cloudstack]; it has [other]")]
    [TestCase("[cloudstack]\nkey=marked\nsecret=marked", "key 'endpoint' in section [cloudstack] is missing or empty")]
    [TestCase("[cloudstack]\nendpoint=c.invalid/client/api\nkey=marked\nsecret=marked", "key 'endpoint' in section [cloudstack] must be an absolute http or https address")]
    [TestCase("[cloudstack]\nendpoint=http://c.invalid\nkey=marked", "key 'secret' in section [cloudstack] is missing or empty")]
    [TestCase("[cloudstack]\nendpoint=http://c.invalid\nkey=marked\nsecret=%(marked)s", "key 'secret' in section [cloudstack] must be a literal value")]
    [TestCase("[cloudstack]\nendpoint=http://c.invalid\nkey=k\nsecret=s\ntimeout=marked", "key 'timeout' in section [cloudstack] must be a number")]
    [TestCase("[cloudstack]\nendpoint=http://c.invalid\nkey=k\nsecret=s\nmethod=marked", "key 'method' in section [cloudstack] must be get or post")]
    [TestCase("[cloudstack]\nendpoint=http://c.invalid\nkey=k\nsecret=s\ndangerous_no_tls_verify=marked", "key 'dangerous_no_tls_verify' in section [cloudstack] must be true or false")]
    [TestCase("[cloudstack]\nendpoint=http://c.invalid\nkey=k\nsecret=s\nverify=False", "key 'verify' in section [cloudstack] must be the path of a file")]
    [TestCase("[cloudstack]\nendpoint: marked", "is not a valid ini file")]
    public void What_is_wrong_is_said_with_file_section_and_key_and_without_a_value(string text, string message)
    {
        using ProfileFiles files = new();
        files.Set("CLOUDSTACK_REGION", null);
        string path = files.Write(text);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => CloudStackProfile.FromCloudStackIni(path))!;

        Assert.That(error.Message, Does.StartWith(path).And.Contain(message));
        Assert.That(error.ToString(), Does.Not.Contain("marked"));
    }

    [TestCase("verify = ca.pem", "ca.pem", false)]
    [TestCase("verify = ca.pem\ndangerous_no_tls_verify = true", "ca.pem", false, TestName = "{m}(verify goes before)")]
    [TestCase("dangerous_no_tls_verify = True", null, true)]
    [TestCase("dangerous_no_tls_verify = on", null, true)]
    [TestCase("dangerous_no_tls_verify = 0", null, false)]
    [TestCase("", null, false)]
    public void What_is_trusted_is_taken_from_the_file_and_from_variables(string lines, string? file, bool any)
    {
        using ProfileFiles files = new();
        files.Set("CLOUDSTACK_ENDPOINT", "https://c.invalid/client/api");
        files.Set("CLOUDSTACK_API_KEY", "k");
        files.Set("CLOUDSTACK_SECRET_KEY", "s");
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            files.Set($"CLOUDSTACK_{line.Split('=')[0].Trim().ToUpperInvariant()}", line.Split('=')[1]);
        }

        ConnectionOptions ini = CloudStackProfile.FromCloudStackIni(files.Write($"[cloudstack]\nendpoint=https://c.invalid/client/api\nkey=k\nsecret=s\n{lines}")).Connection;
        ConnectionOptions variables = CloudStackProfile.FromEnvironment().Connection;

        Assert.That((ini.TrustedCertificatesFile, ini.DangerousAcceptAnyServerCertificate), Is.EqualTo((file, any)));
        Assert.That((variables.TrustedCertificatesFile, variables.DangerousAcceptAnyServerCertificate), Is.EqualTo((file, any)));
    }

    /// <summary>Only the Python client's names used to be supported, while the samples used others.</summary>
    [TestCase("a", "b", null, null, "a", "b")]
    [TestCase(null, null, "c", "d", "c", "d")]
    [TestCase("a", "b", "c", "d", "a", "b")]
    [TestCase("a", " b ", "c", "", "a", "b")]
    [TestCase("", " ", "c", "d", "c", "d")]
    public void Keys_come_from_one_set_of_names(string? apiKey, string? secretKey, string? key, string? secret, string expectedKey, string expectedSecret)
    {
        using ProfileFiles files = new();
        SetKeys(files, apiKey, secretKey, key, secret);

        CloudStackClientOptions options = CloudStackProfile.FromEnvironment();

        Assert.That((options.ApiKey, options.SecretKey), Is.EqualTo((expectedKey, expectedSecret)));
    }

    [TestCase("marked", null, "marked", "marked", "CLOUDSTACK_SECRET_KEY")]
    [TestCase(null, "marked", "marked", "marked", "CLOUDSTACK_API_KEY")]
    [TestCase(null, null, "marked", null, "CLOUDSTACK_SECRET")]
    [TestCase(null, null, null, null, "CLOUDSTACK_API_KEY")]
    public void A_pair_is_never_put_together_from_two_sets(string? apiKey, string? secretKey, string? key, string? secret, string missing)
    {
        using ProfileFiles files = new();
        SetKeys(files, apiKey, secretKey, key, secret);

        Assert.That(CloudStackProfile.FromEnvironment, Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo($"The environment variable {missing} is missing or empty."));
    }

    [Test]
    public void Variables_alone_are_enough()
    {
        using ProfileFiles files = new();
        files.Set("CLOUDSTACK_ENDPOINT", "https://cloud.example.org/client/api");
        files.Set("CLOUDSTACK_API_KEY", "k");
        files.Set("CLOUDSTACK_SECRET_KEY", "s%%s");
        files.Set("CLOUDSTACK_TIMEOUT", "20");
        files.Set("CLOUDSTACK_EXPIRATION", "-1");

        CloudStackClientOptions options = CloudStackProfile.FromEnvironment();

        Assert.Multiple(() =>
        {
            Assert.That(options.Endpoint, Is.EqualTo(new Uri("https://cloud.example.org/client/api")));
            Assert.That(options.SecretKey, Is.EqualTo("s%%s"), "only files write a percent sign twice");
            Assert.That(options.ReadTimeout, Is.EqualTo(TimeSpan.FromSeconds(20)));
            Assert.That(options.SignatureLifetime, Is.EqualTo(TimeSpan.FromMinutes(10)), "signatures without expiry aren't created");
        });
    }

    [Test]
    public void A_missing_or_senseless_variable_is_named()
    {
        using ProfileFiles files = new();
        files.Set("CLOUDSTACK_ENDPOINT", "https://cloud.example.org/client/api");
        files.Set("CLOUDSTACK_API_KEY", null);
        files.Set("CLOUDSTACK_SECRET_KEY", "marked");
        Assert.That(CloudStackProfile.FromEnvironment, Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("The environment variable CLOUDSTACK_API_KEY is missing or empty."));

        files.Set("CLOUDSTACK_API_KEY", "k");
        files.Set("CLOUDSTACK_METHOD", "marked");
        Assert.That(CloudStackProfile.FromEnvironment, Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("The environment variable CLOUDSTACK_METHOD must be get or post."));
    }

    private static void SetKeys(ProfileFiles files, string? apiKey, string? secretKey, string? key, string? secret)
    {
        files.Set("CLOUDSTACK_ENDPOINT", "https://c.invalid/client/api");
        files.Set("CLOUDSTACK_API_KEY", apiKey);
        files.Set("CLOUDSTACK_SECRET_KEY", secretKey);
        files.Set("CLOUDSTACK_KEY", key);
        files.Set("CLOUDSTACK_SECRET", secret);
    }
}
