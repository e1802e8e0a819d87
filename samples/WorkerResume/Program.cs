using System.Diagnostics;
using CloudStack.Client;
using CloudStack.Client.Models;
using CloudStack.Simulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

try
{
    return args is ["--orders", { } orders] ? await WorkAsync(orders) : await ShowAsync();
}
catch (Exception e) when (e is InvalidDataException or ArgumentException or CloudStackException)
{
    // Wrong settings, an empty list, or a failed call: the client's messages contain no secrets.
    Console.Error.WriteLine(e.Message);
    return 1;
}

// The worker itself. --orders is its folder, and the environment names the cloud.
async Task<int> WorkAsync(string folder)
{
    if (!Directory.Exists(folder))
    {
        throw new InvalidDataException($"The folder {folder} doesn't exist.");
    }

    HostApplicationBuilder builder = new(args);
    CloudStackClientOptions cloud = CloudStackProfile.FromEnvironment();
    builder.Services.AddCloudStackClient(options => (options.Endpoint, options.ApiKey, options.SecretKey) = (cloud.Endpoint, cloud.ApiKey, cloud.SecretKey));
    builder.Services.AddHostedService<OrderWorker>();
    Environment.ExitCode = 1; // until the worker has done everything
    await builder.Build().RunAsync();
    return Environment.ExitCode;
}

// Without arguments: the worker runs in another process that is killed. In the simulated cloud, which is used unless the environment
// names a real one, this happens at the worst moment: the third command has been executed, but its response hasn't arrived.
async Task<int> ShowAsync()
{
    string[] settings = ["ENDPOINT", "API_KEY", "SECRET_KEY", "KEY", "SECRET"];
    bool isReal = settings.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable($"CLOUDSTACK_{name}")));
    await using SimulatorServer? simulated = isReal ? null : await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(4) });
    if (simulated is not null)
    {
        simulated.Engine.Faults.Add(Fault.Delay(TimeSpan.FromMinutes(10)), "deployVirtualMachine", times: 1, skip: 2);
        Environment.SetEnvironmentVariable("CLOUDSTACK_ENDPOINT", simulated.Endpoint.AbsoluteUri);
        Environment.SetEnvironmentVariable("CLOUDSTACK_API_KEY", simulated.Engine.Admin.ApiKey);
        Environment.SetEnvironmentVariable("CLOUDSTACK_SECRET_KEY", simulated.Engine.Admin.SecretKey);
    }

    await using CloudStackClient client = new(CloudStackProfile.FromEnvironment());
    string zone = await FirstIdAsync("zone", client.Zones.ListZones());
    string offering = await FirstIdAsync("service offering", client.ServiceOfferings.ListServiceOfferings(new() { ZoneId = zone }));
    string template = await FirstIdAsync("template", client.Templates.ListTemplates(new() { TemplateFilter = "executable", IsReady = true, ZoneId = zone }));
    string folder = Directory.CreateTempSubdirectory("orders-").FullName, prefix = simulated is null ? $"web-{Guid.NewGuid().ToString("N")[..6]}" : "web";
    string[] names = [.. Enumerable.Range(1, 5).Select(number => $"{prefix}-{number}")];
    Array.ForEach(names, name => File.WriteAllText(Path.Combine(folder, $"{name}.order"), $"{zone} {offering} {template}"));
    using Process first = StartWorker();
    while ((simulated?.Engine.Jobs.Count ?? CountTokens()) < 3 && !first.HasExited)
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

    int CountTokens() => Directory.GetFiles(folder, "*.order").Count(order => File.ReadAllText(order).Split(' ').Length > 3);

    // Counts the machines with each display name: the cloud accepts a second one without complaint.
    async Task<int[]> CountAsync()
    {
        List<VirtualMachine> machines = await client.VirtualMachines.ListVirtualMachines().ToListAsync();
        return [.. names.Select(name => machines.Count(machine => machine.DisplayName == name))];
    }
}

static async Task<string> FirstIdAsync<T>(string kind, PagedQuery<T> query) where T : class, INamedResource =>
    (await query.FirstOrDefaultAsync())?.Id ?? throw new ResourceLookupException($"The account has no {kind}.", name: "", isAmbiguous: false, []);

/// <summary>Creates a machine for each order file. The token in the file survives a kill.</summary>
internal sealed class OrderWorker(ICloudStackClient client, IConfiguration settings, IHostApplicationLifetime host) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool isDone = true;
        string[] orders = [.. Directory.GetFiles(settings["orders"]!, "*.order").Order()];
        JobBatch<string, VirtualMachine> batch = client.Jobs.StartBatch(orders, SubmitAsync, new() { MaxConcurrency = 3 }, stoppingToken);
        await foreach (JobBatchItem<string, VirtualMachine> item in batch)
        {
            string ending = item.Result?.Outcome.ToString() ?? $"not finished: {item.Exception!.Message}";
            Console.WriteLine($"  {Path.GetFileNameWithoutExtension(item.Input)}: {ending}");
            isDone &= item.IsSuccess;
            if (item.Result is not null)
            {
                // Otherwise, the order stays for the next run. Its token goes with it, so a new order of that name is really new.
                File.Move(item.Input, Path.ChangeExtension(item.Input, ending), overwrite: true);
            }
        }

        Environment.ExitCode = isDone ? 0 : 1;
        host.StopApplication();
    }

    private async Task<JobHandle<VirtualMachine>> SubmitAsync(string order, CancellationToken cancellationToken)
    {
        // Three ids and, once the order has been started, the token of its job.
        string[] parts = (await File.ReadAllTextAsync(order, cancellationToken)).Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [{ } zone, { } offering, { } template, ..])
        {
            throw new InvalidDataException("An order consists of the ids of a zone, a service offering and a template.");
        }

        string name = Path.GetFileNameWithoutExtension(order);
        bool isKnown = parts.Length > 3;
        JobToken token = isKnown ? JobToken.Parse(parts[3]) : JobToken.Create(Guid.NewGuid().ToString(), "deployVirtualMachine", client.Endpoint);
        Console.WriteLine($"  {name}: {(isKnown ? "started by an earlier worker" : "new")}");
        if (!isKnown)
        {
            // On disk before anything is sent, and either complete or not there at all.
            await File.WriteAllTextAsync(order + ".part", $"{zone} {offering} {template} {token}", cancellationToken);
            File.Move(order + ".part", order, overwrite: true);
        }
        else if (DateTimeOffset.UtcNow - token.SubmittedAt > TimeSpan.FromHours(12))
        {
            return client.Jobs.Resume<VirtualMachine>(token); // the cloud forgets jobs after a day: never resubmit an old one
        }

        // With a caller's job id, the client first checks whether the cloud knows the job, and sends the command only if not.
        return await client.VirtualMachines.DeployVirtualMachineAsync(
            new() { DisplayName = name, ZoneId = zone, ServiceOfferingId = offering, TemplateId = template, CustomJobId = token.JobId },
            cancellationToken);
    }
}
