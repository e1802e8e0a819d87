using CloudStack.Client;
using CloudStack.Client.AotTests;
using CloudStack.Client.Models;

// With arguments, it calls a real server, so that nothing needed for that is trimmed; without, one in memory.
using StubServer server = new();
await using CloudStackClient client = args is [var endpoint, var apiKey, var secretKey, ..]
    ? new(new CloudStackClientOptions { Endpoint = new Uri(endpoint), ApiKey = apiKey, SecretKey = secretKey })
    : new(new CloudStackClientOptions { Endpoint = StubServer.Endpoint, ApiKey = "key", SecretKey = "secret" }, server);
string[] ids = args is [_, _, _, var zone, var offering, var template] ? [zone, offering, template] : ["z1", "so1", "t1"];

VirtualMachine machine = await client.VirtualMachines
    .DeployVirtualMachineAsync(new() { ZoneId = ids[0], ServiceOfferingId = ids[1], TemplateId = ids[2] }).WaitForResultAsync();
Console.WriteLine($"{machine.Id} is {machine.State}");
return machine.State == "Running" ? 0 : 1;
