// README: first machine
using CloudStack.Client;
using CloudStack.Client.Apis;
// README: end
using CloudStack.Simulator;

await using SimulatorServer server = await SimulatorServer.StartAsync();
SimulatorEngine cloud = server.Engine;
(Uri endpoint, string apiKey, string secretKey) = (server.Endpoint, cloud.Admin.ApiKey, cloud.Admin.SecretKey);
(string zoneId, string offeringId, string templateId) = (cloud.AddZone("eu-1"), cloud.AddServiceOffering("small"), cloud.AddTemplate("debian"));

// README: first machine
await using CloudStackClient client = new(new() { Endpoint = endpoint, ApiKey = apiKey, SecretKey = secretKey });
DeployVirtualMachineRequest request = new() { ZoneId = zoneId, ServiceOfferingId = offeringId, TemplateId = templateId, Name = "web-1" };
var machine = await client.VirtualMachines.DeployVirtualMachineAsync(request).WaitForResultAsync();

Console.WriteLine($"{machine.Name} is {machine.State}");
// README: end
