// Outside the project's own namespaces, so that the directives that the document shows are the ones that are needed.
// README: first machine
using CloudStack.Client;
using CloudStack.Client.Models;
// README: end

namespace Reader.FirstMachine;

/// <summary>The shortest way to a machine.</summary>
internal static class FirstMachineExample
{
    public static async Task<VirtualMachine> RunAsync(Uri endpoint, string apiKey, string secretKey, string zoneId, string offeringId, string templateId)
    {
        // README: first machine
        await using CloudStackClient client = new(new() { Endpoint = endpoint, ApiKey = apiKey, SecretKey = secretKey });

        VirtualMachine machine = await client.VirtualMachines
            .DeployVirtualMachineAsync(new() { ZoneId = zoneId, ServiceOfferingId = offeringId, TemplateId = templateId, Name = "web-1" })
            .WaitForResultAsync();

        Console.WriteLine($"{machine.Name} is {machine.State}");
        // README: end

        return machine;
    }
}
