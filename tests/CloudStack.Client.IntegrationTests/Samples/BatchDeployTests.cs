using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Samples;

/// <summary>
/// Settings that the sample can't use: incomplete ones used to select the simulated cloud, and others ended in a stack trace. Now one
/// line says what is wrong.
/// </summary>
internal sealed class BatchDeployTests
{
    private const string Sample = "BatchDeploy";

    private static readonly TestCaseData[] WrongSettings =
    [
        Settings("CLOUDSTACK_ENDPOINT", ("CLOUDSTACK_API_KEY", "sample-key"), ("CLOUDSTACK_SECRET_KEY", "sample-secret")),
        Settings("CLOUDSTACK_ENDPOINT", ("CLOUDSTACK_KEY", "sample-key"), ("CLOUDSTACK_SECRET", "sample-secret")),
        Settings("CLOUDSTACK_ENDPOINT", ("CLOUDSTACK_ENDPOINT", "not an address"), ("CLOUDSTACK_API_KEY", "sample-key"), ("CLOUDSTACK_SECRET_KEY", "sample-secret")),
        Settings("CLOUDSTACK_API_KEY", ("CLOUDSTACK_ENDPOINT", "http://cloud.invalid/client/api")),
        Settings("CLOUDSTACK_SECRET_KEY", ("CLOUDSTACK_ENDPOINT", "http://cloud.invalid/client/api"), ("CLOUDSTACK_API_KEY", "sample-key")),
    ];

    [TestCaseSource(nameof(WrongSettings))]
    public Task Incomplete_settings_end_with_a_reason_and_exit_code_2(string reason, (string Name, string Value)[] environment) =>
        AssertLineAsync(reason, 2, environment);

    [Test]
    public async Task A_cloud_that_refuses_the_key_ends_with_exit_code_1()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        await AssertLineAsync("401", 1, [.. SampleRun.AccountOf(cloud)[..2], ("CLOUDSTACK_SECRET_KEY", "sample-secret")]);
    }

    [Test]
    public async Task An_account_without_a_zone_ends_with_a_reason_and_exit_code_2()
    {
        await using SimulatorServer cloud = await SimulatorServer.StartAsync(new SimulatorOptions { SeedData = false });
        SimulatorUser user = cloud.Engine.Admin;
        await AssertLineAsync("The account has no zone", 2, ("CLOUDSTACK_ENDPOINT", cloud.Endpoint.AbsoluteUri), ("CLOUDSTACK_API_KEY", user.ApiKey), ("CLOUDSTACK_SECRET_KEY", user.SecretKey));
    }

    private static async Task AssertLineAsync(string reason, int exitCode, params (string Name, string Value)[] environment)
    {
        (int code, string output, string errors) = await SampleRun.ToEndAsync(Sample, [], environment);

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(exitCode), output + errors);
            Assert.That(errors, Does.Contain(reason));
            Assert.That(errors.Trim(), Does.Not.Contain('\n'), "one line");
            Assert.That(output + errors, Does.Not.Contain("sample-key").And.Not.Contain("sample-secret"));
        });
    }

    private static TestCaseData Settings(string reason, params (string Name, string Value)[] environment) =>
        new TestCaseData(reason, environment).SetArgDisplayNames(string.Join(", ", environment.Select(variable => $"{variable.Name}={variable.Value}")));
}
