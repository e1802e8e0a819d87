using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>The example in the package's own document.</summary>
internal static class PackageExamples
{
    public static async Task StartMachinesAsync()
    {
        // README: package
        await using var client = new CloudStackClient(CloudStackProfile.FromEnvironment());

        await foreach (VirtualMachine stopped in client.VirtualMachines.ListVirtualMachines(new() { State = "Stopped" }))
        {
            JobHandle<VirtualMachine> job = await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = stopped.Id });
            VirtualMachine machine = await job.WaitForResultAsync();
            Console.WriteLine($"{machine.Name} is {machine.State}");
        }
        // README: end
    }
}
