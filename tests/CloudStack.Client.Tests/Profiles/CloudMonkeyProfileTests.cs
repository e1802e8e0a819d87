namespace CloudStack.Client.Tests.Profiles;

public class CloudMonkeyProfileTests
{
    private const string Config = """
        prompt     = 🐱
        asyncblock = true
        timeout    = 1800
        output     = json
        verifycert = true
        profile    = second

        [first]
        url       = http://localhost:8080/client/api
        username  = admin
        password  = pass;word#1=
        domain    = /
        apikey    =
        secretkey =

        ; the one in use
        [second]
        url       = https://cloud.example.org/client/api
        username  = admin
        password  = password
        domain    = /
        apikey    = the-api-key
        secretkey = the-secret-key
        """;

    [Test]
    public void The_active_profile_is_taken_and_keys_go_before_a_password()
    {
        using ProfileFiles files = new();

        CloudStackClientOptions options = CloudStackProfile.FromCloudMonkey(files.Write(Config));

        Assert.Multiple(() =>
        {
            Assert.That(options.Endpoint, Is.EqualTo(new Uri("https://cloud.example.org/client/api")));
            Assert.That(options.ApiKey, Is.EqualTo("the-api-key"));
            Assert.That(options.SecretKey, Is.EqualTo("the-secret-key"));
            Assert.That(options.UserName ?? options.Password ?? options.Domain, Is.Null);
            Assert.That(() => new CloudStackClient(options).Dispose(), Throws.Nothing);
        });
    }

    [Test]
    public void A_profile_without_keys_logs_in()
    {
        using ProfileFiles files = new();

        CloudStackClientOptions options = CloudStackProfile.FromCloudMonkey(files.Write(Config), "first");

        Assert.Multiple(() =>
        {
            Assert.That(options.ApiKey ?? options.SecretKey, Is.Null);
            Assert.That(options.UserName, Is.EqualTo("admin"));
            Assert.That(options.Password, Is.EqualTo("pass;word#1="), "no part of a password is a comment");
            Assert.That(options.Domain, Is.EqualTo("/"));
            Assert.That(() => new CloudStackClient(options).Dispose(), Throws.Nothing);
        });
    }

    [Test]
    public void An_older_file_names_its_profile_in_a_core_section()
    {
        using ProfileFiles files = new();
        string path = files.Write("[core]\nprofile = old\n[old]\nurl = http://c.invalid/client/api\napikey = k\nsecretkey = s\n");

        Assert.That(CloudStackProfile.FromCloudMonkey(path).ApiKey, Is.EqualTo("k"));
    }

    [TestCase("profile = a\nverifycert = false\n[a]\n", true)]
    [TestCase("[core]\nprofile = a\nverifycert = false\n[a]\n", true)]
    [TestCase("profile = a\nverifycert = true\n[a]\nverifycert = false\n", true)]
    [TestCase("profile = a\nverifycert = false\n[a]\nverifycert = true\n", false)]
    [TestCase("profile = a\nverifycert = true\n[a]\n", false)]
    [TestCase("profile = a\n[a]\n", false)]
    public void Whether_certificates_count_is_said_for_all_profiles_or_for_one(string text, bool any)
    {
        using ProfileFiles files = new();

        ConnectionOptions connection = CloudStackProfile.FromCloudMonkey(files.Write($"{text}url = https://c.invalid/client/api\napikey = k\nsecretkey = s\n")).Connection;

        Assert.That(connection.DangerousAcceptAnyServerCertificate, Is.EqualTo(any));
    }

    [TestCase("profile = a\nverifycert = marked\n[a]\nurl=http://c.invalid\napikey=k\nsecretkey=s", "key 'verifycert' in section [a] must be true or false")]
    [TestCase("profile = nowhere\n[a]\nurl=http://c.invalid\n[b]\nurl=http://c.invalid", "no section [nowhere]; it has [a], [b]")]
    [TestCase("[a]\nurl=http://c.invalid", "does not say which profile is active")]
    [TestCase("profile = a\n[a]\napikey=marked\nsecretkey=marked", "key 'url' in section [a] is missing or empty")]
    [TestCase("profile = a\n[a]\nurl=marked\napikey=marked\nsecretkey=marked", "key 'url' in section [a] must be an absolute http or https address")]
    [TestCase("profile = a\n[a]\nurl=http://c.invalid\napikey=marked", "key 'secretkey' in section [a] is missing or empty")]
    [TestCase("profile = a\n[a]\nurl=http://c.invalid\nsecretkey=marked", "key 'apikey' in section [a] is missing or empty")]
    [TestCase("profile = a\n[a]\nurl=http://c.invalid", "neither apikey and secretkey nor username and password in section [a]")]
    [TestCase("profile = a\n[a]\nurl=http://c.invalid\nusername=marked", "key 'password' in section [a] is missing or empty")]
    [TestCase("profile = a\n[a]\nurl=http://c.invalid\nsecretkey marked", "is not a valid ini file")]
    [TestCase("profile = a\n[a]\nurl=http://c.invalid\nsecretkey=marked\nSecretKey=marked", "is not a valid ini file")]
    public void What_is_wrong_is_said_with_file_section_and_key_and_without_a_value(string text, string message)
    {
        using ProfileFiles files = new();
        string path = files.Write(text);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => CloudStackProfile.FromCloudMonkey(path))!;

        Assert.That(error.Message, Does.StartWith(path).And.Contain(message));
        Assert.That(error.ToString(), Does.Not.Contain("marked"));
    }

    [Test]
    public void A_file_that_is_not_there_is_named()
    {
        using ProfileFiles files = new();

        Assert.That(() => CloudStackProfile.FromCloudMonkey(files.Path("nothing")), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains(files.Path("nothing")));
    }
}
