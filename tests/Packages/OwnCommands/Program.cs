using CloudStack.Client;
using CloudStack.Simulator;
using OwnCommands;

await using SimulatorServer server = await SimulatorServer.StartAsync();
Dictionary<string, object?> stored = new() { ["id"] = "r1", ["name"] = "rack 1", ["room"] = "east", ["unitsfree"] = 12 };
server.Engine.AddCommand(new SimulatorCommand("listRacks") { ObjectName = "rack", Execute = _ => [stored] });
server.Engine.AddCommand(new SimulatorCommand("moveRack")
{
    IsAsync = true,
    ObjectName = "rack",
    Execute = call =>
    {
        stored["room"] = call.Parameters["room"];
        return [stored];
    },
});

await using CloudStackClient client = new(new() { Endpoint = server.Endpoint, ApiKey = server.Engine.Admin.ApiKey, SecretKey = server.Engine.Admin.SecretKey });
RacksApi racks = new(client.Commands);
Rack rack = await racks.ListRacks().SingleAsync();
Rack moved = await racks.MoveRackAsync(new() { Id = rack.Id!, Room = "west" }).WaitForResultAsync();

Console.WriteLine($"{rack.Name} with {rack.UnitsFree} units free went from {rack.Room} to {moved.Room}");
