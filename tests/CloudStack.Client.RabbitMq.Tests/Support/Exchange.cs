using System.Text;
using CloudStack.Client.ReplayTests.Recordings;
using RabbitMQ.Client;

namespace CloudStack.Client.RabbitMq.Tests.Support;

/// <summary>The exchange of a cloud's event bus, and what a management server does with it.</summary>
internal sealed class Exchange : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private Exchange(string name, IConnection connection, IChannel channel)
    {
        Name = name;
        _connection = connection;
        _channel = channel;
    }

    public string Name { get; }

    public static async Task<Exchange> DeclareAsync(string? name = null)
    {
        IConnection connection = await Broker.Process.ConnectAsync();
        IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        name ??= $"events-{Guid.NewGuid():N}";
        await channel.ExchangeDeclareAsync(name, ExchangeType.Topic, durable: true);
        return new Exchange(name, connection, channel);
    }

    public RabbitMqCompletionSource CreateSource(Microsoft.Extensions.Logging.ILoggerFactory? loggers = null) =>
        new(new RabbitMqCompletionSourceOptions { Uri = Broker.Process.Uri, Exchange = Name }, loggers);

    public Task PublishAsync(RecordedBusMessage message) =>
        PublishAsync(message.RoutingKey, Encoding.UTF8.GetBytes(message.Body), message.ContentType, (DeliveryModes)message.DeliveryMode);

    public Task PublishCompletionAsync(string jobId) => PublishAsync(
        "management-server.AsyncJobEvent.complete.None.*", Encoding.UTF8.GetBytes($$"""{"jobId":"{{jobId}}","status":"SUCCEEDED"}"""));

    public async Task PublishAsync(string routingKey, byte[] body, string contentType = "text/plain", DeliveryModes mode = DeliveryModes.Persistent) =>
        await _channel.BasicPublishAsync(Name, routingKey, mandatory: false, new BasicProperties { ContentType = contentType, DeliveryMode = mode }, body);

    /// <summary>Waits until a queue is bound, so that a published message reaches a consumer.</summary>
    public async Task UntilBoundAsync()
    {
        // A message without a bound queue is returned.
        while (true)
        {
            try
            {
                await _channel.BasicPublishAsync(
                    Name, "management-server.AsyncJobEvent.complete.None.*", mandatory: true, new BasicProperties(), "{}"u8.ToArray());
                return;
            }
            catch (RabbitMQ.Client.Exceptions.PublishException e) when (e.IsReturn)
            {
                await Task.Delay(20);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.ExchangeDeleteAsync(Name);
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
