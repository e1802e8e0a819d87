using System.CommandLine;
using System.Globalization;
using CloudStack.Client.Apis;
using CloudStack.Simulator;

namespace CloudStack.Client.Benchmarks.Single;

/// <summary><c>single</c>: one job alone, in virtual time, repeatedly.</summary>
internal static class SingleCommand
{
    public static Command Create()
    {
        Option<int> runs = new("--runs") { Description = "The number of runs.", DefaultValueFactory = _ => 100 };
        Command command = new("single", "Waits for one job of 20 to 30 s, many times, in virtual time: requests and lateness.") { runs };
        command.SetAction((result, _) => RunAsync(result.GetValue(runs)));
        return command;
    }

    private static async Task<int> RunAsync(int runs)
    {
        double requests = 0, late = 0;
        for (int run = 0; run < runs; run++)
        {
            ManualTimeProvider clock = new();
            TimeSpan duration = TimeSpan.FromSeconds(20 + (10d * run / Math.Max(1, runs - 1)));
            SimulatorEngine engine = new(new SimulatorOptions { JobDuration = duration }, clock);
            string zone = engine.AddZone("one"), offering = engine.AddServiceOffering("one"), template = engine.AddTemplate("one");
            CloudStackClientOptions options = new() { Endpoint = SimulatorHandler.Endpoint, ApiKey = engine.Admin.ApiKey, SecretKey = engine.Admin.SecretKey };
            await using CloudStackClient client = new(options, new SimulatorHandler(engine), timeProvider: clock);
            long before = engine.RequestCount;
            await clock.RunUntilAsync(() => client.VirtualMachines
                .DeployVirtualMachineAsync(new DeployVirtualMachineRequest { ZoneId = zone, ServiceOfferingId = offering, TemplateId = template, Name = "one" })
                .WaitForResultAsync());
            requests += engine.RequestCount - before;
            late += (clock.Elapsed - duration).TotalSeconds;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"runs":{{runs}},"meanRequests":{{requests / runs:F2}},"meanLateSeconds":{{late / runs:F2}}}"""));
        return 0;
    }
}
