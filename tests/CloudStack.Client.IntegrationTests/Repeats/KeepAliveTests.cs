using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Repeats;

/// <summary>
/// HTTP stacks may repeat a request by themselves when a reused connection turns out to be closed. Ours must not do that with a
/// command that the server may have executed.
/// </summary>
internal sealed class KeepAliveTests
{
    private static readonly Fault[] Cuts = [Fault.LoseAnswer, Fault.ResetConnection.AfterExecuting(), Fault.CutBody(0), Fault.CutBody(20)];

    [TestCaseSource(nameof(Cuts))]
    public async Task A_connection_that_closes_after_execution_makes_no_post_go_out_twice(Fault fault)
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();

        // The connection is warm: it has carried requests before, and waits in the pool.
        VirtualMachine machine = await cloud.Client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForResultAsync();
        for (int i = 0; i < 20; i++)
        {
            string marker = $"marker-{i}";
            cloud.Engine.Faults.Add(fault, "updateVirtualMachine", times: 1);
            await Assert.CatchAsync<AmbiguousSubmissionException>(() =>
                cloud.Client.VirtualMachines.UpdateVirtualMachineAsync(new() { Id = machine.Id, DisplayName = marker }));
            Assert.That(cloud.Engine.ExecutionCount(marker), Is.EqualTo(1));

            await cloud.Client.Zones.ListZones().ToListAsync();
        }

        Assert.That(cloud.Engine.CountRequests("updateVirtualMachine"), Is.EqualTo(20));
    }

    [Test]
    public async Task A_lost_answer_over_sockets_is_resolved_by_looking_the_job_up()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        await cloud.Client.Zones.ListZones().ToListAsync();
        cloud.Engine.Faults.Add(Fault.LoseAnswer, "deployVirtualMachine", times: 1);

        JobHandle<VirtualMachine> job = await cloud.Client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("marker"));
        VirtualMachine machine = await job.WaitForResultAsync();

        Assert.Multiple(() =>
        {
            Assert.That(machine.Id, Is.EqualTo(job.ResourceId));
            Assert.That(cloud.Engine.ExecutionCount("marker"), Is.EqualTo(1));
            Assert.That(cloud.Engine.CountRequests("deployVirtualMachine"), Is.EqualTo(1));
        });
    }
}
