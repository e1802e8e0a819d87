using CloudStack.Client.Generation;
using System.Net;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;
using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Http;

/// <summary>Handlers that the caller puts around the signing, and what is signed.</summary>
public class SigningHandlerTests
{
    /// <summary>However it repeats them: with the same body or with a copy, in sequence or both at once.</summary>
    [Test]
    public async Task A_handler_that_repeats_requests_repeats_reads_and_no_change([Values] bool copies, [Values] bool atOnce)
    {
        int calls = 0;
        using StubHandler stub = new(_ => Interlocked.Increment(ref calls) % 2 == 1 ? StubHandler.Html(503) : StubHandler.Json("""{"a":{"success":true}}"""));
        Func<HttpMessageHandler, HttpMessageHandler> repeater = inner => new Repeater(inner) { Copies = copies, AtOnce = atOnce };
        ManualTimeProvider clock = new();
        await using CloudStackClient client = new(Options(), stub, timeProvider: clock, outerHandlers: repeater);

        await clock.RunUntilAsync(() => client.Zones.ListZones().ToListAsync());
        Assert.That(calls, Is.EqualTo(2), "the handler's own repetition");
        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(
            () => clock.RunUntilAsync(() => client.Commands.SendAsync("updateThing"))))!;

        Assert.That(stub.Count("updateThing"), Is.EqualTo(1));
        Assert.That(e.Message, Does.StartWith("updateThing was sent, but its response was lost"));
    }

    [Test]
    public async Task What_reached_nobody_may_be_repeated_by_a_handler()
    {
        int calls = 0;
        using StubHandler stub = new(_ => ++calls > 1
            ? StubHandler.Json("""{"a":{"success":true}}""")
            : throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));
        Func<HttpMessageHandler, HttpMessageHandler> repeater = static inner => new Repeater(inner) { Copies = true };
        ManualTimeProvider clock = new();
        await using CloudStackClient client = new(Options(), stub, timeProvider: clock, outerHandlers: repeater);

        await clock.RunUntilAsync(() => client.Commands.SendAsync("updateThing"));

        Assert.That((calls, clock.Elapsed), Is.EqualTo((2, TimeSpan.Zero)), "the handler's own repetition");
    }

    [Test]
    public async Task A_change_whose_answer_was_lost_is_not_repeated_when_the_server_is_away_a_moment_later([Values] bool copies)
    {
        int calls = 0;
        using StubHandler stub = new(_ => ++calls switch
        {
            1 => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely"),
            2 => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"),
            _ => StubHandler.Json("""{"a":{"success":true}}"""),
        });
        Func<HttpMessageHandler, HttpMessageHandler> repeater = inner => new Repeater(inner) { Copies = copies };
        ManualTimeProvider clock = new();
        await using CloudStackClient client = new(Options(), stub, timeProvider: clock, outerHandlers: repeater);

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => clock.RunUntilAsync(() => client.Commands.SendAsync("updateThing")));

        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public void A_chain_of_handlers_is_refused_with_what_to_do_instead()
    {
        using StubHandler stub = new(_ => StubHandler.Json("{}"));
        using Repeater chain = new(stub);

        ArgumentException e = Assert.Throws<ArgumentException>(() => new CloudStackClient(Options(), chain))!;

        Assert.That(e.ParamName, Is.EqualTo("handler"));
        Assert.That(e.Message, Does.StartWith("Repeater is a chain of handlers").And.Contains("outerHandlers"));
    }

    [Test]
    public void The_clients_own_handler_is_set_as_the_protocol_needs_it()
    {
        using SocketsHttpHandler handler = PrimaryHandler.Create(ConnectionSettings.Default);

        Assert.Multiple(() =>
        {
            Assert.That((handler.UseCookies, handler.AllowAutoRedirect), Is.EqualTo((false, false)));
            Assert.That(handler.AutomaticDecompression.HasFlag(DecompressionMethods.GZip));
            Assert.That(handler.PooledConnectionIdleTimeout, Is.EqualTo(TimeSpan.FromSeconds(20)));
            Assert.That(handler.PooledConnectionLifetime, Is.EqualTo(TimeSpan.FromMinutes(5)));
        });
    }

    [Test]
    public async Task A_handler_outside_that_holds_a_request_back_until_its_time_is_over_has_sent_nothing([Values] bool sendsBefore)
    {
        using StubHandler stub = new(_ => StubHandler.Json("""{"a":{"success":true}}"""));
        ManualTimeProvider clock = new();
        await using CloudStackClient client = new(
            Options(options => (options.MaxRetries, options.WriteTimeout) = (0, TimeSpan.FromSeconds(5))),
            stub,
            timeProvider: clock,
            outerHandlers: inner => new Holder(inner, sendsBefore));

        CloudStackException e = (await Assert.CatchAsync<CloudStackException>(() => clock.RunUntilAsync(() => client.Commands.SendAsync("updateThing"))))!;

        Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(stub.Requests, Has.Count.EqualTo(sendsBefore ? 1 : 0));
        Assert.That(e, sendsBefore ? Is.TypeOf<AmbiguousSubmissionException>() : Is.TypeOf<CloudStackTransportException>().And.Property("NothingSent").True);
    }

    [Test]
    public async Task A_request_that_is_not_the_clients_is_refused_by_the_signing()
    {
        using StubHandler stub = new(_ => StubHandler.Json("{}"));
        using HttpMessageInvoker invoker = new(new SigningHandler(stub));
        using HttpRequestMessage request = new(HttpMethod.Get, "http://cloud.invalid/client/api?command=listZones");

        InvalidOperationException e = (await Assert.ThrowsAsync<InvalidOperationException>(() => invoker.SendAsync(request, CancellationToken.None)))!;

        Assert.That(e.Message, Does.Contain("requests from a CloudStackClient"));
        Assert.That(stub.Requests, Is.Empty);
    }

    private static CloudStackClientOptions Options(Action<CloudStackClientOptions>? configure = null)
    {
        CloudStackClientOptions options = new() { Endpoint = new Uri("http://cloud.invalid/client/api"), ApiKey = "k", SecretKey = "s" };
        configure?.Invoke(options);
        return options;
    }

    private sealed class Repeater(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public bool Copies { get; init; }

        public bool AtOnce { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Copies && request.Content is not null)
            {
                await request.Content.LoadIntoBufferAsync(cancellationToken);
            }

            Task<HttpResponseMessage> first = base.SendAsync(request, cancellationToken);
            if (!AtOnce && await SucceedsAsync(first))
            {
                return await first;
            }

            Task<HttpResponseMessage> second = base.SendAsync(request, cancellationToken);
            return await SucceedsAsync(second) ? await second : await first;
        }

        private static async Task<bool> SucceedsAsync(Task<HttpResponseMessage> task)
        {
            try
            {
                return (await task).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    /// <summary>Never passes a request on, or sends it and keeps its response.</summary>
    private sealed class Holder(HttpMessageHandler inner, bool sendsBefore) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (sendsBefore)
            {
                (await base.SendAsync(request, cancellationToken)).Dispose();
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("Nobody waits so long.");
        }
    }
}
