using CloudStack.Client.CodeGen.Server;
using CloudStack.Client.CodeGen.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.CodeGen.Tests.Server;

/// <summary>Where the endpoint and the keys come from, and that keys never appear in the output.</summary>
internal sealed class ServerAddressTests
{
    private const string Secret = "s3cr3t-of-the-test";

    private TempFolder _home = null!;

    [SetUp]
    public void SetUp()
    {
        _home = new TempFolder();
        Directory.CreateDirectory(_home.File(".cmk"));
    }

    [TearDown]
    public void TearDown() => _home.Dispose();

    [Test]
    public async Task A_profile_of_CloudMonkey_leads_to_its_server()
    {
        SimulatorEngine engine = new(new SimulatorOptions { ApiKey = "key", SecretKey = Secret });
        Write($"""
            prompt   = 🐱
            profile  = other

            [other]
            url = http://other.invalid/client/api
            apikey = no

            ; the one that is meant
            [lab]
            URL       = http://simulator.invalid:8080/client/api
            apikey    = "key"
            secretkey = {Secret}
            timeout   = 1800
            """);

        ToolRun run = await RunAsync(new SimulatorHandler(engine), "fetch", "--profile", "lab", "--out", _home.File("catalog.json"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.StartWith("973 commands, 0 of them new."));
    }

    [TestCase("[lab]\napikey=a\nsecretkey=b\n", "lab", "has no url; set it, or use --endpoint.")]
    [TestCase("[lab]\nurl=http://a.invalid\napikey=\nsecretkey=b\n", "lab", "has no apikey")]
    [TestCase("[lab]\nurl=http://a.invalid\napikey=a\n", "lab", "has no secretkey")]
    [TestCase("[lab]\n[office]\n", "home", "has no profile 'home'; it has lab, office.")]
    [TestCase("apikey=a\n", "home", "has no profiles.")]
    [TestCase("[lab]\nurl=nonsense\napikey=a\nsecretkey=b\n", "lab", "The endpoint is not a valid URL")]
    [TestCase("[lab]\nurl=http://u:" + Secret + "@a.invalid\napikey=a\nsecretkey=b\n", "lab", "must consist of scheme, host, port and path only")]
    public async Task A_profile_that_lacks_something_is_said_in_words(string config, string profile, string message)
    {
        Write(config);

        ToolRun run = await RunAsync(new SimulatorHandler(new SimulatorEngine()), "verify", "--profile", profile);

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain(message).And.Not.Contain(Secret));
    }

    [Test]
    public async Task Without_a_file_of_profiles_the_message_names_it()
    {
        ToolRun run = await RunAsync(new SimulatorHandler(new SimulatorEngine()), "verify", "--profile", "lab");

        Assert.That(run.Error, Does.Contain(Path.Combine(".cmk", "config")));
    }

    [TestCase(null, "key", "secret", "use --endpoint, --profile or the environment variable CLOUDSTACK_ENDPOINT")]
    [TestCase("http://a.invalid", null, "secret", "set the environment variables CLOUDSTACK_API_KEY and CLOUDSTACK_SECRET_KEY")]
    [TestCase("http://a.invalid", "key", " ", "set the environment variables CLOUDSTACK_API_KEY and CLOUDSTACK_SECRET_KEY")]
    public void A_variable_that_is_not_set_is_named(string? endpoint, string? key, string? secret, string message) => Assert.That(
        () => ServerAddress.FromEnvironment(null, name => name switch { "CLOUDSTACK_ENDPOINT" => endpoint, "CLOUDSTACK_API_KEY" => key, "CLOUDSTACK_SECRET_KEY" => secret, _ => null }),
        Throws.TypeOf<ToolException>().With.Message.Contain(message));

    [TestCase("a", "b", "c", "d", "a", "b")]
    [TestCase(null, " ", "c", "d", "c", "d")]
    [TestCase("a", null, "c", "d", null, null)]
    [TestCase(null, "b", "c", "d", null, null)]
    public void Keys_come_from_one_set_of_names(string? apiKey, string? secretKey, string? key, string? secret, string? expectedKey, string? expectedSecret)
    {
        Func<string, string?> environment = name => name switch
        {
            "CLOUDSTACK_API_KEY" => apiKey,
            "CLOUDSTACK_SECRET_KEY" => secretKey,
            "CLOUDSTACK_KEY" => key,
            "CLOUDSTACK_SECRET" => secret,
            _ => null,
        };
        if (expectedKey is null)
        {
            Assert.That(() => ServerAddress.FromEnvironment("https://cloud.invalid", environment), Throws.TypeOf<ToolException>());
            return;
        }

        ServerAddress address = ServerAddress.FromEnvironment("https://cloud.invalid", environment);

        Assert.That((address.ApiKey, address.SecretKey), Is.EqualTo((expectedKey, expectedSecret)));
    }

    [TestCase("https://cloud.invalid", "https://cloud.invalid/client/api")]
    [TestCase("https://cloud.invalid/", "https://cloud.invalid/client/api")]
    [TestCase("https://cloud.invalid/own/path", "https://cloud.invalid/own/path")]
    public void An_endpoint_without_a_path_gets_the_usual_one(string given, string used)
    {
        ServerAddress address = ServerAddress.FromEnvironment(given, _ => Secret);

        Assert.That(address.Endpoint, Is.EqualTo(new Uri(used)));
        Assert.That(address.ToString(), Is.EqualTo(used));
    }

    [Test]
    public async Task Keys_that_the_server_refuses_are_not_shown()
    {
        Write($"[lab]\nurl=http://simulator.invalid:8080/client/api\napikey=wrong-key\nsecretkey={Secret}\n");

        ToolRun run = await RunAsync(new SimulatorHandler(new SimulatorEngine()), "verify", "--profile", "lab");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("refuses the keys").And.Not.Contain("wrong-key").And.Not.Contain(Secret));
    }

    [Test]
    public async Task A_server_that_does_not_answer_ends_the_tool_after_a_few_attempts()
    {
        ManualTimeProvider clock = new();
        SimulatorEngine engine = new(null, clock);
        engine.Faults.Add(Fault.RefuseConnection);

        ToolRun run = await clock.RunUntilAsync(() => ToolRun.AgainstAsync(engine, "verify"));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("http://simulator.invalid:8080/client/api does not respond: "));
        Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(15)));
    }

    [Test]
    public async Task An_address_that_is_not_that_of_the_API_is_said_in_words()
    {
        SimulatorEngine engine = new();
        engine.Faults.Add(Fault.NotFoundPage);

        ToolRun run = await ToolRun.AgainstAsync(engine, "fetch", "--out", _home.File("catalog.json"));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("responds to listApis with HTTP 404").And.Contain("Is it the URL of the API?"));
        Assert.That(File.Exists(_home.File("catalog.json")), Is.False);
    }

    [Test]
    public async Task A_file_takes_the_place_of_a_server()
    {
        ToolRun run = await ToolRun.OfAsync("fetch", "--file", "apis.json", "--endpoint", "http://a.invalid", "--out", _home.File("catalog.json"));

        Assert.That(run.Error, Does.Contain("--file replaces a server"));
    }

    private void Write(string config) => File.WriteAllText(_home.File(".cmk/config"), config);

    private Task<ToolRun> RunAsync(SimulatorHandler handler, params string[] args) => ToolRun.OfAsync(handler, TimeProvider.System, static _ => null, _home.Path, args);
}
