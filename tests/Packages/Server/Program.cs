using CloudStack.Simulator;

// A server for cloudstack-codegen; the output line is for a shell. It runs until its input ends. An argument adds a command of this
// name, which no catalog contains.
await using SimulatorServer server = await SimulatorServer.StartAsync();
foreach (string name in args)
{
    server.Engine.AddCommand(new SimulatorCommand(name) { ObjectName = "rack", Execute = _ => [] });
}

Console.WriteLine($"export CLOUDSTACK_ENDPOINT={server.Endpoint} CLOUDSTACK_API_KEY={server.Engine.Admin.ApiKey} CLOUDSTACK_SECRET_KEY={server.Engine.Admin.SecretKey}");
await Console.In.ReadToEndAsync();
