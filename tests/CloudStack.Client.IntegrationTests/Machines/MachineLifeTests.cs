using CloudStack.Client.Apis;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Machines;

internal sealed class MachineLifeTests
{
    [Test]
    public async Task Deploying_over_sockets_ends_in_a_typed_machine()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();

        JobHandle<VirtualMachine> job = await cloud.Client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web-1"));
        string? stateAtSubmit = cloud.Engine.ReadField(job.ResourceId!, "state");
        JobResult<VirtualMachine> result = await job.WaitForCompletionAsync();

        Assert.Multiple(() =>
        {
            Assert.That(stateAtSubmit, Is.Not.Null.And.Not.EqualTo("Running"), "the machine is there before its job is done");
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Succeeded));
            Assert.That(result.ResultKey, Is.EqualTo("virtualmachine"));
            Assert.That(result.Polls, Is.GreaterThan(0));
            Assert.That(result.Value!.Id, Is.EqualTo(job.ResourceId));
            Assert.That(result.Value.Name, Is.EqualTo("web-1"));
            Assert.That(result.Value.State, Is.EqualTo("Running"));
            Assert.That(result.Value.ZoneId, Is.EqualTo(cloud.Parts.ZoneId));
            Assert.That(result.Value.ServiceOfferingName, Is.EqualTo("test-offering"));
            Assert.That(result.Value.CpuNumber, Is.EqualTo(2));
            Assert.That(result.Value.Memory, Is.EqualTo(2048));
            Assert.That(result.Value.Created, Is.Not.Null);
        });
    }

    [Test]
    public async Task A_machine_over_sockets_is_stopped_started_rebooted_renamed_listed_and_destroyed()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        IVirtualMachinesApi machines = cloud.Client.VirtualMachines;
        VirtualMachine machine = await machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web-1")).WaitForResultAsync();
        string id = machine.Id;

        VirtualMachine stopped = await machines.StopVirtualMachineAsync(new() { Id = id }).WaitForResultAsync();
        VirtualMachine started = await machines.StartVirtualMachineAsync(new() { Id = id }).WaitForResultAsync();
        VirtualMachine rebooted = await machines.RebootVirtualMachineAsync(new() { Id = id }).WaitForResultAsync();
        VirtualMachine renamed = await machines.UpdateVirtualMachineAsync(new() { Id = id, DisplayName = "Grüße & ~*()" });
        VirtualMachine? listed = await machines.ListVirtualMachines(new() { Id = id }).SingleOrDefaultAsync();
        VirtualMachine destroyed = await machines.DestroyVirtualMachineAsync(new() { Id = id }).WaitForResultAsync();
        JobResult<VirtualMachine> gone = await machines.DestroyVirtualMachineAsync(new() { Id = id, Expunge = true }).WaitForCompletionAsync();

        Assert.Multiple(() =>
        {
            Assert.That(stopped.State, Is.EqualTo("Stopped"));
            Assert.That(started.State, Is.EqualTo("Running"));
            Assert.That(rebooted.State, Is.EqualTo("Running"));
            Assert.That(renamed.DisplayName, Is.EqualTo("Grüße & ~*()"));
            Assert.That(listed!.DisplayName, Is.EqualTo("Grüße & ~*()"));
            Assert.That(destroyed.State, Is.EqualTo("Destroyed"));
            Assert.That(gone.IsSuccess, Is.True);
        });
    }

    [Test]
    public async Task A_list_over_sockets_is_read_page_by_page_without_losing_an_item()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync(simulate: options => options.MaxPageSize = 7);
        string[] ids = [.. Enumerable.Range(0, 30).Select(i => cloud.Engine.AddZone($"zone-{i:00}"))];

        List<Zone> zones = await cloud.Client.Zones.ListZones().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(zones.Select(zone => zone.Id), Is.SupersetOf(ids).And.Unique);
            Assert.That(cloud.Engine.Requests, Has.None.Property("Status").EqualTo(500));
        });
    }

    [Test]
    public async Task Forty_waits_over_sockets_share_one_client()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();

        VirtualMachine[] machines = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            cloud.Client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy($"web-{i}")).WaitForResultAsync()));

        Assert.Multiple(() =>
        {
            Assert.That(machines.Select(machine => machine.Name), Is.EquivalentTo(Enumerable.Range(0, 40).Select(i => $"web-{i}")));
            Assert.That(machines.Select(machine => machine.State), Is.All.EqualTo("Running"));
            Assert.That(cloud.Engine.CountRequests("deployVirtualMachine"), Is.EqualTo(40));
        });
    }
}
