using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using NSubstitute;

namespace CloudStack.Client.IntegrationTests.Mocks;

/// <summary>An application's tests with substitutes for the groups that it uses.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class NSubstituteTests
{
    private readonly IVirtualMachinesApi _machines = Substitute.For<IVirtualMachinesApi>();
    private readonly IZonesApi _zones = Substitute.For<IZonesApi>();

    private Inventory Inventory => new(_machines, _zones);

    [Test]
    public async Task A_job_that_has_succeeded_is_given_by_its_value()
    {
        _machines.RebootVirtualMachineAsync(Arg.Is<RebootVirtualMachineRequest>(request => request.Id == "m1"), Arg.Any<CancellationToken>())
            .Returns(JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Success(new VirtualMachine { Name = "web-1", State = "Running" })));

        Assert.That(await Inventory.RestartAsync("m1", CancellationToken.None), Is.EqualTo("web-1 is Running"));
    }

    [Test]
    public async Task A_job_that_has_failed_is_given_by_its_error()
    {
        _machines.RebootVirtualMachineAsync(Arg.Any<RebootVirtualMachineRequest>(), Arg.Any<CancellationToken>())
            .Returns(JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Failure(new JobError(533, "no host", ErrorKind.Capacity))));

        Assert.That(await Inventory.RestartAsync("m1", CancellationToken.None), Is.EqualTo("failed: Capacity"));
    }

    /// <summary>The overload without a request is an extension method, so the one with a request is set up.</summary>
    [Test]
    public async Task A_query_is_given_by_its_items()
    {
        _zones.ListZones(Arg.Any<ListZonesRequest>()).Returns(PagedQuery<Zone>.FromItems([new Zone { Name = "east" }, new Zone { Name = "west" }]));

        Assert.That(await Inventory.ZoneNamesAsync(CancellationToken.None), Is.EqualTo(new[] { "east", "west" }));
        _zones.Received(1).ListZones(Arg.Any<ListZonesRequest>());
    }

    /// <summary>Handles and queries are sealed, so calls that weren't set up return null (NSubstitute#703).</summary>
    [Test]
    public async Task What_was_not_set_up_is_null()
    {
        Assert.That(await _machines.RebootVirtualMachineAsync(new() { Id = "m1" }), Is.Null);
        Assert.That(_zones.ListZones(), Is.Null);
    }
}
