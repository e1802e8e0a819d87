using System.Diagnostics;
using CloudStack.Simulator;
using Fleet.Hosting;
using Fleet.Tests.Support;

namespace Fleet.Tests;

/// <summary>The program itself without a prerequisite: one line says what is missing, and the exit code is 1.</summary>
internal sealed class StartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Test]
    public async Task No_Redis_at_the_address_that_was_given()
    {
        string address = $"127.0.0.1:{Ports.Free(1)[0]}";
        await AssertLineAsync($"No Redis: nothing usable responds at {address}.", ("FLEET_REDIS", address));
    }

    [Test]
    public Task No_Redis_on_the_path() => AssertLineAsync("No Redis: FLEET_REDIS is not set, and redis-server is not on the path", ("PATH", TestContext.CurrentContext.TestDirectory));

    [Test]
    public Task No_server()
    {
        TestFleet.RequireRedis();
        string endpoint = $"http://127.0.0.1:{Ports.Free(1)[0]}/client/api";
        return AssertLineAsync($"No server: {endpoint} does not respond", ("CLOUDSTACK_ENDPOINT", endpoint), ("CLOUDSTACK_API_KEY", "key"), ("CLOUDSTACK_SECRET_KEY", "secret"));
    }

    [Test]
    public Task Only_a_part_of_a_server() =>
        AssertLineAsync("No server: set CLOUDSTACK_ENDPOINT (an address), CLOUDSTACK_API_KEY and CLOUDSTACK_SECRET_KEY", ("CLOUDSTACK_API_KEY", "key"));

    [Test]
    public async Task Wrong_keys()
    {
        TestFleet.RequireRedis();
        await using SimulatorServer server = await SimulatorServer.StartAsync();
        string secret = "a-secret-that-is-wrong";
        string line = await AssertLineAsync(
            $"Wrong keys: {server.Endpoint} refuses them (401).",
            ("CLOUDSTACK_ENDPOINT", server.Endpoint.AbsoluteUri), ("CLOUDSTACK_API_KEY", server.Engine.Admin.ApiKey), ("CLOUDSTACK_SECRET_KEY", secret));
        Assert.That(line, Does.Not.Contain(secret));
    }

    [TestCase("--help")]
    [TestCase("--machines", "many")]
    [TestCase("--machines", "0")]
    [TestCase("--mashines", "3")]
    public async Task Wrong_use(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(FleetProgram).Assembly.Location, .. arguments]) { RedirectStandardError = true })!;
        Assert.That(await process.StandardError.ReadToEndAsync().WaitAsync(Patience), Does.Contain("Usage: Fleet"));
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.That(process.ExitCode, Is.EqualTo(2));
    }

    private static async Task<string> AssertLineAsync(string beginning, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, [typeof(FleetProgram).Assembly.Location]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        try
        {
            string[] texts = await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync()).WaitAsync(Patience);
            await process.WaitForExitAsync().WaitAsync(Patience);
            Assert.Multiple(() =>
            {
                Assert.That(texts[0].TrimEnd().Split('\n'), Has.Length.EqualTo(1), "one line");
                Assert.That(texts[0], Does.StartWith(beginning));
                Assert.That(texts[1], Is.Empty);
                Assert.That(process.ExitCode, Is.EqualTo(1));
            });
            return texts[0];
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
