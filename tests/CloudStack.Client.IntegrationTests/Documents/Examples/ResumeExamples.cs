using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about finding a job again.</summary>
internal static class ResumeExamples
{
    public static async Task<JobHandle<VirtualMachine>> SubmitAsync(
        ICloudStackClient client, string path, string zoneId, string offeringId, string templateId, CancellationToken cancellationToken)
    {
        // README: token first
        JobToken token = JobToken.Create(Guid.NewGuid().ToString(), "deployVirtualMachine", client.Endpoint);
        await File.WriteAllTextAsync(path, token.ToString(), cancellationToken);        // on disk before anything is sent

        JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(
            new() { ZoneId = zoneId, ServiceOfferingId = offeringId, TemplateId = templateId, CustomJobId = token.JobId },
            cancellationToken);
        // README: end

        return job;
    }

    public static async Task<JobResult<VirtualMachine>> ResumeAsync(ICloudStackClient client, string path, CancellationToken cancellationToken)
    {
        // README: resume
        JobToken stored = JobToken.Parse(await File.ReadAllTextAsync(path, cancellationToken));
        JobResult<VirtualMachine> result = await client.Jobs.Resume<VirtualMachine>(stored).WaitForCompletionAsync(cancellationToken);
        // README: end

        return result;
    }

    public static async Task<VirtualMachine?> FindAsync(ICloudStackClient client, string machineId, CancellationToken cancellationToken)
    {
        VirtualMachine? machine = null;

        // README: find by resource
        if (await client.Jobs.FindByResourceAsync("VirtualMachine", machineId, cancellationToken) is { IsFinished: false } running)
        {
            machine = await client.Jobs.Resume<VirtualMachine>(running.JobId).WaitForResultAsync(cancellationToken);
        }
        // README: end

        return machine;
    }
}
