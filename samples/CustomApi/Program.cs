using Acme.Cloud;
using CloudStack.Client;
using CloudStack.Simulator;
using CustomApi;

await using SimulatorServer server = await SimulatorServer.StartAsync();
RackPlugin.AddTo(server.Engine);

// A server for cloudstack-codegen; the output lines are for a shell. It runs until its input ends.
if (args is ["--serve"])
{
    Console.WriteLine($"export CLOUDSTACK_ENDPOINT={server.Endpoint} CLOUDSTACK_API_KEY={server.Engine.Admin.ApiKey} CLOUDSTACK_SECRET_KEY={server.Engine.Admin.SecretKey}");
    while (await Console.In.ReadLineAsync() is not null)
    {
    }

    return 0;
}

var options = new CloudStackClientOptions { Endpoint = server.Endpoint, ApiKey = server.Engine.Admin.ApiKey, SecretKey = server.Engine.Admin.SecretKey };
await using var client = new CloudStackClient(options);

// The tool's declarations in the folder Generated: the interface IRacksApi, its requests, and Rack. Refit implements it.
IRacksApi racks = client.CreateApi<IRacksApi>();
await foreach (Rack rack in racks.ListRacks(new() { Room = "east" }))
{
    Console.WriteLine($"{rack.Name} in {rack.Room}: {rack.UnitsFree} units free");
}

Rack moved = await racks.MoveRackAsync(new() { Id = "r1", Room = "west" }).WaitForResultAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(1) });
Console.WriteLine($"{moved.Name} is now in {moved.Room}{(moved.LastMoved is null ? "" : ", moved just now")}");
return moved.Room == "west" ? 0 : 1;
