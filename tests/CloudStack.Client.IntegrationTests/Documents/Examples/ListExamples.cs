using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about waiting for states, and about scopes.</summary>
internal static class ListExamples
{
    public static async Task<QueryWaitResult<Template>> ReadyAsync(ICloudStackClient client, Template template, CancellationToken cancellationToken)
    {
        // README: state
        QueryWaitResult<Template> ready = await client.Templates
            .ListTemplates(new() { TemplateFilter = "self", Id = template.Id })
            .WaitUntilAsync(row => row.IsReady == true, new JobWaitOptions { Timeout = TimeSpan.FromHours(2) }, cancellationToken);
        Console.WriteLine(ready.IsReached ? $"{ready.Items[0].Name} is ready" : "it was deleted");
        // README: end

        return ready;
    }

    public static async Task<(List<VirtualMachine> Machines, JobHandle<VirtualMachine> Job)> ScopesAsync(
        ICloudStackClient client, string projectId, string domainId, DeployVirtualMachineRequest request, CancellationToken cancellationToken)
    {
        // README: scopes
        ICloudStackClient project = client.InProject(projectId);
        List<VirtualMachine> machines = await project.VirtualMachines.ListVirtualMachines().ToListAsync(cancellationToken);

        ICloudStackClient tenant = client.OnBehalfOf(domainId, "acme");
        JobHandle<VirtualMachine> job = await tenant.VirtualMachines.DeployVirtualMachineAsync(request, cancellationToken);
        // README: end

        return (machines, job);
    }
}
