namespace CloudStack.Simulator.Tests;

public sealed class SimulatorOptionsTests
{
    public static IEnumerable<TestCaseData> BadOptions()
    {
        yield return new TestCaseData(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(-1) }, "JobDuration");
        yield return new TestCaseData(new SimulatorOptions { JobDurations = { ["x"] = TimeSpan.FromSeconds(-1) } }, "JobDurations[x]");
        yield return new TestCaseData(new SimulatorOptions { JobExpiry = TimeSpan.Zero }, "JobExpiry");
        yield return new TestCaseData(new SimulatorOptions { MaxPageSize = 0 }, "MaxPageSize");
        yield return new TestCaseData(new SimulatorOptions { ThrottleLimit = 0 }, "ThrottleLimit");
        yield return new TestCaseData(new SimulatorOptions { ThrottleInterval = TimeSpan.Zero }, "ThrottleInterval");
        yield return new TestCaseData(new SimulatorOptions { TimeZoneOffset = TimeSpan.FromHours(15) }, "TimeZoneOffset");
        yield return new TestCaseData(new SimulatorOptions { ApiKey = "only one" }, "SecretKey");
        yield return new TestCaseData(new SimulatorOptions { RequestLogLimit = -1 }, "RequestLogLimit");
    }

    [TestCaseSource(nameof(BadOptions))]
    public void A_bad_option_is_refused_by_name(SimulatorOptions options, string name) =>
        Assert.That(() => new SimulatorEngine(options), Throws.ArgumentException.With.Message.Contains("SimulatorOptions." + name));

    [Test]
    public async Task Two_engines_with_one_seed_are_alike()
    {
        using TestCaller one = TestCaller.InProcess(new SimulatorEngine()), two = TestCaller.InProcess(new SimulatorEngine());

        Assert.That((await one.DeployAsync()).Id, Is.EqualTo((await two.DeployAsync()).Id));
    }

    [Test]
    public async Task Given_keys_are_used_and_a_server_in_india_writes_its_own_time()
    {
        var engine = new SimulatorEngine(
            new SimulatorOptions { ApiKey = "key", SecretKey = "secret", TimeZoneOffset = TimeSpan.FromHours(5.5), PercentEncodeStrings = true },
            new ManualTimeProvider());
        Assert.That((engine.Admin.ApiKey, engine.Admin.SecretKey), Is.EqualTo(("key", "secret")));
        using TestCaller caller = TestCaller.InProcess(engine);

        string body = (await caller.CallAsync("listServiceOfferings")).Body;

        Assert.That(body, Does.Contain("\"created\":\"2030%2D01%2D01T05%3A30%3A00%2B0530\""));
        Assert.That(body, Does.Contain("\"name\":\"Small%20Instance\""));
    }
}
