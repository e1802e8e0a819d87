using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

// README: application under test
/// <summary>Deploys machines, and reports what happened.</summary>
public sealed class Provisioning(ICloudStackClient cloud)
{
    public async Task<string> DeployAsync(string name, CancellationToken cancellationToken = default)
    {
        JobHandle<VirtualMachine> job = await cloud.VirtualMachines.DeployVirtualMachineAsync(
            new() { Name = name, ZoneId = "zone-1", ServiceOfferingId = "small", TemplateId = "debian" }, cancellationToken);

        JobResult<VirtualMachine> result = await job.WaitForCompletionAsync(cancellationToken);
        return result.Outcome switch
        {
            JobOutcome.Succeeded => $"{name} is {result.Value?.State}.",
            JobOutcome.Failed => $"{name} was not deployed: {result.Error?.Text}",
            _ => $"The outcome of {name} is unknown.",
        };
    }
}
// README: end
