using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace CloudStack.Client.RabbitMq;

/// <summary>
/// Notifies a client of completed jobs, as the management servers publish them on RabbitMQ. Add it to
/// <see cref="CloudStackClientOptions.CompletionSources"/>. One instance can serve several clients.
/// </summary>
/// <remarks>
/// The source reads from its own queue, which the broker deletes together with the connection, so it takes no messages from other
/// consumers and leaves nothing behind. It uses only the job id of a message: messages contain the parameters of commands,
/// including secrets.
/// </remarks>
public sealed class RabbitMqCompletionSource : IJobCompletionSource
{
    /// <summary>The routing key of a job event: source, category, type, and then the resource's type and id.</summary>
    private const string BindingKey = "management-server.AsyncJobEvent.complete.#";

    // Beyond this, hints are dropped; polling finds their jobs.
    private const int MostUnread = 10_000;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly IConnectionFactory _factory;
    private readonly string _exchange;
    private readonly string _description;
    private readonly ILogger _logger;

    /// <summary>Creates a source. It connects when a client starts to read it.</summary>
    /// <param name="options">Which broker to use. The options are copied.</param>
    /// <param name="loggerFactory">Creates the logger; null for no logging.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is missing or invalid; the message names it.</exception>
    public RabbitMqCompletionSource(RabbitMqCompletionSourceOptions options, ILoggerFactory? loggerFactory = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        // Automatic recovery of the connection would hide lost messages. Instead, the client reconnects, and polls in the meantime.
        _factory = options.ConnectionFactory
            ?? new ConnectionFactory { Uri = options.Uri!, AutomaticRecoveryEnabled = false, RequestedHeartbeat = Heartbeat };
        _exchange = options.Exchange;
        _description = options.ToString();
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger(typeof(RabbitMqCompletionSource).FullName!);
    }

    /// <summary>Connects, and yields a hint for each job that ends from then on, whichever client submitted it.</summary>
    /// <param name="cancellationToken">Stops reading and closes the connection.</param>
    /// <returns>The hints.</returns>
    /// <exception cref="BrokerUnreachableException">The broker is unreachable, or refuses the user.</exception>
    /// <exception cref="OperationInterruptedException">
    /// The exchange doesn't exist, a permission is missing, or the connection was lost.
    /// </exception>
    public async IAsyncEnumerable<JobHint> ReadHintsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IConnection connection = await _factory.CreateConnectionAsync(nameof(RabbitMqCompletionSource), cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closeConnection = connection.ConfigureAwait(false);
        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closeChannel = channel.ConfigureAwait(false);

        Channel<JobHint> hints = Channel.CreateBounded<JobHint>(new BoundedChannelOptions(MostUnread)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        });
        EndWith(hints.Writer, connection, channel);
        await ConsumeAsync(channel, hints.Writer, cancellationToken).ConfigureAwait(false);
        Log.Connected(_logger, _description);
        await foreach (JobHint hint in hints.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return hint;
        }
    }

    /// <summary>The broker's host and the exchange; never a user name or password.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => _description;

    /// <summary>Ends reading when the broker ends the connection, the channel or the consumer.</summary>
    private static void EndWith(ChannelWriter<JobHint> hints, IConnection connection, IChannel channel)
    {
        connection.ConnectionShutdownAsync += EndAsync;
        channel.ChannelShutdownAsync += EndAsync;

        Task EndAsync(object sender, ShutdownEventArgs reason)
        {
            hints.TryComplete(new OperationInterruptedException(reason));
            return Task.CompletedTask;
        }
    }

    private async Task ConsumeAsync(IChannel channel, ChannelWriter<JobHint> hints, CancellationToken cancellationToken)
    {
        QueueDeclareOk queue = await channel.QueueDeclareAsync(
            queue: "", durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.QueueBindAsync(queue.QueueName, _exchange, BindingKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            Pass(message, hints);
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) =>
        {
            // The queue was deleted, so no more messages will arrive, although the connection is still open.
            hints.TryComplete();
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken).ConfigureAwait(false);
    }

    private void Pass(BasicDeliverEventArgs message, ChannelWriter<JobHint> hints)
    {
        JobHint hint = JobHint.FromBusMessage(message.Body.Span);
        if (hint.IsEmpty)
        {
            Log.Skipped(_logger, message.RoutingKey, message.Body.Length);
            return;
        }

        hints.TryWrite(hint);
    }
}
