using CloudStack.Client;
using CloudStack.Simulator;
using Fleet.RateLimits;

namespace Fleet.Tests;

/// <summary>How a silo determines the server's request limit. In virtual time.</summary>
internal sealed class ServerLimitTests
{
    [TestCase(60, false, 27.0, TestName = "A call that is signed with a key counts twice")]
    [TestCase(60, true, null, TestName = "The calls of a root admin do not count")]
    [TestCase(null, false, null, TestName = "A server without a limit has none")]
    public async Task Read(int? limit, bool isRoot, double? expected)
    {
        ManualTimeProvider clock = new();
        SimulatorEngine engine = new(new SimulatorOptions { ThrottleLimit = limit }, clock);
        SimulatorUser user = isRoot ? engine.Admin : engine.AddUser("ann");
        using SimulatorHandler handler = new(engine);
        await using CloudStackClient client = new(
            new() { Endpoint = SimulatorHandler.Endpoint, ApiKey = user.ApiKey, SecretKey = user.SecretKey }, handler, timeProvider: clock);

        Assert.That(await clock.RunUntilAsync(() => ServerLimit.ReadAsync(client, CancellationToken.None)), Is.EqualTo(expected));
    }
}
