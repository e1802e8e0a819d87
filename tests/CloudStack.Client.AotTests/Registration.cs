using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudStack.Client.AotTests;

/// <summary>Clients from a service container: options bound from a configuration, keyed clients, sessions, the factory.</summary>
internal static class Registration
{
    public static async Task RunAsync()
    {
        using StubServer server = new();
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cloud:Endpoint"] = StubServer.Endpoint.ToString(),
            ["Cloud:ApiKey"] = "key",
            ["Cloud:SecretKey"] = "secret",
            ["Cloud:ReadTimeout"] = "00:00:30",
            ["Cloud:Polling:InitialDelay"] = "00:00:00.010",
            ["Tenant:Endpoint"] = StubServer.Endpoint.ToString(),
            ["Tenant:UserName"] = "ann",
            ["Tenant:Password"] = "the-password",
            ["Wrong:Endpoint"] = "ftp://cloud.example",
        }).Build();
        ServiceCollection services = new();
        services.AddCloudStackClient(configuration.GetSection("Cloud")).ConfigurePrimaryHttpMessageHandler(() => new Passing(server));
        services.AddCloudStackClient("tenant", configuration.GetSection("Tenant")).ConfigurePrimaryHttpMessageHandler(() => new Passing(server));
        services.AddCloudStackClient("wrong", configuration.GetSection("Wrong"));
        services.AddCloudStackClientFactory().ConfigurePrimaryHttpMessageHandler(() => new Passing(server));
        services.AddCloudStackApi<IProbeApi>();
        services.AddCloudStackApi<IProbeApi>("tenant");

        await using (ServiceProvider provider = services.BuildServiceProvider())
        {
            CloudStackClientOptions bound = provider.GetRequiredService<IOptions<CloudStackClientOptions>>().Value;
            Expect.That(bound.ReadTimeout == TimeSpan.FromSeconds(30) && bound.Polling.InitialDelay == TimeSpan.FromMilliseconds(10), "options are bound");

            Machine machine = await provider.GetRequiredService<IProbeApi>()
                .DeployVirtualMachineAsync(new DeployRequest { ServiceOfferingId = "so1" }).WaitForResultAsync();
            Expect.That(machine.State == "Running", "the registered client awaits a job");

            List<Zone> zones = await provider.GetRequiredKeyedService<IProbeApi>("tenant").ListZones(new()).ToListAsync();
            Expect.That(zones.Count == 1 && server.Bodies.Any(body => body.Contains("sessionkey=the-session", StringComparison.Ordinal)), "a keyed client logs in");

            await using ICloudStackClient made = provider.GetRequiredService<ICloudStackClientFactory>()
                .Create(new CloudStackClientOptions { Endpoint = StubServer.Endpoint, ApiKey = "key", SecretKey = "secret" });
            Expect.That((await made.Zones.ListZones().ToListAsync())[0].Name == "eu-1", "a client of the factory reads with the models of the package");

            OptionsValidationException wrong = Expect.Throws<OptionsValidationException>(
                () => provider.GetRequiredKeyedService<ICloudStackClient>("wrong"), "wrong options are refused");
            Expect.That(wrong.Message.Contains(nameof(CloudStackClientOptions.Endpoint), StringComparison.Ordinal), "the refusal names the option");
        }

        Expect.That(server.Bodies.Any(body => body.Contains("command=logout", StringComparison.Ordinal)), "the container's end logs out");
    }

    /// <summary>A factory disposes its handlers; the server outlives them.</summary>
    private sealed class Passing(StubServer server) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _server = new(server, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _server.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _server.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
