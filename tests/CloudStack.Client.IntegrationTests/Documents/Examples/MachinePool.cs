using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

// README: application with a group
/// <summary>Adds machines to a pool, and describes what is in it.</summary>
public sealed class MachinePool(IVirtualMachinesApi machines)
{
    public async Task<string> AddAsync(string name, CancellationToken cancellationToken = default)
    {
        JobHandle<VirtualMachine> job = await machines.DeployVirtualMachineAsync(
            new() { Name = name, ZoneId = "zone-1", ServiceOfferingId = "small", TemplateId = "debian" }, cancellationToken);
        try
        {
            JobResult<VirtualMachine> result = await job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(10) }, cancellationToken);
            return result.Outcome switch
            {
                JobOutcome.Succeeded => $"{name} is {result.Value?.State}.",
                JobOutcome.Failed => $"{name} was not deployed: {result.Error?.Text}",
                _ => $"The outcome of {name} is unknown.",
            };
        }
        catch (JobTimeoutException)
        {
            return $"{name} takes too long; its job is {job.JobId}.";
        }
    }

    public async Task<string> DescribeAsync(CancellationToken cancellationToken = default)
    {
        List<VirtualMachine> all = await machines.ListVirtualMachines(new()).ToListAsync(cancellationToken);
        return string.Join(", ", all.Select(machine => machine.Name));
    }
}
// README: end
