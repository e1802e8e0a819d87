using CloudStack.Client.RabbitMq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about hints that jobs have ended.</summary>
internal static class PushExamples
{
    public static void MapWebhooks(WebApplication app, ICloudStackClient client, string secret)
    {
        // README: webhook
        app.MapPost("/hooks", async (HttpRequest request) =>
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body);
            if (!WebhookSignature.IsValid(body.ToArray(), request.Headers[WebhookSignature.HeaderName], secret))
            {
                return Results.Unauthorized();
            }

            client.Jobs.Notify(JobHint.FromWebhook(body.ToArray()));                     // a reason to poll now, never the result
            return Results.Ok();
        });
        // README: end
    }

    public static async Task BusAsync(Uri endpoint, string apiKey, string secretKey, Func<CloudStackClient, RabbitMqCompletionSource, Task> use)
    {
        // README: bus
        var bus = new RabbitMqCompletionSource(new RabbitMqCompletionSourceOptions { Uri = new Uri("amqps://user:password@broker.example.org") });
        await using var client = new CloudStackClient(new CloudStackClientOptions
        {
            Endpoint = endpoint,
            ApiKey = apiKey,
            SecretKey = secretKey,
            CompletionSources = [bus],
        });
        // README: end

        await use(client, bus);
    }
}
