using CloudStack.Client.IntegrationTests.Documents.Examples;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>The examples about states and scopes do what their documents say, against the simulator.</summary>
internal sealed class ListExampleTests
{
    [Test]
    public async Task A_state_is_reached_or_the_thing_is_gone()
    {
        await using VirtualCloud cloud = new();
        Template template = (await cloud.RunAsync(() => cloud.Client.Templates.RegisterTemplateAsync(new()
        {
            Name = "debian", DisplayText = "Debian", Format = "QCOW2", Hypervisor = "KVM", Url = "http://mirror.example.org/debian.qcow2", ZoneId = cloud.Parts.ZoneId,
        }))).Single();

        QueryWaitResult<Template> ready = await cloud.RunAsync(() => ListExamples.ReadyAsync(cloud.Client, template, default));
        QueryWaitResult<Template> gone = await cloud.RunAsync(() =>
            ListExamples.ReadyAsync(cloud.Client, new Template { Id = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44" }, default));

        Assert.That((ready.Outcome, ready.Items[0].Id, gone.Outcome), Is.EqualTo((QueryWaitOutcome.Reached, template.Id, QueryWaitOutcome.Gone)));
    }

    [Test]
    public async Task A_view_says_whose_things_are_meant()
    {
        await using VirtualCloud cloud = new();
        Project project = await cloud.RunAsync(() => cloud.Client.Projects.CreateProjectAsync(new() { Name = "shop", DisplayText = "Shop" }).WaitForResultAsync());
        cloud.Engine.AddUser("acme");
        Domain domain = await cloud.RunAsync(() => cloud.Client.Domains.ListDomains().GetByNameAsync("ROOT"));

        (List<VirtualMachine> machines, JobHandle<VirtualMachine> job) = await cloud.RunAsync(() =>
            ListExamples.ScopesAsync(cloud.Client, project.Id, domain.Id, cloud.Parts.Deploy("web-1"), default));

        RequestLogEntry list = cloud.Engine.Requests.Single(request => request.Command == "listVirtualMachines");
        RequestLogEntry deploy = cloud.Engine.Requests.Single(request => request.Command == "deployVirtualMachine");
        Assert.That((machines.Count, list.Parameters["projectid"]), Is.EqualTo((0, project.Id)));
        Assert.That((job.Command, deploy.Parameters["account"], deploy.Parameters["domainid"]), Is.EqualTo(("deployVirtualMachine", "acme", domain.Id)));
    }
}
