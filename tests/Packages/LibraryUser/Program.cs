using CloudStack.Client;
using CloudStack.Simulator;
using Library;

await using SimulatorServer server = await SimulatorServer.StartAsync();
foreach (string name in (string[])["listRacks", "getRack"])
{
    server.Engine.AddCommand(new SimulatorCommand(name)
    {
        ObjectName = "rack",
        Execute = call => [new Dictionary<string, object?> { ["name"] = call.Parameters["name"] }],
    });
}

await using CloudStackClient client = new(new() { Endpoint = server.Endpoint, ApiKey = server.Engine.Admin.ApiKey, SecretKey = server.Engine.Admin.SecretKey });
// The program's first use of the library: nothing earlier has made it register its implementations.
IRacksApi racks = client.CreateApi<IRacksApi>();
Rack got = await racks.GetRackAsync("rack 1");
Rack listed = await racks.ListRacks(new() { Name = "rack 2" }).SingleAsync();

Console.WriteLine($"the library knows {got.Name} and {listed.Name}");
