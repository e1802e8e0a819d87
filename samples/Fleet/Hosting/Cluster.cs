using Fleet.Fleets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Fleet.Hosting;

/// <summary>The names by which silos and console find each other in Redis, and the console's connection to the silos.</summary>
/// <param name="Redis">The address of Redis.</param>
/// <param name="Id">Identifies the silos of one run of the program. Stored data doesn't depend on it.</param>
/// <param name="Fleet">The fleet's name, under which data is stored.</param>
internal sealed record Cluster(string Redis, string Id, string Fleet)
{
    private const string RedisName = "FLEET_REDIS";
    private const string IdName = "FLEET_CLUSTER";

    public static string? RedisFromEnvironment => Environment.GetEnvironmentVariable(RedisName) is { Length: > 0 } address ? address : null;

    public static Cluster New(string redis, string fleet) => new(redis, Guid.NewGuid().ToString("N")[..12], fleet);

    /// <exception cref="FleetProblem">The environment specifies no Redis.</exception>
    public static Cluster FromEnvironment(FleetOptions options) => new(
        RedisFromEnvironment ?? throw new FleetProblem($"No Redis: {RedisName} is not set."),
        Environment.GetEnvironmentVariable(IdName) ?? "fleet",
        options.Name);

    public void WriteTo(IDictionary<string, string?> environment)
    {
        environment[RedisName] = Redis;
        environment[IdName] = Id;
        environment[$"{FleetOptions.Section}__{nameof(FleetOptions.Name)}"] = Fleet;
    }

    public void Apply(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (Id, Fleet);

    /// <summary>Connects to the silos; waits for the first one, and finds others automatically when one dies.</summary>
    public async Task<IHost> ConnectAsync(CancellationToken cancellationToken)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(client => client
            .UseRedisClustering(options => options.ConfigurationOptions = RedisServer.Options(Redis))
            .Configure<ClusterOptions>(Apply)
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5))
            .UseConnectionRetryFilter(async (_, token) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(0.5), token);
                return true;
            }));
        IHost host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }
}
