using System.Diagnostics;
using CloudStack.Client;
using CloudStack.Client.Models;
using CloudStack.Simulator;
using Spectre.Console;

if (args.Length > 1 || !int.TryParse(args.FirstOrDefault("12"), out int count) || count is < 1 or > 1000)
{
    Console.Error.WriteLine("Usage: BatchDeploy [NUMBER OF MACHINES, from 1 to 1000]");
    return 2;
}

try
{
    // The cloud that the environment names, or a simulated one whose zone fills up: every fifth machine finds no room.
    string[] settings = ["ENDPOINT", "API_KEY", "SECRET_KEY", "KEY", "SECRET"];
    bool isReal = settings.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable($"CLOUDSTACK_{name}")));
    await using SimulatorServer? simulated = isReal ? null : await SimulatorServer.StartAsync(new SimulatorOptions
    {
        JobDurationSelector = job => TimeSpan.FromSeconds(1 + (3 * job.Random.NextDouble())),
        JobEndingSelector = job => job.Parameters["name"][^1] is '4' or '9' ? JobEnding.Failure(533, "No host has room for it") : null,
    });
    await using CloudStackClient client = new(simulated is null
        ? CloudStackProfile.FromEnvironment()
        : new() { Endpoint = simulated.Endpoint, ApiKey = simulated.Engine.Admin.ApiKey, SecretKey = simulated.Engine.Admin.SecretKey });
    string zone = await FirstIdAsync("zone", client.Zones.ListZones());
    string offering = await FirstIdAsync("service offering", client.ServiceOfferings.ListServiceOfferings(new() { ZoneId = zone }));
    string template = await FirstIdAsync("template", client.Templates.ListTemplates(new() { TemplateFilter = "executable", IsReady = true, ZoneId = zone }));

    using CancellationTokenSource stop = new();
    Console.CancelKeyPress += (_, key) => { key.Cancel = !stop.IsCancellationRequested; stop.Cancel(); };

    // One batch submits, applies the limit and waits: one poller checks all jobs together, however many there are.
    Row[] rows = [.. Enumerable.Range(0, count).Select(i => new Row($"web-{i}"))];
    JobBatch<Row, VirtualMachine> batch = client.Jobs.StartBatch(rows, DeployAsync, new() { MaxConcurrency = 5 }, stop.Token);
    if (AnsiConsole.Profile.Out.IsTerminal)
    {
        await AnsiConsole.Live(Draw()).StartAsync(async view =>
        {
            for (Task reading = ReadAsync(_ => { }); !reading.IsCompleted; await Task.WhenAny(reading, Task.Delay(200)))
            {
                view.UpdateTarget(Draw());
            }

            view.UpdateTarget(Draw());
        });
    }
    else
    {
        // A file or pipe: a line for each job that has ended.
        await ReadAsync(row => Console.WriteLine($"{row.Name,-8} {row.State,-10} {row.Elapsed?.TotalSeconds,5:0.0} s   {row.Job?.JobId}"));
    }

    JobBatchSummary summary = await batch.Completion;
    Console.WriteLine($"\n{summary.Succeeded} of {count} machines were deployed{(simulated is null ? "" : $", with {simulated.Engine.RequestCount} requests")}");
    foreach (Row row in rows.Where(row => row.Problem is not null))
    {
        Console.WriteLine($"  {row.Name,-8} {row.Problem}");
    }

    return summary.IsCanceled ? 130 : summary.Succeeded == count ? 0 : 1;

    async Task<JobHandle<VirtualMachine>> DeployAsync(Row row, CancellationToken cancellationToken)
    {
        (row.State, row.StartedAt) = ("Submitting", Stopwatch.GetTimestamp());
        row.Job = await client.VirtualMachines.DeployVirtualMachineAsync(
            new() { Name = row.Name, ZoneId = zone, ServiceOfferingId = offering, TemplateId = template }, cancellationToken);
        row.State = "Running";
        return row.Job;
    }

    // Items arrive as jobs end. A failure is in its item and stops no other.
    async Task ReadAsync(Action<Row> ended)
    {
        await foreach (JobBatchItem<Row, VirtualMachine> item in batch)
        {
            Row row = item.Input;
            row.Elapsed = Stopwatch.GetElapsedTime(row.StartedAt ?? Stopwatch.GetTimestamp());
            row.State = item.Result?.Outcome.ToString() ?? (item.Job is null ? "Not sent" : "Goes on");
            row.Problem = item.Exception?.Message ?? item.Result?.Error?.Text ?? item.Result?.UnknownReason?.ToString();
            ended(row);
        }
    }

    Table Draw()
    {
        Table table = new Table().AddColumns("Machine", "Job", "State", "Elapsed");
        foreach (Row row in rows)
        {
            string color = row.State switch { "Succeeded" => "green", "Failed" => "red", "Running" => "yellow", _ => "grey" };
            TimeSpan elapsed = row.Elapsed ?? (row.StartedAt is { } start ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero);
            table.AddRow(row.Name, row.Job?.JobId ?? "", $"[{color}]{row.State}[/]", $"{elapsed.TotalSeconds:0.0} s");
        }

        return table;
    }
}
catch (Exception e) when (e is InvalidDataException or ArgumentException or CloudStackException)
{
    // Wrong settings, an empty list, or a failed call: the client's messages contain no secrets.
    Console.Error.WriteLine(e.Message);
    return e is CloudStackException and not ResourceLookupException ? 1 : 2;
}

static async Task<string> FirstIdAsync<T>(string kind, PagedQuery<T> query) where T : class, INamedResource =>
    (await query.FirstOrDefaultAsync())?.Id ?? throw new ResourceLookupException($"The account has no {kind}.", name: "", isAmbiguous: false, []);

internal sealed class Row(string name)
{
    public string Name { get; } = name;
    public JobHandle<VirtualMachine>? Job { get; set; }
    public string State { get; set; } = "Waiting";
    public string? Problem { get; set; }
    public long? StartedAt { get; set; }
    public TimeSpan? Elapsed { get; set; }
}
