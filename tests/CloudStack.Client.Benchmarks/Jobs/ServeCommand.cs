using System.CommandLine;
using System.Text.Json;
using CloudStack.Simulator;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary><c>serve</c>: the simulator, until standard input ends. Started by <c>jobs</c>.</summary>
internal static class ServeCommand
{
    /// <summary>The input line that requests the server's statistics.</summary>
    public const string Report = "report";

    /// <summary>The input line that requests the number of requests.</summary>
    public const string Count = "count";

    public static Command Create()
    {
        Option<int?> throttle = new("--throttle");
        Command command = new("serve", "Runs the simulator for the jobs benchmark; it speaks JSON lines.") { throttle };
        command.Hidden = true;
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(throttle), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int? throttle, CancellationToken cancellationToken)
    {
        SimulatorEngine engine = new(new SimulatorOptions
        {
            ThrottleLimit = throttle,
            JobDurationSelector = job => BenchmarkMachine.Duration(job.Parameters.GetValueOrDefault("name")),
        });

        // Root admins aren't throttled, so a user owns the jobs.
        SimulatorUser user = engine.AddUser("bench");
        string zone = engine.AddZone("bench"), offering = engine.AddServiceOffering("bench"), template = engine.AddTemplate("bench");
        await using SimulatorServer server = await SimulatorServer.StartAsync(engine, cancellationToken);
        Write(new ServerStart(server.Endpoint, user.ApiKey, user.SecretKey, zone, offering, template), ServerJson.Default.ServerStart);
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line == Count)
            {
                Write(engine.RequestCount, ServerJson.Default.Int64);
            }
            else if (line == Report)
            {
                Dictionary<string, DateTimeOffset> completions = engine.Jobs
                    .Where(job => job.Completed is not null)
                    .ToDictionary(job => job.Id, job => job.Completed!.Value);
                Write(new ServerReport(engine.RequestCount, (int)server.ConnectionCount, completions), ServerJson.Default.ServerReport);
            }
        }

        return 0;
    }

    private static void Write<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(value, type));
        Console.Out.Flush();
    }
}
