using System.Collections.Concurrent;
using CloudStack.Client.RabbitMq.Tests.Support;
using CloudStack.Simulator;
using RabbitMQ.Client;

namespace CloudStack.Client.RabbitMq.Tests;

/// <summary>Client, simulator and broker together.</summary>
[CancelAfter(300_000)]
internal sealed class ClientTests
{
    /// <summary>No polls happen during the test, so only a message can end the wait.</summary>
    private static readonly PollingOptions Never = new() { InitialDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1), Timeout = TimeSpan.FromHours(2) };

    [Test]
    public async Task A_message_of_a_jobs_end_ends_its_wait(CancellationToken cancellationToken)
    {
        await using Exchange exchange = await Exchange.DeclareAsync();
        await using SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.Zero }, cancellationToken: cancellationToken);
        await using CloudStackClient client = Create(server, exchange);
        JobHandle job = await SubmitAsync(client, server, cancellationToken);
        Task<JobResult> wait = job.WaitForCompletionAsync(cancellationToken);
        await exchange.UntilBoundAsync();

        await exchange.PublishCompletionAsync(job.JobId!);
        JobResult result = await wait;

        Assert.Multiple(() =>
        {
            Assert.That(result.IsSuccess);
            Assert.That(result.Polls, Is.EqualTo(1));
            Assert.That(result.RawResult.IsEmpty, Is.False, "the API's own response, not the message");
        });
    }

    [Test]
    public async Task A_connection_that_is_lost_is_made_again(CancellationToken cancellationToken)
    {
        await using Exchange exchange = await Exchange.DeclareAsync();
        await using SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.Zero }, cancellationToken: cancellationToken);
        WatchedFactory factory = new(new ConnectionFactory { Uri = Broker.Process.Uri, AutomaticRecoveryEnabled = false });
        await using CloudStackClient client = Create(server, exchange, factory);
        JobHandle job = await SubmitAsync(client, server, cancellationToken);
        Task<JobResult> wait = job.WaitForCompletionAsync(cancellationToken);
        await exchange.UntilBoundAsync();

        await factory.Connections.Single().CloseAsync(320, "the broker goes away", TimeSpan.FromSeconds(30), abort: true, cancellationToken);
        while (factory.Connections.Count < 2)
        {
            await Task.Delay(50, cancellationToken);
        }

        await exchange.UntilBoundAsync();
        await exchange.PublishCompletionAsync(job.JobId!);

        Assert.That((await wait).IsSuccess);
    }

    private static CloudStackClient Create(SimulatorServer server, Exchange exchange, IConnectionFactory? factory = null) => new(new CloudStackClientOptions
    {
        Endpoint = server.Endpoint,
        ApiKey = server.Engine.Admin.ApiKey,
        SecretKey = server.Engine.Admin.SecretKey,
        Polling = Never,
        CompletionSources = [new RabbitMqCompletionSource(new RabbitMqCompletionSourceOptions { Uri = Broker.Process.Uri, ConnectionFactory = factory, Exchange = exchange.Name })],
    });

    private static Task<JobHandle> SubmitAsync(CloudStackClient client, SimulatorServer server, CancellationToken cancellationToken) => client.Commands.SubmitAsync(
        "deployVirtualMachine",
        new Dictionary<string, string>
        {
            ["zoneid"] = server.Engine.AddZone("z"),
            ["serviceofferingid"] = server.Engine.AddServiceOffering("o"),
            ["templateid"] = server.Engine.AddTemplate("t"),
        },
        cancellationToken);

    /// <summary>Remembers the connections, so that a test can break them.</summary>
    private sealed class WatchedFactory(ConnectionFactory inner) : IConnectionFactory
    {
        public ConcurrentBag<IConnection> Connections { get; } = [];

        public IDictionary<string, object?> ClientProperties { get => inner.ClientProperties; set => inner.ClientProperties = value; }

        public string Password { get => inner.Password; set => inner.Password = value; }

        public ushort RequestedChannelMax { get => inner.RequestedChannelMax; set => inner.RequestedChannelMax = value; }

        public uint RequestedFrameMax { get => inner.RequestedFrameMax; set => inner.RequestedFrameMax = value; }

        public TimeSpan RequestedHeartbeat { get => inner.RequestedHeartbeat; set => inner.RequestedHeartbeat = value; }

        public string UserName { get => inner.UserName; set => inner.UserName = value; }

        public string VirtualHost { get => inner.VirtualHost; set => inner.VirtualHost = value; }

        public RabbitMQ.Client.ICredentialsProvider? CredentialsProvider { get => inner.CredentialsProvider; set => inner.CredentialsProvider = value; }

        public Uri Uri { get => inner.Uri; set => inner.Uri = value; }

        public string? ClientProvidedName { get => inner.ClientProvidedName; set => inner.ClientProvidedName = value; }

        public TimeSpan HandshakeContinuationTimeout { get => inner.HandshakeContinuationTimeout; set => inner.HandshakeContinuationTimeout = value; }

        public TimeSpan ContinuationTimeout { get => inner.ContinuationTimeout; set => inner.ContinuationTimeout = value; }

        public ushort ConsumerDispatchConcurrency { get => inner.ConsumerDispatchConcurrency; set => inner.ConsumerDispatchConcurrency = value; }

        public IAuthMechanismFactory? AuthMechanismFactory(IEnumerable<string> mechanismNames) => inner.AuthMechanismFactory(mechanismNames);

        public Task<IConnection> CreateConnectionAsync(CancellationToken cancellationToken = default) => CreateConnectionAsync("", cancellationToken);

        public async Task<IConnection> CreateConnectionAsync(string clientProvidedName, CancellationToken cancellationToken = default)
        {
            IConnection connection = await inner.CreateConnectionAsync(clientProvidedName, cancellationToken);
            Connections.Add(connection);
            return connection;
        }

        public Task<IConnection> CreateConnectionAsync(IEnumerable<string> hostnames, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IConnection> CreateConnectionAsync(IEnumerable<string> hostnames, string clientProvidedName, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IConnection> CreateConnectionAsync(IEnumerable<AmqpTcpEndpoint> endpoints, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IConnection> CreateConnectionAsync(IEnumerable<AmqpTcpEndpoint> endpoints, string clientProvidedName, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
