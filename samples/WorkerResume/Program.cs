using System.Diagnostics;
using CloudStack.Client;
using CloudStack.Client.Models;
using CloudStack.Simulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The worker itself. --orders is its folder, and the environment names the cloud.
if (args is ["--orders", _])
{
    HostApplicationBuilder builder = new(args);
    CloudStackClientOptions cloud = CloudStackProfile.FromEnvironment();
    builder.Services.AddCloudStackClient(options => (options.Endpoint, options.ApiKey, options.SecretKey) = (cloud.Endpoint, cloud.ApiKey, cloud.SecretKey));
    builder.Services.AddHostedService<OrderWorker>();
    await builder.Build().RunAsync();
    return Environment.ExitCode;
}

// Without arguments: the worker runs in another process that is killed. In the simulated cloud, which is used unless the environment
// names a real one, this happens at the worst moment: the third command has been executed, but its response hasn't arrived.
bool isReal = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CLOUDSTACK_ENDPOINT"));
await using SimulatorServer? simulated = isReal ? null : await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(4) });
if (simulated is not null)
{
    simulated.Engine.Faults.Add(Fault.Delay(TimeSpan.FromMinutes(10)), "deployVirtualMachine", times: 1, skip: 2);
    Environment.SetEnvironmentVariable("CLOUDSTACK_ENDPOINT", simulated.Endpoint.AbsoluteUri);
    Environment.SetEnvironmentVariable("CLOUDSTACK_API_KEY", simulated.Engine.Admin.ApiKey);
    Environment.SetEnvironmentVariable("CLOUDSTACK_SECRET_KEY", simulated.Engine.Admin.SecretKey);
}

await using CloudStackClient client = new(CloudStackProfile.FromEnvironment());
string zone = (await client.Zones.ListZones().FirstAsync()).Id;
string offering = (await client.ServiceOfferings.ListServiceOfferings(new() { ZoneId = zone }).FirstAsync()).Id;
string template = (await client.Templates.ListTemplates(new() { TemplateFilter = "executable", IsReady = true, ZoneId = zone }).FirstAsync()).Id;
string folder = Directory.CreateTempSubdirectory("orders-").FullName, prefix = simulated is null ? $"web-{Guid.NewGuid().ToString("N")[..6]}" : "web";
string[] names = [.. Enumerable.Range(1, 5).Select(number => $"{prefix}-{number}")];
Array.ForEach(names, name => File.WriteAllText(Path.Combine(folder, $"{name}.order"), $"{zone} {offering} {template}"));
using Process first = StartWorker();
while ((simulated?.Engine.Jobs.Count ?? Directory.GetFiles(folder, "*.token").Length) < 3 && !first.HasExited)
{
    await Task.Delay(50);
}

first.Kill();
await first.WaitForExitAsync();
Console.WriteLine($"Killed the worker; {(await CountAsync()).Sum()} of {names.Length} commands were executed");
using Process second = StartWorker();
await second.WaitForExitAsync();
int[] counts = await CountAsync();
Console.WriteLine($"Executed: {string.Join(", ", names.Zip(counts, (name, count) => $"{name} {count} x"))}");
Directory.Delete(folder, recursive: true);
return second.ExitCode == 0 && counts.All(count => count == 1) ? 0 : 1;

Process StartWorker()
{
    ProcessStartInfo start = new("dotnet", [Environment.GetCommandLineArgs()[0], "--orders", folder]);
    start.Environment["Logging__LogLevel__Default"] = "Warning";
    return Process.Start(start)!;
}

// Counts the machines with each display name: the cloud accepts a second one without complaint.
async Task<int[]> CountAsync()
{
    List<VirtualMachine> machines = await client.VirtualMachines.ListVirtualMachines().ToListAsync();
    return [.. names.Select(name => machines.Count(machine => machine.DisplayName == name))];
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
