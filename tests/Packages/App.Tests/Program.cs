using App;
using App.Tests;
using CloudStack.Client;
using CloudStack.Simulator;

await using SimulatorServer server = await SimulatorServer.StartAsync();
foreach ((string command, string item) in (ReadOnlySpan<(string, string)>)[("listRacks", "rack"), ("listRooms", "room")])
{
    server.Engine.AddCommand(new SimulatorCommand(command)
    {
        ObjectName = item,
        Execute = call => [new Dictionary<string, object?> { ["name"] = call.Parameters["name"] }],
    });
}

await using CloudStackClient client = new(new() { Endpoint = server.Endpoint, ApiKey = server.Engine.Admin.ApiKey, SecretKey = server.Engine.Admin.SecretKey });
IRoomsApi hidden = client.CreateApi<IRoomsApi>();
ITestedRacksApi own = client.CreateApi<ITestedRacksApi>();
Room room = await hidden.ListRooms("room 1").SingleAsync();
Room sameRoom = await own.ListRooms("room 1").SingleAsync();
Rack rack = await own.ListRacks(new() { Name = "rack 1" }).SingleAsync();

Console.WriteLine($"{room.Name}, {sameRoom.Name} and {rack.Name}");
