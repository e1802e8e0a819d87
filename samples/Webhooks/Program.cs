using System.Net;
using System.Security.Cryptography;
using CloudStack.Client;
using CloudStack.Client.Models;
using CloudStack.Simulator;

// A cloud whose hooks may call this machine (a real one refuses loopback addresses), 0.3 s before the job ends, like a real one.
SimulatorOptions simulate = new()
{
    JobDuration = TimeSpan.FromSeconds(12), AllowLoopbackWebhooks = true, CompletedEventLead = TimeSpan.FromSeconds(0.3),
};
await using SimulatorServer cloud = await SimulatorServer.StartAsync(simulate);
string zone = cloud.Engine.AddZone("eu-1"), offering = cloud.Engine.AddServiceOffering("small"), template = cloud.Engine.AddTemplate("debian");
SimulatorUser user = cloud.Engine.Admin;
CloudStackClientOptions options = new() { Endpoint = cloud.Endpoint, ApiKey = user.ApiKey, SecretKey = user.SecretKey };
await using CloudStackClient polling = new(options);

// With hints, polls are only the safety net for lost hooks, so a minute between them is enough.
options.Polling.InitialDelay = options.Polling.MaxDelay = TimeSpan.FromMinutes(1);
await using CloudStackClient hinted = new(options);

string secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
int accepted = 0;
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
await using WebApplication app = builder.Build();
app.MapPost("/hooks", async (HttpRequest request) =>
{
    // The signature covers the bytes as received, so they aren't parsed before the check.
    using MemoryStream copy = new();
    await request.Body.CopyToAsync(copy);
    byte[] body = copy.ToArray();
    if (!WebhookSignature.IsValid(body, request.Headers[WebhookSignature.HeaderName], secret))
    {
        return Results.Unauthorized();
    }

    // Every event may be passed on: those that are no reason to poll result in an empty hint.
    Interlocked.Increment(ref accepted);
    hinted.Jobs.Notify(JobHint.FromWebhook(body));
    return Results.Ok();
});
await app.StartAsync();

Uri address = new($"{app.Urls.First()}/hooks");
Webhook hook = await hinted.Webhooks.CreateWebhookAsync(new() { Name = "jobs", PayloadUrl = address.AbsoluteUri, SecretKey = secret });
Console.WriteLine($"The webhook {hook.Name} calls {hook.PayloadUrl}");

// Two machines at the same time, with the same wait for each.
JobResult<VirtualMachine>[] results = await Task.WhenAll(DeployAsync(polling, "by-polls"), DeployAsync(hinted, "by-hooks"));
foreach (JobResult<VirtualMachine> result in results)
{
    Console.WriteLine($"  {result.Value?.Name}  {result.Outcome} after {result.Waited.TotalSeconds,4:0.0} s   {result.Polls} polls");
}

// Anybody can call the address, but only the cloud knows the secret.
using HttpClient stranger = new();
using HttpResponseMessage refused = await stranger.PostAsync(address, new StringContent("""{"status":"Completed"}"""));
Console.WriteLine($"{accepted} calls from the cloud were accepted; one from a stranger got {(int)refused.StatusCode}");
await hinted.Webhooks.DeleteWebhookAsync(new() { Id = hook.Id });
return results.All(result => result.IsSuccess) && results[1].Polls < results[0].Polls && refused.StatusCode == HttpStatusCode.Unauthorized ? 0 : 1;

Task<JobResult<VirtualMachine>> DeployAsync(CloudStackClient client, string name) => client.VirtualMachines
    .DeployVirtualMachineAsync(new() { Name = name, ZoneId = zone, ServiceOfferingId = offering, TemplateId = template })
    .WaitForCompletionAsync();
