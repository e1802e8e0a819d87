using System.Diagnostics;
using CloudStack.Client.IntegrationTests.DependencyInjection;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Simulator;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace CloudStack.Client.IntegrationTests.Telemetry;

/// <summary>
/// A service with several clients used to see them all as one: only the call durations said which server was meant, and nothing
/// said which client.
/// </summary>
internal sealed class ClientNameTests
{
    private static readonly string[] Instruments =
    [
        "cloudstack.client.job.duration",
        "cloudstack.client.job.lateness",
        "cloudstack.client.jobs.waiting",
        "cloudstack.client.polls",
        "cloudstack.client.retries",
        "rpc.client.call.duration",
    ];

    [Test]
    public async Task Server_and_name_of_the_client_are_in_every_measurement_and_activity([Values("tenant-a", null)] string? name)
    {
        using TelemetryRecorder telemetry = new();
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        cloud.Engine.Faults.Add(Fault.BadGatewayPage, "listZones", times: 1);
        await using ServiceProvider services = ContainerCloud.Build(services => _ = name is null ? services.AddCloudStackClient(cloud.Configure) : services.AddCloudStackClient(name, cloud.Configure));
        ICloudStackClient client = services.GetRequiredKeyedService<ICloudStackClient>(name);

        await client.Zones.ListZones().ToListAsync();
        await client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForResultAsync();

        IReadOnlyList<MetricSnapshot> metrics = telemetry.ReadMetrics();
        Assert.That(metrics.Select(metric => metric.Name).Order(StringComparer.Ordinal), Is.EqualTo(Instruments));
        foreach (MetricSnapshot metric in metrics)
        {
            foreach (MetricPoint point in metric.MetricPoints)
            {
                Dictionary<string, object?> tags = [];
                foreach (KeyValuePair<string, object?> tag in point.Tags)
                {
                    tags.Add(tag.Key, tag.Value);
                }

                Assert.That((tags.GetValueOrDefault("server.address"), tags.GetValueOrDefault("cloudstack.client.name")), Is.EqualTo((cloud.Endpoint.Host, name)), metric.Name);
                Assert.That(tags.ContainsKey("cloudstack.client.name"), Is.EqualTo(name is not null), "no attribute without a name");
            }
        }

        Assert.That(telemetry.Activities.Select(activity => activity.DisplayName), Is.EquivalentTo(new[] { "listZones", "deployVirtualMachine", "wait deployVirtualMachine" }));
        foreach (Activity activity in telemetry.Activities)
        {
            Assert.That(
                (activity.GetTagItem("server.address"), activity.GetTagItem("server.port"), activity.GetTagItem("cloudstack.client.name")),
                Is.EqualTo(((object)cloud.Endpoint.Host, (object)cloud.Endpoint.Port, (object?)name)),
                activity.DisplayName);
        }
    }
}
