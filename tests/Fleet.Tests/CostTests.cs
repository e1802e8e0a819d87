using Fleet.Fleets;
using Fleet.Tests.Support;

namespace Fleet.Tests;

/// <summary>The cost of several silos: each has its own poller.</summary>
internal sealed class CostTests
{
    [TestCase(1)]
    [TestCase(3)]
    [CancelAfter(180_000)]
    public async Task The_same_number_of_machines_by(int silos, CancellationToken cancellationToken)
    {
        await using TestFleet test = await TestFleet.StartAsync(machines: 120, silos, cancellationToken);
        FleetProgress end = await test.RunAsync(cancellationToken);
        await test.AssertEachMachineOnceAsync(end);
        TestContext.Out.WriteLine(string.Join(", ", test.Cloud.Engine.Requests.GroupBy(request => request.Command).Select(group => $"{group.Key} {group.Count()}")));
    }
}
