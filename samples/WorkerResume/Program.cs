using System.Diagnostics;
using CloudStack.Client;
using CloudStack.Client.Models;
using CloudStack.Simulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The worker itself. --orders is its folder; the cloud comes from the configuration, here from the environment.
if (args is ["--orders", _])
{
    HostApplicationBuilder builder = new(args);
    builder.Services.AddCloudStackClient(builder.Configuration.GetSection("CloudStack"));
    builder.Services.AddHostedService<OrderWorker>();
    await builder.Build().RunAsync();
    return Environment.ExitCode;
}

// Without arguments: a cloud in this process, and the worker in another one that is killed at the worst moment: the third command
// has been executed, but its response hasn't arrived.
await using SimulatorServer cloud = await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(4) });
cloud.Engine.Faults.Add(Fault.Delay(TimeSpan.FromMinutes(10)), "deployVirtualMachine", times: 1, skip: 2);
string folder = Directory.CreateTempSubdirectory("orders-").FullName;
string ids = $"{cloud.Engine.AddZone("eu-1")} {cloud.Engine.AddServiceOffering("small")} {cloud.Engine.AddTemplate("debian")}";
string[] names = ["web-1", "web-2", "web-3", "web-4", "web-5"];
Array.ForEach(names, name => File.WriteAllText(Path.Combine(folder, $"{name}.order"), ids));
using Process first = StartWorker();
while (cloud.Engine.Jobs.Count < 3 && !first.HasExited)
{
    await Task.Delay(50);
}

first.Kill();
await first.WaitForExitAsync();
Console.WriteLine($"Killed the worker; {cloud.Engine.Jobs.Count} of {names.Length} commands were executed");
using Process second = StartWorker();
await second.WaitForExitAsync();
Console.WriteLine($"Executed: {string.Join(", ", names.Select(name => $"{name} {cloud.Engine.ExecutionCount(name)} x"))}");
Directory.Delete(folder, recursive: true);
return second.ExitCode == 0 && names.All(name => cloud.Engine.ExecutionCount(name) == 1) ? 0 : 1;

Process StartWorker()
{
    ProcessStartInfo start = new("dotnet", [Environment.GetCommandLineArgs()[0], "--orders", folder]);
    start.Environment["CloudStack__Endpoint"] = cloud.Endpoint.AbsoluteUri;
    start.Environment["CloudStack__ApiKey"] = cloud.Engine.Admin.ApiKey;
    start.Environment["CloudStack__SecretKey"] = cloud.Engine.Admin.SecretKey;
    start.Environment["Logging__LogLevel__Default"] = "Warning";
    return Process.Start(start)!;
}

/// <summary>Creates a machine for each order file. The token next to it survives a kill.</summary>
internal sealed class OrderWorker(ICloudStackClient client, IConfiguration settings, IHostApplicationLifetime host) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string[] orders = [.. Directory.GetFiles(settings["orders"]!, "*.order").Order()];
        JobBatch<string, VirtualMachine> batch = client.Jobs.StartBatch(orders, SubmitAsync, new() { MaxConcurrency = 3 }, stoppingToken);
        await foreach (JobBatchItem<string, VirtualMachine> item in batch)
        {
            string ending = item.Result?.Outcome.ToString() ?? $"not finished: {item.Exception!.Message}";
            Console.WriteLine($"  {Path.GetFileNameWithoutExtension(item.Input)}: {ending}");
            Environment.ExitCode |= item.IsSuccess ? 0 : 1;
            if (item.Result is not null)
            {
                File.Move(item.Input, Path.ChangeExtension(item.Input, ending)); // otherwise, the order stays for the next run
            }
        }

        host.StopApplication();
    }

    private async Task<JobHandle<VirtualMachine>> SubmitAsync(string order, CancellationToken cancellationToken)
    {
        string name = Path.GetFileNameWithoutExtension(order), path = Path.ChangeExtension(order, ".token");
        bool isKnown = File.Exists(path);
        JobToken token = isKnown
            ? JobToken.Parse(await File.ReadAllTextAsync(path, cancellationToken))
            : JobToken.Create(Guid.NewGuid().ToString(), "deployVirtualMachine", client.Endpoint);
        Console.WriteLine($"  {name}: {(isKnown ? "started by an earlier worker" : "new")}");
        if (!isKnown)
        {
            // On disk before anything is sent, and either complete or not there at all.
            await File.WriteAllTextAsync(path + ".part", token.ToString(), cancellationToken);
            File.Move(path + ".part", path);
        }
        else if (DateTimeOffset.UtcNow - token.SubmittedAt > TimeSpan.FromHours(12))
        {
            return client.Jobs.Resume<VirtualMachine>(token); // the cloud forgets jobs after a day: never resubmit an old one
        }

        // With a caller's job id, the client first checks whether the cloud knows the job, and sends the command only if not.
        string[] ids = (await File.ReadAllTextAsync(order, cancellationToken)).Split(' ');
        return await client.VirtualMachines.DeployVirtualMachineAsync(
            new() { DisplayName = name, ZoneId = ids[0], ServiceOfferingId = ids[1], TemplateId = ids[2], CustomJobId = token.JobId },
            cancellationToken);
    }
}
