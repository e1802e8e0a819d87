using System.Text;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Waiting;

/// <summary>Webhooks that a program passes on.</summary>
internal sealed class HintTests
{
    [Test]
    public async Task A_web_hook_two_seconds_before_the_end_makes_the_wait_end_in_time()
    {
        await using VirtualCloud cloud = new();
        JobHandle<VirtualMachine> job = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")));
        Task<JobResult<VirtualMachine>> wait = job.WaitForCompletionAsync();
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(18.5));
        byte[] body = Encoding.UTF8.GetBytes($$"""{"event":"VM.CREATE","status":"Completed","entity":"VirtualMachine","entityuuid":"{{job.ResourceId}}"}""");

        cloud.Client.Jobs.Notify(JobHint.FromWebhook(body));
        JobResult<VirtualMachine> result = await cloud.RunAsync(() => wait);

        Assert.That(result.Waited, Is.EqualTo(TimeSpan.FromSeconds(20.5)));
        Assert.That(result.Value!.Name, Is.EqualTo("web"));
    }

    [Test]
    public async Task A_web_hook_of_a_command_that_creates_nothing_is_matched_by_the_id_that_was_sent()
    {
        await using VirtualCloud cloud = new();
        VirtualMachine machine = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForResultAsync());
        Task<JobResult<VirtualMachine>> wait = (await cloud.RunAsync(() => cloud.Machines.StopVirtualMachineAsync(new() { Id = machine.Id }))).WaitForCompletionAsync();
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(20.1));

        cloud.Client.Jobs.Notify(new JobHint(null, machine.Id));

        Assert.That((await cloud.RunAsync(() => wait)).Waited, Is.EqualTo(TimeSpan.FromSeconds(20.1)));
    }
}
