using System.Globalization;
using System.Runtime.CompilerServices;
using Fleet.Fleets;
using Fleet.Machines;
using Fleet.RateLimits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Fleet.Hosting;

/// <summary>A fleet as its console sees it: silos in their own processes, and a connection to their grains.</summary>
internal sealed class RunningFleet : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private readonly Cluster _cluster;
    private readonly CloudSettings _cloud;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly List<SiloProcess> _silos = [];
    private IHost? _connection;

    private RunningFleet(Cluster cluster, CloudSettings cloud, FleetPlan plan, IReadOnlyDictionary<string, string> settings)
    {
        _cluster = cluster;
        _cloud = cloud;
        Plan = plan;
        _settings = settings;
    }

    /// <summary>The silos that were started, dead ones included.</summary>
    public IReadOnlyList<SiloProcess> Silos => _silos;

    /// <summary>The plan that applies: the stored one if the fleet was already in Redis.</summary>
    public FleetPlan Plan { get; private set; }

    private IGrainFactory Grains => _connection!.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts silos, and the fleet in them; one that is already in Redis continues.</summary>
    /// <param name="redis">The address of Redis.</param>
    /// <param name="cloud">The cloud.</param>
    /// <param name="plan">The desired fleet.</param>
    /// <param name="silos">The number of silos.</param>
    /// <param name="settings">Settings for the silos that differ from the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="FleetProblem">Something doesn't start.</exception>
    public static async Task<RunningFleet> StartAsync(
        string redis, CloudSettings cloud, FleetPlan plan, int silos, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        RunningFleet fleet = new(Cluster.New(redis, plan.Name), cloud, plan, settings);
        try
        {
            for (int i = 0; i < silos; i++)
            {
                await fleet.StartSiloAsync(cancellationToken);
            }

            fleet._connection = await fleet._cluster.ConnectAsync(cancellationToken);
            fleet.Plan = await fleet.Grains.GetGrain<IFleetGrain>(plan.Name).StartAsync(plan);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    public async Task<SiloProcess> StartSiloAsync(CancellationToken cancellationToken)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"silo-{_silos.Count + 1}");
        SiloProcess silo = await SiloProcess.StartAsync(name, _cluster, _cloud, _settings, cancellationToken);
        _silos.Add(silo);
        return silo;
    }

    /// <summary>The fleet's progress, from whichever silo has its grain, until all machines have ended.</summary>
    /// <exception cref="FleetProblem">All silos have exited.</exception>
    public async IAsyncEnumerable<FleetProgress> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<FleetProgress>? source = null;
        while (true)
        {
            try
            {
                source ??= Grains.GetGrain<IFleetGrain>(Plan.Name).WatchAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
                if (!await source.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (_silos.TrueForAll(silo => silo.HasExited))
                {
                    throw new FleetProblem($"All silos have exited. {_silos[^1].Output.LastOrDefault()}".TrimEnd());
                }

                // Its silo has died, or Redis is unavailable; the grain will move to another silo.
                source = null;
                await Task.Delay(Pause, cancellationToken);
                continue;
            }

            yield return source.Current;
        }
    }

    /// <summary>The progress of each machine, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<MachineReport>> GetReportsAsync() =>
        await Task.WhenAll(Enumerable.Range(0, Plan.Machines).Select(number => Grains.GetGrain<IMachineGrain>(Plan.NameOf(number)).GetAsync()));

    /// <summary>How many requests each silo has sent.</summary>
    public Task<Dictionary<string, long>> GetSentAsync() => Grains.GetGrain<IRateGrain>(0).GetSentAsync();

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.StopAsync();
            connection.Dispose();
        }

        await Task.WhenAll(_silos.Select(silo => silo.DisposeAsync().AsTask()));
    }
}
