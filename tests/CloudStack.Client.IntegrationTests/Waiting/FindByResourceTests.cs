using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Waiting;

/// <summary>Finding the newest job of a resource.</summary>
internal sealed class FindByResourceTests
{
    [Test]
    public async Task The_newest_job_of_a_resource_is_found_and_can_be_waited_for()
    {
        await using VirtualCloud cloud = new();
        VirtualMachine machine = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForResultAsync());
        JobHandle<VirtualMachine> stop = await cloud.RunAsync(() => cloud.Machines.StopVirtualMachineAsync(new() { Id = machine.Id }));

        JobSnapshot? running = await cloud.RunAsync(() => cloud.Client.Jobs.FindByResourceAsync("virtualmachine", machine.Id));
        VirtualMachine stopped = await cloud.RunAsync(() => cloud.Client.Jobs.Resume<VirtualMachine>(running!.JobId).WaitForResultAsync());
        JobSnapshot? finished = await cloud.RunAsync(() => cloud.Client.Jobs.FindByResourceAsync("VirtualMachine", machine.Id));

        Assert.Multiple(() =>
        {
            Assert.That((running!.JobId, running.Status, running.ResourceId), Is.EqualTo((stop.JobId, JobStatus.Pending, machine.Id)));
            Assert.That(stopped.State, Is.EqualTo("Stopped"));
            Assert.That((finished!.JobId, finished.Status), Is.EqualTo((stop.JobId, JobStatus.Succeeded)));
        });
    }

    [Test]
    public async Task A_resource_without_a_job_has_none_and_a_wrong_type_is_an_error()
    {
        await using VirtualCloud cloud = new();

        Assert.That(await cloud.RunAsync(() => cloud.Client.Jobs.FindByResourceAsync("VirtualMachine", Guid.NewGuid().ToString())), Is.Null);
        CloudStackApiException e = (await Assert.CatchAsync<CloudStackApiException>(() => cloud.RunAsync(() => cloud.Client.Jobs.FindByResourceAsync("Spaceship", "x"))))!;
        Assert.That(e.ErrorText, Does.Contain("resourcetype"));
    }

    [Test]
    public async Task A_server_before_4_22_1_says_what_it_misses()
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(Fault.Error(431, "Unable to execute API command queryasyncjobresult due to missing parameter jobid"), "queryAsyncJobResult");

        CloudStackApiException e = (await Assert.CatchAsync<CloudStackApiException>(() => cloud.RunAsync(() => cloud.Client.Jobs.FindByResourceAsync("VirtualMachine", "x"))))!;

        Assert.That(e.ErrorText, Does.Contain("missing parameter jobid"));
    }

    [TestCase("", "x", "resourceType")]
    [TestCase("VirtualMachine", " ", "resourceId")]
    public async Task An_empty_parameter_is_refused_by_name(string type, string id, string name)
    {
        await using VirtualCloud cloud = new();

        Assert.That(() => cloud.Client.Jobs.FindByResourceAsync(type, id), Throws.ArgumentException.With.Message.Contains(name));
    }
}
