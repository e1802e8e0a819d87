using CloudStack.Client.AotTests;

await OwnCommands.RunAsync();
await Registration.RunAsync();
await Profiles.RunAsync();
Console.WriteLine("OK");
