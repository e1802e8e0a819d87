using System.Net;
using CloudStack.Client;
using Fleet.Machines;
using Fleet.RateLimits;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Fleet.Hosting;

/// <summary>A silo: a process that hosts grains, with a client for the cloud.</summary>
internal static class SiloHost
{
    /// <summary>What a silo prints when it has joined the cluster.</summary>
    public const string ReadyLine = "ready";

    private const int MostUnderWay = 4;

    /// <summary>Runs until its input ends, which is when its parent process ends.</summary>
    /// <exception cref="FleetProblem">A prerequisite is missing.</exception>
    public static async Task RunAsync(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        IConfigurationSection section = builder.Configuration.GetSection(FleetOptions.Section);
        FleetOptions options = section.Get<FleetOptions>() ?? new();
        Cluster cluster = Cluster.FromEnvironment(options);
        CloudSettings cloud = CloudSettings.FromEnvironment() ?? throw new FleetProblem("No server: CLOUDSTACK_ENDPOINT is not set.");
        await Preflight.CheckRedisAsync(cluster.Redis);
        await Preflight.CheckCloudAsync(cloud, CancellationToken.None);

        builder.Logging.ClearProviders().AddSimpleConsole(format => (format.SingleLine, format.TimestampFormat) = (true, "HH:mm:ss.fff ")).SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error);
        builder.Services.Configure<FleetOptions>(section);
        AddCloud(builder.Services, cloud, options);
        builder.UseOrleans(silo => Configure(silo, cluster, options));
        using IHost host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(ReadyLine);
        await Task.WhenAny(Task.Run(Console.In.ReadToEnd), host.WaitForShutdownAsync());
        await host.StopAsync();
    }

    private static void AddCloud(IServiceCollection services, CloudSettings cloud, FleetOptions options)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Permits>();
        services.AddTransient<PermitHandler>();
        services.AddTransient<Deployment>();
        services.AddHostedService<LeaseRenewal>();
        services.AddCloudStackClient(client =>
        {
            cloud.Apply(client);
            client.ApplicationId = "fleet";
            client.LookUpTimeout = options.LookUpTimeout;

            // Requests that wait for a permit are already under way. The rest wait in the client, which sends polls first.
            client.MaxConcurrentRequests = MostUnderWay;
        }).AddHttpMessageHandler<PermitHandler>();
    }

    private static void Configure(ISiloBuilder silo, Cluster cluster, FleetOptions options)
    {
        int[] ports = Ports.Free(2);
        silo
            .UseRedisClustering(redis => redis.ConfigurationOptions = RedisServer.Options(cluster.Redis))
            .AddRedisGrainStorageAsDefault(redis => redis.ConfigurationOptions = RedisServer.Options(cluster.Redis))
            .UseRedisReminderService(redis => redis.ConfigurationOptions = RedisServer.Options(cluster.Redis))
            .ConfigureEndpoints(IPAddress.Loopback, ports[0], ports[1])
            .Configure<ClusterOptions>(cluster.Apply)
            .Configure<SiloOptions>(names => names.SiloName = Environment.GetEnvironmentVariable(SiloProcess.NameVariable) ?? $"silo-{Environment.ProcessId}")
            .Configure<ClusterMembershipOptions>(membership =>
            {
                // Declared dead after three missed probes: with the default of 2 s, 6 to 8 s after its end.
                membership.ProbeTimeout = options.ProbeTimeout;
                membership.NumMissedProbesLimit = 3;
                membership.TableRefreshTimeout = options.ProbeTimeout * 5;
            })
            .Configure<ReminderOptions>(reminders =>
            {
                reminders.MinimumReminderPeriod = options.ReminderPeriod;
                reminders.RefreshReminderListPeriod = options.ReminderPeriod * 2;
            });

        // With the default directory, a silo's death may leave a grain active in two places for a moment.
#pragma warning disable ORLEANSEXP003
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }
}
