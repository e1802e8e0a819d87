using CloudStack.Simulator;
using Fleet.Fleets;
using Fleet.Hosting;
using Fleet.Tests.Support;

namespace Fleet.Tests;

/// <summary>Silos that are killed while they work, and what the cloud's own records say afterwards.</summary>
internal sealed class KilledSiloTests
{
    private const int Machines = 300;

    [Test]
    [CancelAfter(240_000)]
    public Task Each_machine_is_made_once_although_silos_are_killed(CancellationToken cancellationToken) => RunAsync(null, cancellationToken);

    [Test]
    [CancelAfter(240_000)]
    public Task Each_machine_is_made_once_although_silos_are_killed_and_a_tenth_of_all_exchanges_breaks(CancellationToken cancellationToken) =>
        RunAsync(BreakATenth, cancellationToken);

    [Test]
    [CancelAfter(180_000)]
    public async Task Each_machine_is_made_once_although_all_silos_are_killed_and_the_fleet_is_started_again(CancellationToken cancellationToken)
    {
        await using TestFleet test = await TestFleet.StartAsync(machines: 60, silos: 2, cancellationToken);
        await test.KillAllAndStartAgainAsync(ready: 15, cancellationToken);
        await test.AssertEachMachineOnceAsync(await test.RunAsync(cancellationToken));
    }

    private static async Task RunAsync(Action<FaultPlan>? weather, CancellationToken cancellationToken)
    {
        await using TestFleet test = await TestFleet.StartAsync(Machines, silos: 3, cancellationToken, weather: weather);
        IReadOnlyList<SiloProcess> silos = test.Fleet.Silos;
        FleetProgress end = await test.RunAsync(
            cancellationToken,
            (100, () => silos[0].KillAsync()), // stays down
            (200, async () =>
            {
                await silos[1].KillAsync();
                await test.Fleet.StartSiloAsync(cancellationToken);
            }));
        Assert.That(silos.Select(silo => silo.HasExited), Is.EqualTo((bool[])[true, true, false, false]));
        if (weather is not null)
        {
            TestContext.Out.WriteLine($"Failed: {test.Cloud.Engine.Faults.Rules.Sum(rule => rule.Hits)} exchanges ({string.Join(", ", test.Cloud.Engine.Faults.Rules.Select(rule => $"{rule.Fault} {rule.Hits}"))})");
        }

        await test.AssertEachMachineOnceAsync(end);
    }

    private static void BreakATenth(FaultPlan faults)
    {
        foreach (Fault fault in (Fault[])
            [
                Fault.LoseAnswer, Fault.LoseAnswer, Fault.LoseAnswer, Fault.LoseRequest, Fault.LoseRequest, Fault.ResetConnection,
                Fault.ResetConnection.AfterExecuting(), Fault.BadGatewayPage, Fault.BadGatewayPage.AfterExecuting(), Fault.GatewayTimeoutPage.AfterExecuting(),
            ])
        {
            faults.Add(fault, probability: 0.01);
        }
    }
}
