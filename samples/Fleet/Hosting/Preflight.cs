using CloudStack.Client;
using CloudStack.Client.Models;
using Fleet.Fleets;
using StackExchange.Redis;

namespace Fleet.Hosting;

/// <summary>Checks all prerequisites before anything starts, and says in one line what is missing.</summary>
internal static class Preflight
{
    /// <exception cref="FleetProblem">Redis doesn't respond.</exception>
    public static async Task CheckRedisAsync(string address)
    {
        try
        {
            ConfigurationOptions options = RedisServer.Options(address);
            options.AbortOnConnectFail = true;
            await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(options);
            await connection.GetDatabase().PingAsync();
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ArgumentException)
        {
            throw new FleetProblem($"No Redis: nothing usable responds at {address}. Set FLEET_REDIS, or install redis-server and leave it unset.");
        }
    }

    /// <exception cref="FleetProblem">The cloud doesn't respond, or refuses the keys.</exception>
    public static Task CheckCloudAsync(CloudSettings cloud, CancellationToken cancellationToken) =>
        AskAsync(cloud, client => client.Zones.ListZones().ToListAsync(cancellationToken));

    /// <summary>Requests what machines need from the cloud, which proves that it responds and accepts the keys.</summary>
    /// <exception cref="FleetProblem">The cloud doesn't respond, refuses the keys, or has no such items.</exception>
    public static Task<FleetPlan> PlanAsync(CloudSettings cloud, FleetOptions options, CancellationToken cancellationToken) => AskAsync(cloud, async client =>
    {
        Zone zone = Pick("zone", options.Zone, await client.Zones.ListZones().ToListAsync(cancellationToken));
        ServiceOffering offering = Pick(
            "service offering", options.Offering, await client.ServiceOfferings.ListServiceOfferings(new() { ZoneId = zone.Id }).ToListAsync(cancellationToken));
        Template template = Pick(
            "template",
            options.Template,
            await client.Templates.ListTemplates(new() { TemplateFilter = "executable", IsReady = true, ZoneId = zone.Id }).ToListAsync(cancellationToken));
        return new FleetPlan(options.Name, options.Machines!.Value, options.Parallel, zone.Id, offering.Id, template.Id);
    });

    private static async Task<T> AskAsync<T>(CloudSettings cloud, Func<ICloudStackClient, Task<T>> ask)
    {
        try
        {
            CloudStackClientOptions settings = new() { MaxRetries = 1, ReadTimeout = TimeSpan.FromSeconds(20) };
            cloud.Apply(settings);
            await using CloudStackClient client = new(settings);
            return await ask(client);
        }
        catch (CloudStackApiException e) when (e.Kind is ErrorKind.Authentication or ErrorKind.NotPermitted)
        {
            throw new FleetProblem($"Wrong keys: {cloud.Endpoint} refuses them ({e.ErrorCode}). Check CLOUDSTACK_API_KEY and CLOUDSTACK_SECRET_KEY, and the clock.");
        }
        catch (Exception e) when (e is CloudStackException or ArgumentException)
        {
            throw new FleetProblem($"No server: {cloud.Endpoint} does not respond like a CloudStack API. {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static T Pick<T>(string kind, string? name, List<T> found)
        where T : INamedResource =>
        found.Find(item => name is null || item.Name == name)
        ?? throw new FleetProblem(name is null ? $"The account has no {kind}." : $"The account has no {kind} {name}; available: {string.Join(", ", found.Select(item => item.Name))}.");
}
