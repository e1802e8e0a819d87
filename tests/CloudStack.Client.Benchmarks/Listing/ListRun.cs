using CloudStack.Client.Apis;
using CloudStack.Client.Benchmarks.Jobs;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.Benchmarks.Listing;

/// <summary>Runs jobs against the simulator in this process, in virtual time, and waits for their typed results.</summary>
internal static class ListRun
{
    public static async Task<ListReport> RunAsync(IReadOnlyList<TimeSpan> durations, int concurrency, TimeSpan latency, CancellationToken cancellationToken)
    {
        ManualTimeProvider clock = new();
        SimulatorEngine engine = new(
            new SimulatorOptions
            {
                JobDurationSelector = job => BenchmarkMachine.Duration(job.Parameters.GetValueOrDefault("name")),
                RequestLogLimit = 0,
            },
            clock);
        SimulatorUser user = engine.AddUser("bench");
        string zone = engine.AddZone("bench"), offering = engine.AddServiceOffering("bench"), template = engine.AddTemplate("bench");
        using LookHandler handler = new(new SimulatorHandler(engine), latency, clock);
        CloudStackClientOptions options = new() { Endpoint = SimulatorHandler.Endpoint, ApiKey = user.ApiKey, SecretKey = user.SecretKey };
        await using CloudStackClient client = new(options, handler, timeProvider: clock);
        (string JobId, DateTimeOffset At)?[] told = await clock.RunUntilAsync(() => InTurn.RunAsync(durations.Count, concurrency, async i =>
        {
            DeployVirtualMachineRequest request = new()
            {
                ZoneId = zone,
                ServiceOfferingId = offering,
                TemplateId = template,
                Name = BenchmarkMachine.Name(i, durations[i]),
            };
            try
            {
                JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(request, cancellationToken);
                await job.WaitForResultAsync(cancellationToken);
                return ((string, DateTimeOffset)?)(job.JobId!, clock.GetUtcNow());
            }
            catch (CloudStackException e)
            {
                await Console.Error.WriteLineAsync($"{request.Name}: {e.Message}");
                return null;
            }
        }));
        double seconds = clock.Elapsed.TotalSeconds;
        Dictionary<string, DateTimeOffset> ended = engine.Jobs.Where(static job => job.Completed is not null).ToDictionary(static job => job.Id, static job => job.Completed!.Value);
        double[] late = [.. told.Where(static job => job is not null).Select(job => (job!.Value.At - ended[job.Value.JobId]).TotalSeconds).Order()];
        return new ListReport(
            durations.Count,
            Math.Round((double)engine.RequestCount / durations.Count, 3),
            Math.Round(handler.Lists / seconds, 3),
            Math.Round(late.DefaultIfEmpty().Average(), 3),
            Math.Round(late.Length == 0 ? 0 : late[(int)Math.Ceiling(late.Length * 0.95) - 1], 3),
            Math.Round(seconds, 3))
        {
            Told = late.Length,
        };
    }
}
