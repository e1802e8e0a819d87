using System.Diagnostics;
using System.Globalization;
using Fleet.Fleets;
using Fleet.Hosting;
using Fleet.Machines;
using Fleet.Screen;

namespace Fleet;

/// <summary>Runs everything with one command: Redis, a simulated cloud unless one is specified, silos, and the console.</summary>
internal static class FleetProgram
{
    /// <returns>The exit code: 0 if all machines were deployed.</returns>
    /// <exception cref="FleetProblem">A prerequisite is missing, or all silos have exited.</exception>
    public static async Task<int> RunAsync(FleetOptions options, CancellationToken cancellationToken)
    {
        CloudSettings? named = CloudSettings.FromEnvironment();
        string? address = options.Redis ?? Cluster.RedisFromEnvironment;
        await using RedisServer? redis = address is null ? await RedisServer.StartNewAsync() : null;
        address ??= redis!.Address;
        await Preflight.CheckRedisAsync(address);
        await using SimulatedCloud? simulated = named is null ? await SimulatedCloud.StartAsync(options.Limit) : null;
        CloudSettings cloud = named ?? simulated!.Settings;
        options.Machines ??= simulated is null ? 10 : 300;
        if (simulated is not null)
        {
            // A simulated cloud ends with the program, so a later run must not continue this fleet.
            options.Name += Guid.NewGuid().ToString("N")[..6];
        }

        FleetPlan wanted = await Preflight.PlanAsync(cloud, options, cancellationToken);
        Console.WriteLine($"Redis at {address}, {(simulated is null ? "cloud" : "simulated cloud")} at {cloud.Endpoint}; starting {options.Silos} silos");
        long before = simulated?.Engine.RequestCount ?? 0, start = Stopwatch.GetTimestamp();
        await using RunningFleet fleet = await RunningFleet.StartAsync(address, cloud, wanted, options.Silos, new Dictionary<string, string>(), cancellationToken);
        FleetPlan plan = fleet.Plan;
        if (plan != wanted)
        {
            Console.WriteLine($"The fleet {plan.Name} is already in Redis. It continues with its own plan: {plan.Machines} machines, {plan.Parallel} at once");
        }

        SiloFile.Write(fleet.Silos);
        try
        {
            FleetProgress end = await ProgressScreen.ShowAsync(fleet, cancellationToken);
            long requests = (simulated?.Engine.RequestCount ?? 0) - before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"\n{end.Ready} of {plan.Machines} machines were deployed after {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {end.Failed} failed"));
            IReadOnlyList<MachineReport> reports = await fleet.GetReportsAsync();
            foreach (IGrouping<string?, MachineReport> failed in reports.Where(report => report.Phase == MachinePhase.Failed).GroupBy(report => report.Problem))
            {
                Console.WriteLine($"  {failed.Count()} x {failed.Key}");
            }

            if (simulated is not null)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(double)requests / plan.Machines:0.0} requests per machine; on average, a machine was reported {simulated.MeanDelay(reports).TotalSeconds:0.00} s after its job ended"));
                Console.WriteLine($"According to the simulator's own records: {await simulated.CountAsync([.. Enumerable.Range(0, plan.Machines).Select(plan.NameOf)])}");
            }

            return end.Ready == plan.Machines ? 0 : 1;
        }
        finally
        {
            SiloFile.Delete();
        }
    }

    /// <summary>What happens to a fleet whose console was stopped.</summary>
    public static string AfterStop(FleetOptions options)
    {
        if (CloudSettings.FromEnvironment() is null)
        {
            return "The simulated cloud has ended, and its machines with it.";
        }

        return (options.Redis ?? Cluster.RedisFromEnvironment) is null
            ? "Jobs that the cloud has accepted continue. No other run knows them, because this one had its own Redis; set FLEET_REDIS to be able to continue a fleet."
            : "Jobs that the cloud has accepted continue; the same fleet on the same Redis resumes them.";
    }
}
