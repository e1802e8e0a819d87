using System.Globalization;
using CloudStack.Simulator;
using Fleet.Fleets;
using Fleet.Hosting;
using Fleet.Machines;

namespace Fleet.Tests.Support;

/// <summary>
/// A complete fleet for a test: Redis, a simulated cloud in this process, and silos in their own processes. All of them end with it.
/// Times are shorter than in the sample, so that a run takes a minute.
/// </summary>
internal sealed class TestFleet : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        [nameof(FleetOptions.ReminderPeriod)] = "00:00:05",
        [nameof(FleetOptions.ProbeTimeout)] = "00:00:01.5",
        [nameof(FleetOptions.LookUpTimeout)] = "00:00:05",
        [nameof(FleetOptions.SearchTime)] = "00:00:05",
        [nameof(FleetOptions.RetryPause)] = "00:00:01",
    };

    private readonly FleetPlan _plan;
    private readonly long _requestsBefore;

    private TestFleet(RedisServer redis, SimulatedCloud cloud, FleetPlan plan, RunningFleet fleet)
    {
        Redis = redis;
        Cloud = cloud;
        Fleet = fleet;
        _plan = plan;
        _requestsBefore = cloud.Engine.RequestCount;
    }

    public RedisServer Redis { get; }

    public SimulatedCloud Cloud { get; }

    public RunningFleet Fleet { get; private set; }

    /// <summary>Requests since the silos were ready.</summary>
    public long Requests => Cloud.Engine.RequestCount - _requestsBefore;

    private IEnumerable<string> Names => Enumerable.Range(0, _plan.Machines).Select(_plan.NameOf);

    public static async Task<TestFleet> StartAsync(int machines, int silos, CancellationToken cancellationToken, int? limit = null, Action<FaultPlan>? weather = null)
    {
        RequireRedis();
        RedisServer redis = await RedisServer.StartNewAsync();
        SimulatedCloud? cloud = null;
        try
        {
            cloud = await SimulatedCloud.StartAsync(limit);
            FleetPlan plan = await Preflight.PlanAsync(cloud.Settings, new FleetOptions { Machines = machines }, cancellationToken);
            weather?.Invoke(cloud.Engine.Faults);
            return new(redis, cloud, plan, await RunningFleet.StartAsync(redis.Address, cloud.Settings, plan, silos, Settings, cancellationToken));
        }
        catch
        {
            await redis.DisposeAsync();
            await (cloud?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    public static void RequireRedis()
    {
        if (!RedisServer.IsInstalled())
        {
            const string Missing = "Redis is not installed (package redis-server); .ci/run installs it.";
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), Missing);
            Assert.Ignore(Missing);
        }
    }

    /// <summary>Waits until all machines have ended; each event happens when so many are ready.</summary>
    public async Task<FleetProgress> RunAsync(CancellationToken cancellationToken, params (int Ready, Func<Task> Happens)[] events)
    {
        FleetProgress? last = null;
        Queue<(int Ready, Func<Task> Happens)> left = new(events);
        try
        {
            await foreach (FleetProgress progress in Fleet.WatchAsync(cancellationToken))
            {
                last = progress;
                while (left.TryPeek(out (int Ready, Func<Task> Happens) next) && progress.Ready >= next.Ready)
                {
                    left.Dequeue();
                    await next.Happens();
                }
            }
        }
        catch
        {
            PrintSilos(last);
            throw;
        }

        Assert.That(left, Is.Empty, "events that didn't happen");
        return last!;
    }

    /// <summary>Kills all silos at once when so many machines are ready, then starts new ones for the same fleet.</summary>
    public async Task KillAllAndStartAgainAsync(int ready, CancellationToken cancellationToken)
    {
        int silos = Fleet.Silos.Count;
        await foreach (FleetProgress progress in Fleet.WatchAsync(cancellationToken))
        {
            if (progress.Ready >= ready)
            {
                break;
            }
        }

        await Task.WhenAll(Fleet.Silos.Select(silo => silo.KillAsync()));
        await Fleet.DisposeAsync();
        Fleet = await RunningFleet.StartAsync(Redis.Address, Cloud.Settings, _plan, silos, Settings, cancellationToken);
    }

    /// <summary>What must be true after every run: each machine once, no job lost, no orphan.</summary>
    public async Task<IReadOnlyList<MachineReport>> AssertEachMachineOnceAsync(FleetProgress end)
    {
        Cloud.Engine.Faults.Clear();
        IReadOnlyList<MachineReport> reports = await Fleet.GetReportsAsync();
        FleetCount count = await Cloud.CountAsync([.. Names]);
        SimulatorJob[] jobs = [.. Cloud.Engine.Jobs.Where(job => job.Command == "deployVirtualMachine")];
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_plan.Machines} machines: {end.Ready} ready, {end.Failed} failed; according to the simulator's own records: {count}, {jobs.Length} jobs; {Requests} requests, {(double)Requests / _plan.Machines:0.00} per machine, reported {Cloud.MeanDelay(reports).TotalSeconds:0.00} s late on average"));
        TestContext.Out.WriteLine($"Errors: {string.Join(", ", end.Errors.OrderByDescending(error => error.Value).Select(error => $"{error.Key} {error.Value}"))}");
        if (count.Once != _plan.Machines || end.Ready != _plan.Machines)
        {
            PrintSilos(end);
        }

        Assert.Multiple(() =>
        {
            Assert.That(end.Ready, Is.EqualTo(_plan.Machines), "ready");
            Assert.That((count.Once, count.Never, count.Often), Is.EqualTo((_plan.Machines, 0, 0)), "executed once, never, more than once");
            Assert.That(count.Machines, Is.EqualTo(_plan.Machines), "no orphan");
            Assert.That(jobs.Select(job => job.Id), Is.EquivalentTo(reports.Select(report => report.JobId)), "no job is lost");
            Assert.That(jobs.Select(job => job.Status), Is.All.EqualTo(1));
            Assert.That(reports.Select(report => report.MachineId), Is.Unique.And.All.Not.Null);
        });
        return reports;
    }

    public async ValueTask DisposeAsync()
    {
        await Fleet.DisposeAsync();
        await Cloud.DisposeAsync();
        await Redis.DisposeAsync();
    }

    private void PrintSilos(FleetProgress? last)
    {
        TestContext.Out.WriteLine($"Last: {string.Join(", ", last?.ByPhase ?? [])}; errors {string.Join(", ", last?.Errors ?? [])}");
        foreach (SiloProcess silo in Fleet.Silos)
        {
            TestContext.Out.WriteLine($"== {silo.Name}\n{string.Join('\n', silo.Output.TakeLast(40).Select(line => line.Length > 400 ? line[..400] : line))}");
        }
    }
}
