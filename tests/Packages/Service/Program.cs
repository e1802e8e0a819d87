// README: first machine of a service
using CloudStack.Client;
using CloudStack.Client.Apis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
// README: end
using CloudStack.Simulator;

await using SimulatorServer server = await SimulatorServer.StartAsync();
SimulatorEngine cloud = server.Engine;
args = [$"--CloudStack:Endpoint={server.Endpoint}", $"--CloudStack:ApiKey={cloud.Admin.ApiKey}", $"--CloudStack:SecretKey={cloud.Admin.SecretKey}"];
(string zoneId, string offeringId, string templateId) = (cloud.AddZone("eu-1"), cloud.AddServiceOffering("small"), cloud.AddTemplate("debian"));

// README: first machine of a service
HostApplicationBuilder builder = new(args);
builder.Services.AddCloudStackClient(builder.Configuration.GetSection("CloudStack"));
using IHost host = builder.Build();

ICloudStackClient client = host.Services.GetRequiredService<ICloudStackClient>();
DeployVirtualMachineRequest request = new() { ZoneId = zoneId, ServiceOfferingId = offeringId, TemplateId = templateId, Name = "web-1" };
var machine = await client.VirtualMachines.DeployVirtualMachineAsync(request).WaitForResultAsync();

Console.WriteLine($"{machine.Name} is {machine.State}");
// README: end
