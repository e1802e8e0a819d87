using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Fleet.RateLimits;

/// <summary>Requests the silo's share once a second. If this fails, the last share remains valid.</summary>
internal sealed partial class LeaseRenewal(
    IGrainFactory grains, ILocalSiloDetails silo, Permits permits, TimeProvider time, ILogger<LeaseRenewal> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                permits.PerSecond = await grains.GetGrain<IRateGrain>(0).LeaseAsync(silo.Name, permits.TakeDemand(Interval), permits.Sent);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogKept(logger, e.Message);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "No new share of the request limit: {Problem}")]
    private static partial void LogKept(ILogger logger, string problem);
}
