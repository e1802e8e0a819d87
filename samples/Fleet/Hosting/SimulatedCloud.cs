using CloudStack.Client;
using CloudStack.Simulator;
using Fleet.Machines;

namespace Fleet.Hosting;

/// <summary>A cloud in this process, and what its own records say about a fleet.</summary>
internal sealed class SimulatedCloud(SimulatorServer server, SimulatorUser user) : IAsyncDisposable
{
    public SimulatorEngine Engine => server.Engine;

    public CloudSettings Settings => new(server.Endpoint.AbsoluteUri, user.ApiKey, user.SecretKey);

    /// <param name="limit">The request limit of the account, in calls per second; null for none.</param>
    public static async Task<SimulatedCloud> StartAsync(int? limit)
    {
        SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions
        {
            JobDurationSelector = static job => TimeSpan.FromSeconds(2 + (4 * job.Random.NextDouble())),
            ThrottleLimit = limit,
        });

        // Not the root admin, who has no limit.
        return new(server, server.Engine.AddUser("fleet"));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>Counts, from the cloud's records, how often each machine's command was executed, and the existing machines.</summary>
    public async Task<FleetCount> CountAsync(IReadOnlyCollection<string> names)
    {
        CloudStackClientOptions options = new();
        Settings.Apply(options);
        await using CloudStackClient client = new(options);
        int[] executions = [.. names.Select(Engine.ExecutionCount)];
        return new(
            executions.Count(count => count == 1),
            executions.Count(count => count == 0),
            executions.Count(count => count > 1),
            await client.VirtualMachines.ListVirtualMachines().CountAsync());
    }

    /// <summary>How long after the end of its job each machine was reported as ready, on average.</summary>
    public TimeSpan MeanDelay(IEnumerable<MachineReport> reports)
    {
        Dictionary<string, SimulatorJob> jobs = Engine.Jobs.ToDictionary(job => job.Id);
        return TimeSpan.FromSeconds(reports
            .Where(report => report is { EndedAt: not null, JobId: not null } && jobs.GetValueOrDefault(report.JobId)?.Completed is not null)
            .Average(report => (report.EndedAt!.Value - jobs[report.JobId!].Completed!.Value).TotalSeconds));
    }
}
