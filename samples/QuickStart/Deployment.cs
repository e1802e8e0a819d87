using CloudStack.Client;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace QuickStart;

/// <summary>The point of it all: one asynchronous command, from the lists it needs to its typed result.</summary>
internal static class Deployment
{
    public static async Task<int> RunAsync(CloudStackClient client, Arguments arguments, CancellationToken cancellationToken)
    {
        List<Zone> zones = await client.Zones.ListZones().ToListAsync(cancellationToken);
        Zone zone = Choice.Of(zones, zone => zone.Name, arguments.Zone, "Zones", "--zone");

        List<ServiceOffering> offerings = await client.ServiceOfferings.ListServiceOfferings(new() { ZoneId = zone.Id }).ToListAsync(cancellationToken);
        ServiceOffering offering = Choice.Of(offerings, offering => offering.Name, arguments.Offering, "Service offerings", "--offering");

        List<Template> templates = await client.Templates.ListTemplates(new() { TemplateFilter = "executable", ZoneId = zone.Id }).ToListAsync(cancellationToken);
        templates.RemoveAll(template => template.IsReady != true);
        Template template = Choice.Of(templates, template => template.Name, arguments.Template, $"Templates that are ready in {zone.Name}", "--template");

        DeployVirtualMachineRequest request = new()
        {
            ZoneId = zone.Id!,
            ServiceOfferingId = offering.Id!,
            TemplateId = template.Id,
            NetworkIds = arguments.Network is { } network ? [await Networks.FindAsync(client, zone, network, cancellationToken)] : null,
            Name = $"quickstart-{Guid.NewGuid().ToString("N")[..8]}",
        };
        Console.WriteLine($"\nDeploying {request.Name}");

        // The call ends as soon as the server has accepted the work: the job is known, and so is the machine's id.
        JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(request, cancellationToken);
        Console.WriteLine($"  job       {job.Id}");
        Console.WriteLine($"  resource  {job.ResourceId}");

        // Asked every second, because somebody is watching; without options the client asks less and less often.
        PollingOptions polling = client.Polling with { MaxDelay = TimeSpan.FromSeconds(1) };
        JobResult<VirtualMachine> result = await job.WaitForCompletionAsync(polling, new ProgressLine(), cancellationToken);
        Console.WriteLine();
        return Report(result);
    }

    private static int Report(JobResult<VirtualMachine> result)
    {
        switch (result)
        {
            case { IsSuccess: true, Value: { } machine }:
                Console.WriteLine($"{machine.Name} is {machine.State}");
                Console.WriteLine($"  id        {machine.Id}");
                Console.WriteLine($"  zone      {machine.ZoneName}");
                Console.WriteLine($"  template  {machine.TemplateName}");
                Console.WriteLine($"  size      {machine.CpuNumber} CPU, {machine.Memory} MiB ({machine.ServiceOfferingName})");
                Console.WriteLine($"  address   {(machine.Nic is [{ IPAddress: { } address }, ..] ? address : "none")}");
                return ExitCode.Done;
            case { Error: { } error }:
                Console.WriteLine("The job failed");
                Console.WriteLine($"  kind      {error.Kind}");
                Console.WriteLine($"  code      {error.ErrorCode}");
                Console.WriteLine($"  text      {error.Text}");
                Console.WriteLine($"The machine {result.Job.ResourceId} was recorded before the job began; destroy it if you do not need it.");
                return ExitCode.Failed;
            case { UnknownReason: { } reason }:
                Console.WriteLine($"Nobody can tell how the job ended ({reason}); look at the machine {result.Job.ResourceId}.");
                return ExitCode.Failed;
            default:
                Console.WriteLine("The job succeeded, but the server sent no machine.");
                return ExitCode.Failed;
        }
    }
}
