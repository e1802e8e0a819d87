using System.Text;
using System.Text.Json;
using CloudStack.Client.RabbitMq.Tests.Support;
using CloudStack.Client.ReplayTests.Recordings;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CloudStack.Client.RabbitMq.Tests;

/// <summary>The source on a real broker.</summary>
[CancelAfter(300_000)]
internal sealed class CompletionSourceTests
{
    private const string End = "the-end";

    [Test]
    public async Task The_recorded_messages_of_ended_jobs_give_their_hints_and_no_other_message_gives_one(CancellationToken cancellationToken)
    {
        List<RecordedBusMessage> messages = BusRecordings.Read();
        await using Exchange exchange = await Exchange.DeclareAsync();
        Task<List<JobHint>> reading = ReadToEndAsync(exchange.CreateSource(), cancellationToken);
        await exchange.UntilBoundAsync();

        foreach (RecordedBusMessage message in messages)
        {
            await exchange.PublishAsync(message);
        }

        await exchange.PublishCompletionAsync(End);
        List<JobHint> hints = await reading;

        Assert.That(messages.Count(message => message.IsCompletion), Is.GreaterThanOrEqualTo(56));
        Assert.That(hints, Is.EqualTo(messages.Where(message => message.IsCompletion).Select(message => new JobHint(JobIdOf(message), null))));
    }

    [Test]
    public async Task A_body_that_names_no_job_is_skipped_and_logged_without_its_content(CancellationToken cancellationToken)
    {
        RecordingLoggerFactory loggers = new();
        await using Exchange exchange = await Exchange.DeclareAsync();
        Task<List<JobHint>> reading = ReadToEndAsync(exchange.CreateSource(loggers), cancellationToken);
        await exchange.UntilBoundAsync();
        byte[][] odd = [[], [0xff, 0x00, 0xfe], "no json s3cret"u8.ToArray(), """{"jobId":7,"password":"s3cret"}"""u8.ToArray(), """{"jobId":"x","status":"SUCC"""u8.ToArray()];

        foreach (byte[] body in odd)
        {
            await exchange.PublishAsync("management-server.AsyncJobEvent.complete.VirtualMachine.v-1", body);
        }

        await exchange.PublishCompletionAsync(End);

        Assert.Multiple(async () =>
        {
            Assert.That(await reading, Is.Empty);
            Assert.That(loggers.Messages.Count(message => message.Contains("VirtualMachine.v-1", StringComparison.Ordinal)), Is.EqualTo(odd.Length));
            Assert.That(loggers.Messages, Has.None.Contains("s3cret"));
            Assert.That(loggers.Messages, Has.None.Contains("guest"));
        });
    }

    [Test]
    public async Task Only_ended_jobs_are_bound(CancellationToken cancellationToken)
    {
        await using Exchange exchange = await Exchange.DeclareAsync();
        Task<List<JobHint>> reading = ReadToEndAsync(exchange.CreateSource(), cancellationToken);
        await exchange.UntilBoundAsync();
        byte[] body = Encoding.UTF8.GetBytes("""{"jobId":"a","status":"SUCCEEDED"}""");

        await exchange.PublishAsync("management-server.AsyncJobEvent.submit.None.*", body);
        await exchange.PublishAsync("management-server.ActionEvent.complete.None.*", body);
        await exchange.PublishAsync("other.AsyncJobEvent.complete.None.*", body);
        await exchange.PublishAsync("management-server.AsyncJobEvent.complete", body);
        await exchange.PublishCompletionAsync(End);

        Assert.That(await reading, Is.EqualTo(new[] { new JobHint("a", null) }), "the last but one");
    }

    [Test]
    public async Task Two_readers_hear_of_every_job_and_nothing_is_left_behind(CancellationToken cancellationToken)
    {
        await using Exchange exchange = await Exchange.DeclareAsync();
        RabbitMqCompletionSource source = exchange.CreateSource();
        await using IAsyncEnumerator<JobHint> first = source.ReadHintsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using IAsyncEnumerator<JobHint> second = source.ReadHintsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        Task<bool> one = first.MoveNextAsync().AsTask();
        Task<bool> two = second.MoveNextAsync().AsTask();

        // A consumer that is bound later receives a later message.
        for (int i = 0; !(one.IsCompleted && two.IsCompleted); i++)
        {
            await exchange.PublishCompletionAsync($"job-{i}");
            await Task.WhenAny(Task.WhenAll(one, two), Task.Delay(20, cancellationToken));
        }

        await first.DisposeAsync();
        await second.DisposeAsync();
        await using IConnection connection = await Broker.Process.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        bool returned = false;
        while (!returned)
        {
            try
            {
                await channel.BasicPublishAsync(exchange.Name, "management-server.AsyncJobEvent.complete.None.*", mandatory: true, "{}"u8.ToArray(), cancellationToken);
                await Task.Delay(20, cancellationToken);
            }
            catch (PublishException e) when (e.IsReturn)
            {
                returned = true;
            }
        }

        Assert.That(returned, "no queue is left");
    }

    [Test]
    public async Task Reading_ends_when_the_caller_says_so(CancellationToken cancellationToken)
    {
        await using Exchange exchange = await Exchange.DeclareAsync();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<List<JobHint>> reading = ReadToEndAsync(exchange.CreateSource(), stop.Token);
        await exchange.UntilBoundAsync();

        await stop.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => reading);
    }

    [Test]
    public async Task An_exchange_that_is_not_there_breaks_the_reading_by_name()
    {
        RabbitMqCompletionSource source = new(new RabbitMqCompletionSourceOptions { Uri = Broker.Process.Uri, Exchange = "nobody-declared-this" });

        OperationInterruptedException e = (await Assert.CatchAsync<OperationInterruptedException>(() => ReadToEndAsync(source, default)))!;

        Assert.That(e.Message, Does.Contain("nobody-declared-this"));
    }

    [Test]
    public async Task A_refused_user_or_an_absent_broker_breaks_the_reading_and_shows_no_password()
    {
        foreach (string address in (string[])[$"amqp://guest:s3cret-password@127.0.0.1:{Broker.Process.Uri.Port}", "amqp://guest:s3cret-password@127.0.0.1:1"])
        {
            RabbitMqCompletionSource source = new(new RabbitMqCompletionSourceOptions { Uri = new Uri(address) });

            BrokerUnreachableException e = (await Assert.CatchAsync<BrokerUnreachableException>(() => ReadToEndAsync(source, default)))!;

            Assert.That(e.ToString(), Does.Not.Contain("s3cret"));
        }
    }

    private static async Task<List<JobHint>> ReadToEndAsync(RabbitMqCompletionSource source, CancellationToken cancellationToken)
    {
        List<JobHint> hints = [];
        await foreach (JobHint hint in source.ReadHintsAsync(cancellationToken))
        {
            if (hint.JobId == End)
            {
                break;
            }

            hints.Add(hint);
        }

        return hints;
    }

    private static string JobIdOf(RecordedBusMessage message)
    {
        using JsonDocument body = JsonDocument.Parse(message.Body);
        return body.RootElement.GetProperty("jobId").GetString()!;
    }
}
