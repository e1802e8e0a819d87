using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>The examples of the README, compiled and run. A test compares the marked lines with the README's blocks.</summary>
internal static class ReadmeExamples
{
    public static async Task<VirtualMachine?> DeployAsync(
        Uri endpoint, string apiKey, string secretKey, DeployVirtualMachineRequest request, TimeSpan deadline, CancellationToken cancellationToken)
    {
        VirtualMachine? machine = null;

        // README: deploy
        await using var client = new CloudStackClient(new CloudStackClientOptions { Endpoint = endpoint, ApiKey = apiKey, SecretKey = secretKey });

        JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(request, cancellationToken);
        Console.WriteLine($"{job.Id} makes {job.ResourceId}; {job.ToToken()} leads back to it from any process");

        try
        {
            JobResult<VirtualMachine> result = await job.WaitForCompletionAsync(deadline, cancellationToken);
            Console.WriteLine(result switch
            {
                { IsSuccess: true } => $"{result.Value?.Name} is {result.Value?.State}, {result.Polls} polls in {result.Waited}",
                { Error: { } error } => $"failed: {error.Kind}, {error.ErrorCode}, {error.Text}",
                _ => $"nobody can tell how it ended: {result.UnknownReason}",
            });
            machine = result.Value;
        }
        catch (JobTimeoutException e)
        {
            Console.WriteLine($"{e.Job} goes on after {e.Elapsed}; the handle can be waited for again");
        }
        catch (JobWaitCanceledException e)
        {
            Console.WriteLine($"stopped waiting for {e.Job}, which goes on");
        }
        // README: end

        return machine;
    }

    public static async Task<string?> VirtualTimeAsync()
    {
        // README: virtual time
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.FromHours(2) }, clock);
        string zone = engine.AddZone("eu-1"), offering = engine.AddServiceOffering("small"), template = engine.AddTemplate("debian");
        var options = new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = engine.Admin.ApiKey, SecretKey = engine.Admin.SecretKey };
        await using var client = new CloudStackClient(options, new SimulatorHandler(engine), timeProvider: clock);

        engine.Faults.Add(Fault.LoseAnswer, "deployVirtualMachine", times: 1);   // the command is executed, its answer is lost
        VirtualMachine machine = await clock.RunUntilAsync(() => client.VirtualMachines
            .DeployVirtualMachineAsync(new() { ZoneId = zone, ServiceOfferingId = offering, TemplateId = template, Name = "web-1" })
            .WaitForResultAsync(TimeSpan.FromHours(3)));

        Assert.That(machine.State, Is.EqualTo("Running"));
        Assert.That(engine.ExecutionCount("web-1"), Is.EqualTo(1));
        Assert.That(clock.Elapsed, Is.GreaterThan(TimeSpan.FromHours(2)));       // of virtual time
        // README: end

        return machine.Id;
    }
}
