using Fleet.Fleets;
using Fleet.Tests.Support;

namespace Fleet.Tests;

/// <summary>Redis is killed during a run and comes back with what is on its disk.</summary>
internal sealed class KilledRedisTests
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(4);

    [Test]
    [CancelAfter(180_000)]
    public async Task The_fleet_goes_on_by_itself_when_Redis_was_killed_and_is_back(CancellationToken cancellationToken)
    {
        await using TestFleet test = await TestFleet.StartAsync(machines: 120, silos: 3, cancellationToken);
        FleetProgress end = await test.RunAsync(cancellationToken, (50, async () =>
        {
            await test.Redis.KillAsync();
            await Task.Delay(Away, cancellationToken);
            await test.Redis.StartAsync();
        }));
        Assert.That(test.Fleet.Silos.Select(silo => silo.HasExited), Is.All.False, "no silo gave up");
        await test.AssertEachMachineOnceAsync(end);
    }
}
