using System.Net;
using CloudStack.Client.Tests.Support;
using CloudStack.Client.Transport;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Transport;

/// <summary>Handlers that the caller gives to the client, below the signing.</summary>
public class OwnHandlerTests
{
    /// <summary>However it repeats: with the same body or with a copy, one after the other or both at once.</summary>
    [Test]
    public async Task A_handler_that_repeats_requests_repeats_reads_and_no_change([Values] bool copies, [Values] bool atOnce)
    {
        int calls = 0;
        using StubHandler stub = new(_ => Interlocked.Increment(ref calls) % 2 == 1 ? StubHandler.Html(503) : StubHandler.Json("""{"a":{"success":true}}"""));
        using Repeater repeater = new(stub) { Copies = copies, AtOnce = atOnce };
        ManualTimeProvider clock = new();
        await using CloudStackClient client = new(Options(), repeater, timeProvider: clock);

        await clock.RunUntilAsync(() => client.Zones.ListZones().ToListAsync());
        Assert.That(calls, Is.EqualTo(2), "the handler's own repetition");
        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(
            () => clock.RunUntilAsync(() => client.Commands.SendAsync("updateThing"))))!;

        Assert.That(stub.Count("updateThing"), Is.EqualTo(1));
        Assert.That(e.Message, Does.StartWith("updateThing was sent and its answer was lost"));
    }

    [Test]
    public async Task A_handler_that_writes_a_body_twice_by_itself_cannot_for_a_change()
    {
        using Writer writer = new();
        ManualTimeProvider clock = new();
        await using CloudStackClient client = new(Options(options => options.MaxRetries = 0), writer, timeProvider: clock);

        await clock.RunUntilAsync(() => client.Zones.ListZones().ToListAsync());
        Assert.That(writer.Written, Is.EqualTo(2));
        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => clock.RunUntilAsync(() => client.Commands.SendAsync("updateThing")));

        Assert.That(writer.Written, Is.EqualTo(3));
        Assert.That(writer.Announced, Has.All.GreaterThan(0), "the length is told, so that no body goes out in chunks");
    }

    [TestCase(429)]
    [TestCase(503)]
    [TestCase(0, Description = "no connection")]
    public async Task What_reached_nobody_or_was_refused_untouched_may_be_repeated(int status)
    {
        int calls = 0;
        using StubHandler stub = new(_ => ++calls > 1 ? StubHandler.Json("""{"a":{"success":true}}""") : status switch
        {
            0 => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"),
            429 => StubHandler.Error(429, "please retry after [500] ms.", 9999),
            _ => StubHandler.Error(503, "Maintenance or Shutdown has been initiated on this management server. Can not accept new jobs", 9999),
        });
        using Repeater repeater = new(stub) { Copies = true };
        ManualTimeProvider clock = new();
        await using CloudStackClient client = new(Options(), repeater, timeProvider: clock);

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
        using Repeater repeater = new(stub) { Copies = copies };
        ManualTimeProvider clock = new();
        await using CloudStackClient client = new(Options(), repeater, timeProvider: clock);

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => clock.RunUntilAsync(() => client.Commands.SendAsync("updateThing")));

        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_chain_serves_several_clients_and_requests_of_others()
    {
        using StubHandler stub = new(_ => StubHandler.Json("""{"a":{"success":true}}"""));
        using Repeater inner = new(stub);
        using Repeater outer = new(inner);
        ManualTimeProvider clock = new();
        await using CloudStackClient first = new(Options(), outer, timeProvider: clock);
        await clock.RunUntilAsync(() => first.Commands.SendAsync("updateThing"));
        await using CloudStackClient second = new(Options(), outer, timeProvider: clock);
        await clock.RunUntilAsync(() => second.Commands.SendAsync("updateThing"));
        using HttpClient http = new(outer, disposeHandler: false);
        await http.GetStringAsync(new Uri("http://cloud.invalid/other?command=other"));

        Assert.That(stub.Requests.Select(request => request.Command), Is.EqualTo(new[] { "updateThing", "updateThing", "other" }));
        Assert.That(outer.InnerHandler, Is.SameAs(inner));
        Assert.That(inner.InnerHandler, Is.TypeOf<ConnectionGuard>().And.Property("InnerHandler").SameAs(stub), "one guard, before the last");
    }

    [Test]
    public async Task A_chain_that_has_begun_to_send_is_taken_as_it_is()
    {
        using StubHandler stub = new(_ => StubHandler.Json("""{"a":{"success":true}}"""));
        using Repeater repeater = new(stub);
        using HttpClient http = new(repeater, disposeHandler: false);
        await http.GetStringAsync(new Uri("http://cloud.invalid/other?command=other"));
        ManualTimeProvider clock = new();
        await using CloudStackClient client = new(Options(), repeater, timeProvider: clock);

        await clock.RunUntilAsync(() => client.Commands.SendAsync("updateThing"));

        Assert.That(stub.Count("updateThing"), Is.EqualTo(1));
    }

    [Test]
    public void Handlers_of_the_framework_do_not_repeat_requests_and_others_may()
    {
        using HttpClientHandler old = new();
        using SocketsHttpHandler sockets = new();
        using Repeater repeater = new(sockets);

        Assert.Multiple(() =>
        {
            Assert.That(PrimaryHandler.MayRepeat(old), Is.False);
            Assert.That(PrimaryHandler.MayRepeat(sockets), Is.False);
            Assert.That(PrimaryHandler.MayRepeat(repeater), Is.True);
        });
    }

    [Test]
    public void The_clients_own_handler_is_set_as_the_protocol_needs_it()
    {
        using SocketsHttpHandler handler = PrimaryHandler.Create();

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
        using SigningHandler signing = new(stub);
        using Holder holder = new(signing, sendsBefore);
        using HttpClient http = new(holder) { Timeout = Timeout.InfiniteTimeSpan };
        ManualTimeProvider clock = new();
        ClientSettings settings = ClientSettings.From(Options(options => (options.MaxRetries, options.WriteTimeout) = (0, TimeSpan.FromSeconds(5))));
        using CommandTransport transport = new(settings, () => http, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        CommandCall call = new(new Generation.CommandDescriptor("updateThing", CommandKind.Write), new ParameterList());

        CloudStackException e = (await Assert.CatchAsync<CloudStackException>(() => clock.RunUntilAsync(() => transport.SendAsync(call, SubmitAnswer.Read, CancellationToken.None))))!;

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

        Assert.That(e.Message, Does.Contain("requests of a CloudStackClient"));
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
            if (Copies)
            {
                await request.Content!.LoadIntoBufferAsync(cancellationToken);
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

    /// <summary>A connection of its own, no chain, that sends everything twice.</summary>
    private sealed class Writer : HttpMessageHandler
    {
        public int Written { get; private set; }

        public List<long?> Announced { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Announced.Add(request.Content!.Headers.ContentLength);
            for (int i = 0; i < 2; i++)
            {
                await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
                Written++;
            }

            return StubHandler.Json("""{"a":{"success":true}}""");
        }
    }

    /// <summary>Lets a request go on never, or lets it go out and keeps its answer.</summary>
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
