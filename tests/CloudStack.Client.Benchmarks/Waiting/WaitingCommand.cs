using System.CommandLine;
using System.Globalization;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.Benchmarks.Waiting;

/// <summary><c>waiting</c>: what jobs cost during a wait.</summary>
internal static class WaitingCommand
{
    public static Command Create()
    {
        Option<int> jobs = new("--jobs") { Description = "The number of waits.", DefaultValueFactory = _ => 10_000 };
        Command command = new("waiting", "Memory that a waiting job retains, and threads, against an in-process server that never finishes.") { jobs };
        command.SetAction((result, _) => RunAsync(result.GetValue(jobs)));
        return command;
    }

    private static async Task<int> RunAsync(int jobs)
    {
        ManualTimeProvider clock = new();
        await using CloudStackClient client = new(
            new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = "key", SecretKey = "secret" },
            new EndlessServer(),
            timeProvider: clock);
        using CancellationTokenSource end = new();

        // One-time costs of a wait, such as code and pools, don't count toward the cost of each.
        _ = WaitAsync(client, end.Token);
        await clock.RunForAsync(TimeSpan.FromSeconds(10));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Task[] waits = new Task[jobs];
        for (int i = 0; i < jobs; i++)
        {
            waits[i] = WaitAsync(client, end.Token);
        }

        await clock.RunForAsync(TimeSpan.FromSeconds(60));
        long retained = GC.GetTotalMemory(forceFullCollection: true) - before;
        int threads = ThreadPool.ThreadCount;
        bool allWait = waits.All(wait => !wait.IsCompleted);
        await end.CancelAsync();
        await clock.RunForAsync(TimeSpan.FromSeconds(1));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"jobs":{{jobs}},"allWaiting":{{(allWait ? "true" : "false")}},"retainedBytesPerJob":{{retained / jobs}},"threadPoolThreads":{{threads}}}"""));
        return allWait ? 0 : 1;
    }

    private static async Task WaitAsync(CloudStackClient client, CancellationToken cancellationToken)
    {
        try
        {
            JobHandle<VirtualMachine> job = await client.VirtualMachines.StartVirtualMachineAsync(new StartVirtualMachineRequest { Id = "1" }, cancellationToken);
            await job.WaitForResultAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
