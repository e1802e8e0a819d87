using CloudStack.Client;
using CloudStack.Simulator;
using Microsoft.Extensions.DependencyInjection;
using OwnCommands;

await using SimulatorServer first = await SimulatorServer.StartAsync();
await using SimulatorServer second = await SimulatorServer.StartAsync();
RackPlugin.AddTo(first.Engine, "rack 1");
RackPlugin.AddTo(second.Engine, "rack 2");

ServiceCollection services = new();
services.AddCloudStackClient(options => Connect(options, first));
services.AddCloudStackClient("second", options => Connect(options, second));
services.AddCloudStackApi<IRacksApi>().AddCloudStackApi<IRacksApi>("second");
await using ServiceProvider provider = services.BuildServiceProvider();

IRacksApi racks = provider.GetRequiredService<IRacksApi>();
Rack rack = await racks.ListRacks(new ListRacksRequest()).SingleAsync();
Rack moved = await racks.MoveRackAsync(new MoveRackRequest { Id = rack.Id, Room = "west" }).WaitForResultAsync();
Console.WriteLine($"{rack.Name} with {rack.UnitsFree} units free went from {rack.Room} to {moved.Room}");

racks = provider.GetRequiredKeyedService<IRacksApi>("second");
rack = await racks.ListRacks("east").SingleAsync();
moved = await racks.MoveRackAsync(rack.Id, "north").WaitForResultAsync();
Rack renamed = await racks.RenameRackAsync(new() { Id = rack.Id, Name = "rack N" });
int left = await racks.ListRacks("east").CountAsync();
Console.WriteLine($"{rack.Name} went from {rack.Room} to {moved.Room}, is {renamed.Name} now, and left {left} behind");

static void Connect(CloudStackClientOptions options, SimulatorServer server) =>
    (options.Endpoint, options.ApiKey, options.SecretKey) = (server.Endpoint, server.Engine.Admin.ApiKey, server.Engine.Admin.SecretKey);
