using CloudStack.Client;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Simulator;

const string Usage =
    """
    Deploys a virtual machine asynchronously and waits for it: on a simulated cloud inside this program, or on the one
    that CLOUDSTACK_ENDPOINT, CLOUDSTACK_API_KEY and CLOUDSTACK_SECRET_KEY in the environment name.

    Usage: QuickStart [--fail] [ZONE [OFFERING [TEMPLATE]]]

      --fail    make the job fail (simulated cloud only); omitted names select the first item of each list
    Exit codes: 0 the machine was deployed, 1 it was not, 2 wrong arguments or settings, 130 stopped by Ctrl-C.
    """;
string? endpoint = Environment.GetEnvironmentVariable("CLOUDSTACK_ENDPOINT");
string? apiKey = Environment.GetEnvironmentVariable("CLOUDSTACK_API_KEY");
string? secretKey = Environment.GetEnvironmentVariable("CLOUDSTACK_SECRET_KEY");
bool isReal = !string.IsNullOrEmpty(endpoint + apiKey + secretKey), fails = args.Contains("--fail");
string[] names = [.. args.Where(argument => argument != "--fail")];
if (names.Length > 3 || names.Any(name => name.StartsWith('-')) || (fails && isReal))
{
    bool isHelp = args is ["--help"];
    (isHelp ? Console.Out : Console.Error).WriteLine(Usage);
    return isHelp ? 0 : 2;
}

// The first Ctrl-C ends the wait cleanly; the second one ends the program.
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, key) => { key.Cancel = !stop.IsCancellationRequested; stop.Cancel(); };
try
{
    SimulatorOptions options = new() { JobDuration = TimeSpan.FromSeconds(5) };
    await using SimulatorServer? simulator = isReal ? null : await SimulatorServer.StartAsync(options, stop.Token);
    simulator?.Engine.PlanJob(ending: fails ? JobEnding.Failure(530, "Unable to start a VM due to insufficient capacity.") : null);
    await using CloudStackClient client = new(new CloudStackClientOptions
    {
        Endpoint = simulator?.Endpoint ?? (Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) ? address : null),
        ApiKey = simulator?.Engine.Admin.ApiKey ?? apiKey,
        SecretKey = simulator?.Engine.Admin.SecretKey ?? secretKey,
    });
    Console.WriteLine($"{(isReal ? "Cloud" : "Simulated cloud")} at {client.Endpoint.Host}");

    Zone zone = await PickAsync("Zones", client.Zones.ListZones(), 0);
    ServiceOffering offering = await PickAsync("Offerings", client.ServiceOfferings.ListServiceOfferings(new() { ZoneId = zone.Id }), 1);
    ListTemplatesRequest usable = new() { TemplateFilter = "executable", IsReady = true, ZoneId = zone.Id };
    Template template = await PickAsync("Templates", client.Templates.ListTemplates(usable), 2);
    DeployVirtualMachineRequest request = new()
    {
        Name = $"quickstart-{Guid.NewGuid().ToString("N")[..8]}",
        ZoneId = zone.Id,
        ServiceOfferingId = offering.Id,
        TemplateId = template.Id,
    };

    // The call returns as soon as the server has accepted the work: the job is known, and so is the machine's id.
    JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(request, stop.Token);
    Console.WriteLine($"\nDeploying {request.Name} in {zone.Name}: {offering.Name}, {template.Name}");
    Console.WriteLine($"  job       {job.JobId}\n  resource  {job.ResourceId}");

    // Polled every second, because somebody is watching; by default, the client goes by how long such jobs take.
    PollingOptions polling = client.Polling with { InitialDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(1) };
    JobResult<VirtualMachine> result = await job.WaitForCompletionAsync(new JobWaitOptions { Polling = polling, Progress = new Progress() }, stop.Token);
    Console.WriteLine(result switch
    {
        { Value: { } machine } => $"\n{machine.Name} is {machine.State}\n  id        {machine.Id}\n  template  {machine.TemplateName}",
        { Error: { } error } => $"\nThe job failed\n  kind      {error.Kind}\n  code      {error.ErrorCode}\n  text      {error.Text}",
        _ => $"\nThe outcome is {result.Outcome} {result.UnknownReason}; check the machine {job.ResourceId}",
    });
    return result.IsSuccess ? 0 : 1;
}
catch (OperationCanceledException e)
{
    Console.WriteLine(e switch
    {
        JobWaitCanceledException { Job: var job } => $"\nStopped waiting; {job} continues. client.Jobs.Resume finds it again from any process:\n  token     {job.ToToken()}",
        CommandCanceledException { Token: { } token } => $"\nStopped before the response. If the server has accepted the job, client.Jobs.Resume finds it from any process:\n  token     {token}",
        _ => "\nStopped before the server had confirmed a job.",
    });
    return 130;
}
catch (Exception e) when (e is ArgumentException or CloudStackException)
{
    // Wrong settings, an unknown name, or a failed call: the client's messages contain no secrets.
    Console.Error.WriteLine(e.Message);
    return e is CloudStackException and not ResourceLookupException ? 1 : 2;
}

async Task<T> PickAsync<T>(string title, PagedQuery<T> query, int position) where T : class, INamedResource
{
    List<T> items = await query.ToListAsync(stop.Token);
    Console.WriteLine($"{title} ({items.Count}): {string.Join(" | ", items.Take(5).Select(item => item.Name))}");
    return position < names.Length
        ? await PagedQuery<T>.FromItems(items).GetByNameAsync(names[position])
        : items.FirstOrDefault() ?? throw new ResourceLookupException($"{title}: there is none for this account.", name: "", isAmbiguous: false, []);
}

internal sealed class Progress : IProgress<JobProgress>
{
    public void Report(JobProgress value) =>
        Console.WriteLine($"  after {value.Elapsed.TotalSeconds,4:0.0} s   {value.Status,-9}   poll {value.Polls}");
}
