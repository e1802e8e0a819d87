namespace CloudStack.Client.RabbitMq.Tests.Documents;

/// <summary>The example of the package's document, compiled and run. A test compares the marked lines with the document.</summary>
internal static class ReadmeExample
{
    public static async Task<string> RunAsync(Uri endpoint, string apiKey, string secretKey)
    {
        // README: example
        var bus = new RabbitMqCompletionSource(new RabbitMqCompletionSourceOptions { Uri = new Uri("amqps://user:password@broker.example.org") });
        await using var client = new CloudStackClient(new CloudStackClientOptions
        {
            Endpoint = endpoint,
            ApiKey = apiKey,
            SecretKey = secretKey,
            CompletionSources = [bus],
        });
        // README: end

        return $"{client} listens to {bus}";
    }
}
