using CloudStack.Client.Apis;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Repeats;

/// <summary>A retrying handler in each place where users can add one: nothing is executed twice.</summary>
internal sealed class ForeignRetryTests
{
    private static readonly Fault[] LostAfterExecution =
        [Fault.LoseAnswer, Fault.ResetConnection.AfterExecuting(), Fault.BadGatewayPage.AfterExecuting(), Fault.GatewayTimeoutPage.AfterExecuting()];

    [TestCaseSource(nameof(LostAfterExecution))]
    public async Task A_retrying_handler_outside_of_the_signing_over_sockets_executes_no_deployment_twice(Fault fault)
    {
        RetryingHandler retrying = new();
        await using SocketCloud cloud = await SocketCloud.StartAsync(retrying.Around);
        cloud.Engine.Faults.Add(fault, "deployVirtualMachine", times: 1);

        VirtualMachine machine = await cloud.Client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("marker-1")).WaitForResultAsync();
        List<VirtualMachine> all = await cloud.Client.VirtualMachines.ListVirtualMachines().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(retrying.Repeats, Is.GreaterThan(0), "the handler did retry");
            Assert.That(machine.Name, Is.EqualTo("marker-1"));
            Assert.That(all, Has.Count.EqualTo(1), "no orphan is left behind");
            Assert.That(cloud.Engine.ExecutionCount("marker-1"), Is.EqualTo(1));
            Assert.That(cloud.Engine.CountRequests("deployVirtualMachine"), Is.EqualTo(1));
        });
    }

    [TestCaseSource(nameof(LostAfterExecution))]
    public async Task A_retrying_handler_outside_of_the_signing_over_sockets_executes_no_synchronous_change_twice(Fault fault)
    {
        RetryingHandler retrying = new();
        await using SocketCloud cloud = await SocketCloud.StartAsync(retrying.Around);
        VirtualMachine machine = await cloud.Client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForResultAsync();
        cloud.Engine.Faults.Add(fault, "updateVirtualMachine", times: 1);

        AmbiguousSubmissionException? thrown = await Assert.CatchAsync<AmbiguousSubmissionException>(() =>
            cloud.Client.VirtualMachines.UpdateVirtualMachineAsync(new() { Id = machine.Id, DisplayName = "marker-2" }));

        Assert.Multiple(() =>
        {
            Assert.That(retrying.Repeats, Is.GreaterThan(0), "the handler did retry");
            Assert.That(thrown!.Token, Is.Null);
            Assert.That(cloud.Engine.ExecutionCount("marker-2"), Is.EqualTo(1));
            Assert.That(cloud.Engine.CountRequests("updateVirtualMachine"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_retrying_handler_outside_of_the_signing_may_repeat_what_changes_nothing()
    {
        RetryingHandler retrying = new();
        await using SocketCloud cloud = await SocketCloud.StartAsync(retrying.Around);
        cloud.Engine.Faults.Add(Fault.BadGatewayPage, "listZones", times: 2);

        List<Zone> zones = await cloud.Client.Zones.ListZones().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(zones, Is.Not.Empty);
            Assert.That(retrying.Repeats, Is.EqualTo(2));
        });
    }

    [TestCaseSource(nameof(LostAfterExecution))]
    public async Task A_retrying_handler_outside_of_the_signing_executes_nothing_twice(Fault fault)
    {
        ManualTimeProvider clock = new();
        SimulatorEngine engine = new(timeProvider: clock);
        CloudParts parts = new(engine);
        RetryingHandler retrying = new();
        await using CloudStackClient client = new(
            new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = engine.Admin.ApiKey, SecretKey = engine.Admin.SecretKey },
            new SimulatorHandler(engine),
            timeProvider: clock,
            outerHandlers: retrying.Around);
        IVirtualMachinesApi machines = client.VirtualMachines;
        engine.Faults.Add(fault, "deployVirtualMachine", times: 1);
        engine.Faults.Add(fault, "stopVirtualMachine", times: 1);
        engine.Faults.Add(fault, "updateVirtualMachine", times: 1);

        VirtualMachine machine = await clock.RunUntilAsync(() => machines.DeployVirtualMachineAsync(parts.Deploy("marker-3")).WaitForResultAsync());
        StopVirtualMachineRequest stop = new() { Id = machine.Id };
        stop.AdditionalParameters["note"] = "marker-4";
        VirtualMachine stopped = await clock.RunUntilAsync(() => machines.StopVirtualMachineAsync(stop).WaitForResultAsync());
        await Assert.CatchAsync<AmbiguousSubmissionException>(() => clock.RunUntilAsync(() =>
            machines.UpdateVirtualMachineAsync(new() { Id = machine.Id, DisplayName = "marker-5" })));

        Assert.Multiple(() =>
        {
            Assert.That(retrying.Repeats, Is.GreaterThanOrEqualTo(3), "the handler did retry");
            Assert.That(stopped.State, Is.EqualTo("Stopped"));
            Assert.That(engine.ExecutionCount("marker-3"), Is.EqualTo(1));
            Assert.That(engine.ExecutionCount("marker-4"), Is.EqualTo(1));
            Assert.That(engine.ExecutionCount("marker-5"), Is.EqualTo(1));
        });
    }
}
