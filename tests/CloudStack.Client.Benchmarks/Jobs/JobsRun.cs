using System.Diagnostics;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>Submits the jobs of a scenario and waits for their typed results.</summary>
internal static class JobsRun
{
    public static async Task<JobsReport> RunAsync(JobsScenario scenario, CancellationToken cancellationToken)
    {
        await using ServerProcess server = await ServerProcess.StartAsync(scenario.Throttle, cancellationToken);
        BusSource? bus = scenario.BusHints ? new BusSource(server.Start.Endpoint) : null;
        await using CloudStackClient client = new(new CloudStackClientOptions
        {
            Endpoint = server.Start.Endpoint,
            ApiKey = server.Start.ApiKey,
            SecretKey = server.Start.SecretKey,
            CompletionSources = bus is null ? [] : [bus],
        });

        Ended?[] endings = [];
        long before = 0;
        for (int round = 0; round < scenario.Rounds; round++)
        {
            before = round == 0 ? 0 : await server.CountAsync(cancellationToken);
            int first = round * scenario.Jobs;
            endings = await InTurn.RunAsync(
                scenario.Jobs,
                scenario.Concurrency,
                i => RunAsync(client, server.Start, first + i, scenario.Durations[i], cancellationToken));
        }

        Process self = Process.GetCurrentProcess();
        double cpu = self.TotalProcessorTime.TotalSeconds;
        double memory = self.PeakWorkingSet64 / (1024d * 1024);
        ServerReport counted = await server.ReportAsync(cancellationToken);
        double[] delays = [.. endings.OfType<Ended>().Select(end => (end.At - counted.Completions[end.JobId]).TotalSeconds).Order()];
        return new JobsReport(
            scenario.Jobs,
            delays.Length,
            scenario.Jobs - delays.Length,
            Math.Round((double)(counted.Requests - before) / scenario.Jobs, 3),
            Math.Round(delays.DefaultIfEmpty().Average(), 3),
            Math.Round(delays.Length == 0 ? 0 : delays[(int)Math.Ceiling(delays.Length * 0.95) - 1], 3),
            Math.Round(cpu, 2),
            Math.Round(memory, 1),
            counted.Connections);
    }

    private static async Task<Ended?> RunAsync(CloudStackClient client, ServerStart start, int number, TimeSpan duration, CancellationToken cancellationToken)
    {
        DeployVirtualMachineRequest request = new()
        {
            ZoneId = start.ZoneId,
            ServiceOfferingId = start.ServiceOfferingId,
            TemplateId = start.TemplateId,
            Name = BenchmarkMachine.Name(number, duration),
        };
        try
        {
            JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(request, cancellationToken);
            VirtualMachine machine = await job.WaitForResultAsync(cancellationToken);
            DateTimeOffset at = DateTimeOffset.UtcNow;
            return machine.Name == request.Name && machine.State == VirtualMachineState.Running ? new Ended(job.JobId!, at) : null;
        }
        catch (CloudStackException e)
        {
            await Console.Error.WriteLineAsync($"{request.Name}: {e.Message}");
            return null;
        }
    }

    /// <summary>A job whose typed result is in hand.</summary>
    private sealed record Ended(string JobId, DateTimeOffset At);
}
