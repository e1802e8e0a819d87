using CloudStack.Client;
using CloudStack.Client.RabbitMq;

namespace Library;

public static class Cloud
{
    public static CloudStackClient Connect(CloudStackClientOptions options, Uri broker)
    {
        options.CompletionSources = [new RabbitMqCompletionSource(new() { Uri = broker })];
        return new(options);
    }
}
