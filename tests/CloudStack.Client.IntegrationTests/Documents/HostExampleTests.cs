using System.Diagnostics;
using CloudStack.Client.IntegrationTests.DependencyInjection;
using CloudStack.Client.IntegrationTests.Documents.Examples;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Simulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Reader.OwnCommands;
using WireMock.Server;

namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>The examples about registration, credentials, telemetry and other HTTP code do what their documents say.</summary>
internal sealed class HostExampleTests
{
    [Test]
    public async Task The_registration_example_gives_clients_and_interfaces()
    {
        await using ContainerCloud main = await ContainerCloud.StartAsync();
        await using ContainerCloud acme = await ContainerCloud.StartAsync();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(main.Settings("CloudStack")).AddInMemoryCollection(acme.Settings("Acme"));
        using IHost host = HostExamples.Register(builder);

        await host.StartAsync();
        await host.Services.GetRequiredService<ICloudStackClient>().Zones.ListZones().ToListAsync();
        await host.Services.GetRequiredService<IVolumesApi>().ListVolumes().ToListAsync();
        await host.Services.GetRequiredKeyedService<ICloudStackClient>("acme").Zones.ListZones().ToListAsync();
        await host.StopAsync();

        Assert.That(main.Engine.CountRequests("listZones") + main.Engine.CountRequests("listVolumes"), Is.EqualTo(2));
        Assert.That(acme.Engine.CountRequests("listZones"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_health_check_follows_the_cloud()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        SimulatorUser user = cloud.Engine.AddUser("ann");
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddCloudStackClient(options => (options.Endpoint, options.ApiKey, options.SecretKey) = (cloud.Endpoint, user.ApiKey, user.SecretKey));
        HostExamples.CheckHealth(builder);
        using IHost host = builder.Build();
        HealthCheckService health = host.Services.GetRequiredService<HealthCheckService>();

        HealthReport good = await health.CheckHealthAsync();
        cloud.Engine.Deny(user, "listCapabilities");
        HealthReport bad = await health.CheckHealthAsync();

        Assert.That((good.Status, bad.Status), Is.EqualTo((HealthStatus.Healthy, HealthStatus.Unhealthy)));
        Assert.That(good.Entries["cloudstack"].Description, Does.StartWith("CloudStack 4."));
        Assert.That(bad.Entries["cloudstack"].Exception, Is.InstanceOf<CloudStackApiException>());
    }

    [Test]
    public async Task The_credentials_example_logs_in_with_a_code()
    {
        const string Cookie = "JSESSIONID=node0; Path=/client";
        using WireMockServer server = CloudMock.Start();
        server.Given(CloudMock.Request()).AtPriority(1000).RespondWith(CloudMock.Json("""{"a":{"success":true}}""").WithHeader("Set-Cookie", Cookie));
        server.Given(CloudMock.Command("login")).RespondWith(CloudMock
            .Json("""{"loginresponse":{"sessionkey":"k","is2faenabled":"true","is2faverified":"false"}}""")
            .WithHeader("Set-Cookie", Cookie));

        await using (CloudStackClient client = new(HostExamples.Credentials(server.Endpoint(), "p", _ => new("123456"))))
        {
            await client.Commands.SendAsync("listCapabilities");
        }

        IEnumerable<string> commands = server.LogEntries.Select(entry => $"{entry.Form("command")} {entry.Form("codefor2fa")}".Trim());
        Assert.That(commands, Is.EqualTo(new[] { "login", "validateUserTwoFactorAuthenticationCode 123456", "listCapabilities", "logout" }));
    }

    [Test]
    public async Task The_telemetry_example_sees_calls_and_waits()
    {
        List<Activity> spans = [];
        List<MetricSnapshot> points = [];
        (TracerProvider tracing, MeterProvider metrics) = HostExamples.Observe(spans, points);
        await using VirtualCloud cloud = new();

        await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForResultAsync());
        tracing.Dispose();
        metrics.Dispose();

        Assert.That(spans.Select(span => span.DisplayName), Is.EqualTo(new[] { "deployVirtualMachine", "wait deployVirtualMachine" }));
        Assert.That(points.Select(point => point.Name), Does.Contain("cloudstack.client.job.duration").And.Contain("rpc.client.call.duration"));
    }

    [Test]
    public async Task The_example_with_plain_http_is_answered()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();

        string zones = await HostExamples.SignForeignRequestAsync(cloud.Endpoint, cloud.Engine.Admin.ApiKey, cloud.Engine.Admin.SecretKey);

        Assert.That(zones, Does.Contain("test-zone"));
    }
}
