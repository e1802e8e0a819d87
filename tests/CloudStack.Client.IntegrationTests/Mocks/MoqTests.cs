using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using Moq;

namespace CloudStack.Client.IntegrationTests.Mocks;

/// <summary>The same with Moq.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MoqTests
{
    private readonly Mock<IVirtualMachinesApi> _machines = new();
    private readonly Mock<IZonesApi> _zones = new();

    [Test]
    public async Task What_was_set_up_is_given()
    {
        _machines.Setup(machines => machines.RebootVirtualMachineAsync(It.IsAny<RebootVirtualMachineRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Success(new VirtualMachine { Name = "web-1", State = "Running" })));
        _zones.Setup(zones => zones.ListZones(It.IsAny<ListZonesRequest>())).Returns(PagedQuery<Zone>.FromItems([new Zone { Name = "east" }]));
        Inventory inventory = new(_machines.Object, _zones.Object);

        Assert.That(await inventory.RestartAsync("m1", CancellationToken.None), Is.EqualTo("web-1 is Running"));
        Assert.That(await inventory.ZoneNamesAsync(CancellationToken.None), Is.EqualTo(new[] { "east" }));
    }

    [Test]
    public async Task What_was_not_set_up_is_null()
    {
        Assert.That(await _machines.Object.RebootVirtualMachineAsync(new() { Id = "m1" }), Is.Null);
        Assert.That(_zones.Object.ListZones(), Is.Null);
    }
}
