using RabbitMQ.Client;

namespace CloudStack.Client.RabbitMq;

/// <summary>Which broker to listen to. The values are validated and copied when the source is created.</summary>
public sealed class RabbitMqCompletionSourceOptions
{
    /// <summary>
    /// The broker, <c>amqp://USER:PASSWORD@HOST:PORT/VHOST</c>, or <c>amqps</c> for TLS; required unless
    /// <see cref="ConnectionFactory"/> is set. The user needs permission to configure, write and read queues that the server
    /// names, and to read the exchange.
    /// </summary>
    public Uri? Uri { get; set; }

    /// <summary>
    /// Creates the connections, for settings that an address can't express (certificates, several hosts). Null (the default) uses
    /// <see cref="Uri"/>. Not bound from configuration.
    /// </summary>
    public IConnectionFactory? ConnectionFactory { get; set; }

    /// <summary>
    /// The topic exchange that the management servers publish to, as configured for their event bus; <c>cloudstack-events</c> by
    /// default. It must exist.
    /// </summary>
    public string Exchange { get; set; } = "cloudstack-events";

    /// <summary>The broker's host and the exchange; never a user name or password.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => $"{Exchange} on {(ConnectionFactory is null && Uri is { IsAbsoluteUri: true } ? Uri.Host : "the broker")}";

    /// <exception cref="ArgumentException">An option is missing or invalid; the message names it, and contains no password.</exception>
    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Exchange))
        {
            throw new ArgumentException("Exchange is empty; it must be the exchange of CloudStack's event bus, such as cloudstack-events.", nameof(Exchange));
        }

        if (ConnectionFactory is not null)
        {
            return;
        }

        if (Uri is null)
        {
            throw new ArgumentException("Uri is missing; set Uri, such as amqp://user:password@broker.example.org:5672, or ConnectionFactory.", nameof(Uri));
        }

        if (!Uri.IsAbsoluteUri || Uri.Scheme is not ("amqp" or "amqps"))
        {
            throw new ArgumentException("Uri must be an absolute amqp or amqps address, such as amqp://user:password@broker.example.org:5672.", nameof(Uri));
        }
    }
}
