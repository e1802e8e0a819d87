using System.Collections.Concurrent;
using CloudStack.Client;
using CloudStack.Client.Models;
using CloudStack.Simulator;
using Microsoft.Extensions.Diagnostics.HealthChecks;

// The cloud: three accounts, each with its own keys. A real service has them in its configuration or in a vault.
await using SimulatorServer cloud = await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(1) });
string zone = cloud.Engine.AddZone("eu-1"), offering = cloud.Engine.AddServiceOffering("small"), template = cloud.Engine.AddTemplate("debian");
string[] names = ["tenant-a", "tenant-b", "tenant-c"];
Dictionary<string, SimulatorUser> users = names.ToDictionary(name => name, name => cloud.Engine.AddUser(name));

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.SetMinimumLevel(LogLevel.Critical);
foreach (string name in names[..2])
{
    // Known when the service starts. With a configuration: AddCloudStackClient(name, configuration.GetSection(name)).
    builder.Services.AddCloudStackClient(name, options => SetAccount(options, name));
    builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
        name, services => new CloudHealthCheck(services.GetRequiredKeyedService<ICloudStackClient>(name)), null, tags: null));
}

builder.Services.AddSingleton<TenantClients>();
await using WebApplication app = builder.Build();
app.MapHealthChecks("/health");

// The code names the tenant: the container provides its client.
app.MapPost("/tenant-a/machines/{name}", async ([FromKeyedServices("tenant-a")] ICloudStackClient client, string name) =>
{
    VirtualMachine machine = await client.VirtualMachines.DeployVirtualMachineAsync(
        new() { Name = name, ZoneId = zone, ServiceOfferingId = offering, TemplateId = template }).WaitForResultAsync();
    return $"{machine.Name} of {machine.Account} is {machine.State}";
});

// The request names the tenant: its client is created on first use.
app.MapGet("/tenants/{tenant}/machines", async (string tenant, TenantClients clients, CancellationToken stop) =>
{
    if (!users.ContainsKey(tenant))
    {
        return Results.NotFound();
    }

    ICloudStackClient client = clients.Get(tenant, options => SetAccount(options, tenant));
    List<VirtualMachine> machines = await client.VirtualMachines.ListVirtualMachines().ToListAsync(stop);
    return Results.Ok(machines.Select(machine => machine.Name));
});

await app.StartAsync();
if (args is ["--serve"])
{
    Console.WriteLine($"Listening at {app.Urls.First()}");
    await app.WaitForShutdownAsync();
    return 0;
}

// What a user of the service sees: separate tenants, and the health of the cloud as they reach it.
using HttpClient http = new() { BaseAddress = new Uri(app.Urls.First()) };
bool isRight = await ShowAsync(HttpMethod.Post, "/tenant-a/machines/web-1", "200 web-1 of tenant-a is Running")
    & await ShowAsync(HttpMethod.Get, "/tenants/tenant-a/machines", """200 ["web-1"]""")
    & await ShowAsync(HttpMethod.Get, "/tenants/tenant-c/machines", "200 []")
    & await ShowAsync(HttpMethod.Get, "/tenants/tenant-x/machines", "404 ")
    & await ShowAsync(HttpMethod.Get, "/health", "200 Healthy");
cloud.Engine.Deny(users["tenant-b"], "listCapabilities");
isRight &= await ShowAsync(HttpMethod.Get, "/health", "503 Unhealthy");
return isRight ? 0 : 1;

void SetAccount(CloudStackClientOptions options, string tenant) =>
    (options.Endpoint, options.ApiKey, options.SecretKey) = (cloud.Endpoint, users[tenant].ApiKey, users[tenant].SecretKey);

async Task<bool> ShowAsync(HttpMethod method, string path, string expected)
{
    using HttpResponseMessage answer = await http.SendAsync(new HttpRequestMessage(method, path));
    string text = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    Console.WriteLine($"{method,-4} {path,-26}  {text}");
    return text == expected;
}

/// <summary>Keeps one client for each account: all requests of the tenant share its poller.</summary>
internal sealed class TenantClients(ICloudStackClientFactory factory) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<ICloudStackClient>> _clients = new();

    public ICloudStackClient Get(string tenant, Action<CloudStackClientOptions> configure) => _clients.GetOrAdd(tenant, _ => new(() =>
    {
        CloudStackClientOptions options = new();
        configure(options);
        return factory.Create(options);
    })).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<ICloudStackClient> client in _clients.Values)
        {
            await client.Value.DisposeAsync();
        }
    }
}

/// <summary>Healthy if the cloud accepts this account's call, the cheapest one that needs a signature.</summary>
internal sealed class CloudHealthCheck(ICloudStackClient client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        HealthCheckResult.Healthy($"CloudStack {(await client.Configuration.ListCapabilitiesAsync(cancellationToken)).CloudStackVersion}");
}
