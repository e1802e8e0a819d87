using CloudStack.Client.Models;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

// README: health check
public sealed class CloudStackHealthCheck(ICloudStackClient client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            Capabilities cloud = await client.Configuration.ListCapabilitiesAsync(cancellationToken);
            return HealthCheckResult.Healthy($"CloudStack {cloud.CloudStackVersion}");
        }
        catch (CloudStackException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message, e);
        }
    }
}
// README: end
