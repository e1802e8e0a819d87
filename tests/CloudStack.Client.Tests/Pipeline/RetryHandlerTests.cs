using System.Text.Json;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Pipeline;

/// <summary>What is sent again, how long the client waits for a response, and what ends a call.</summary>
public class RetryHandlerTests
{
    [Test]
    public async Task Reads_are_repeated_after_passing_failures_and_writes_are_not()
    {
        int calls = 0;
        await using StubCloud cloud = new(_ => ++calls <= 3 ? StubHandler.Html(502) : StubHandler.Json("""{"a":{}}"""));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Is.Empty);
        Assert.That(calls, Is.EqualTo(4));

        calls = 0;
        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => cloud.RunAsync(client => client.Commands.SendAsync("updateThing")));
        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Calls_that_failed_together_are_not_repeated_together()
    {
        List<TimeSpan> times = [];
        StubCloud? made = null;
        made = new StubCloud(_ =>
        {
            lock (times)
            {
                times.Add(made!.Clock.Elapsed);
                return times.Count <= 10 ? StubHandler.Html(502) : StubHandler.Json("""{"a":{}}""");
            }
        });
        await using StubCloud cloud = made;

        await cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.Zones.ListZones().ToListAsync())));

        Assert.That(times.Take(10), Has.All.EqualTo(TimeSpan.Zero));
        Assert.That(times.Skip(10).Distinct().Count(), Is.GreaterThan(5), "each at its own time");
    }

    [TestCase(530, false)]
    [TestCase(502, true)]
    [TestCase(503, true)]
    [TestCase(504, true)]
    [TestCase(431, false)]
    [TestCase(533, false)]
    [TestCase(501, false)]
    public async Task A_read_is_repeated_after_errors_that_pass(int code, bool again)
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(code, "x", null), options => options.MaxRetries = 2);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.ErrorCode, Is.EqualTo(code));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(again ? 3 : 1));
    }

    [TestCase(200, "", true)]
    [TestCase(200, "<html>welcome</html>", false)]
    [TestCase(200, """{"a":{"count":1,""", true)]
    [TestCase(500, "<html>trouble</html>", true)]
    [TestCase(501, "<html>trouble</html>", true)]
    [TestCase(499, "<html>gone</html>", false)]
    public async Task A_read_is_repeated_where_the_answer_was_cut_or_the_server_failed_without_one(int status, string body, bool again)
    {
        await using StubCloud cloud = new(_ => StubHandler.Body(status, body.StartsWith('<') ? "text/html" : "application/json", body), options => options.MaxRetries = 2);

        await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()));

        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(again ? 3 : 1));
    }

    [Test]
    public async Task A_connection_that_was_never_made_lets_a_write_go_again()
    {
        int calls = 0;
        await using StubCloud cloud = new(_ => ++calls == 1
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused")
            : StubHandler.Json("""{"a":{"success":true}}"""));

        JsonElement answer = await cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        Assert.That(answer.GetProperty("success").GetBoolean());
        Assert.That(calls, Is.EqualTo(2));
    }

    [Test]
    public async Task A_connection_that_fails_says_whether_anything_was_sent([Values] bool sent)
    {
        await using StubCloud cloud = new(
            _ => sent
                ? StubHandler.BrokenBody(new IOException("reset"))
                : throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"),
            options => options.MaxRetries = 0);

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.NothingSent, Is.EqualTo(!sent));
        Assert.That(e.Message, Does.StartWith(sent ? "listZones was sent, but the connection failed before the response was complete: reset" : "listZones could not be sent: refused"));
    }

    [Test]
    public async Task A_call_that_takes_too_long_is_a_transient_transport_failure_at_the_timeout()
    {
        await using StubCloud cloud = new(_ => StubHandler.Hang(), options =>
        {
            options.MaxRetries = 0;
            options.ReadTimeout = TimeSpan.FromSeconds(7);
        });

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That((e.IsTransient, cloud.Clock.Elapsed), Is.EqualTo((true, TimeSpan.FromSeconds(7))));
    }

    [Test]
    public async Task Only_the_callers_own_token_cancels()
    {
        using CancellationTokenSource cancel = new();
        await using StubCloud cloud = new(_ => StubHandler.Hang());
        Task<List<Zone>> call = cloud.Client.Zones.ListZones().ToListAsync(cancel.Token);
        await cloud.Clock.RunForAsync(TimeSpan.Zero);
        await cancel.CancelAsync();

        OperationCanceledException canceled = (await Assert.CatchAsync<OperationCanceledException>(() => call))!;
        Assert.That(canceled.CancellationToken.IsCancellationRequested);

        await using StubCloud broken = new(_ => throw new TaskCanceledException("nobody asked for this"), options => options.MaxRetries = 0);
        await Assert.ThrowsAsync<CloudStackTransportException>(() => broken.RunAsync(client => client.Zones.ListZones().ToListAsync()));
    }

    [Test]
    public async Task A_server_that_says_how_long_it_is_away_is_asked_then_and_not_before([Values] bool container, [Values] bool asDate)
    {
        await using RetryServer server = new(container ? Pages.Container : NoNewJobs, TimeSpan.FromSeconds(47), asDate);

        await server.DeployAsync();

        Assert.That(server.Times, Is.EqualTo(new[] { TimeSpan.Zero, TimeSpan.FromSeconds(47) }));
    }

    [TestCase(60, true)]
    [TestCase(61, false)]
    [TestCase(3600, false)]
    public async Task Nobody_waits_longer_for_a_server_than_a_read_may_take(int seconds, bool waits)
    {
        await using RetryServer page = new(Pages.Container, TimeSpan.FromSeconds(seconds));
        await using RetryServer envelope = new(NoNewJobs, TimeSpan.FromSeconds(seconds));

        if (waits)
        {
            await page.DeployAsync();
            await envelope.DeployAsync();
        }
        else
        {
            await Assert.ThrowsAsync<CloudStackTransportException>(page.DeployAsync);
            CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(envelope.DeployAsync))!;
            Assert.That((e.Kind, e.RetryAfter), Is.EqualTo((ErrorKind.ServerUnavailable, TimeSpan.FromSeconds(seconds))));
        }

        Assert.That((page.Times[^1], page.Times.Count), Is.EqualTo((TimeSpan.FromSeconds(waits ? seconds : 0), waits ? 2 : 1)));
        Assert.That(envelope.Times, Is.EqualTo(page.Times));
    }

    [Test]
    public async Task A_read_waits_as_a_proxy_asks_it_to()
    {
        await using RetryServer server = new(Pages.Balancer, TimeSpan.FromSeconds(9));

        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(server.Times, Is.EqualTo(new[] { TimeSpan.Zero, TimeSpan.FromSeconds(9) }));
    }

    /// <summary>With a past date, or a wait of zero, the client must not hammer a server that is starting.</summary>
    [TestCase(0, false)]
    [TestCase(-5, true)]
    public async Task A_wait_that_is_none_is_as_if_nothing_were_said(int seconds, bool asDate)
    {
        await using RetryServer server = new(Pages.Container, TimeSpan.FromSeconds(seconds), asDate, refusals: 6);

        await server.DeployAsync();

        Assert.That(server.Times, Has.Count.EqualTo(7).And.Unique);
        Assert.That(server.Times[^1], Is.GreaterThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task Without_repetitions_every_request_goes_out_once([Values] CommandKind kind)
    {
        foreach (Func<HttpResponseMessage> failure in (Func<HttpResponseMessage>[])[Pages.Container, NoNewJobs, Refused])
        {
            await using StubCloud cloud = new(_ => failure(), options => options.MaxRetries = 0);

            await Assert.CatchAsync<CloudStackException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, kind)));

            Assert.That((cloud.Handler.Requests.Count, cloud.Clock.Elapsed), Is.EqualTo((1, TimeSpan.Zero)));
        }
    }

    /// <summary>The wait for a starting server is limited by time; it must not use up the retries for later failures.</summary>
    [Test]
    public async Task A_failure_after_a_long_start_is_repeated_like_any_other()
    {
        int lists = 0;
        await using StubCloud cloud = new(request => ++lists switch
        {
            <= 6 => Pages.Container(),
            <= 9 => StubHandler.Html(502),
            _ => KindOfCall.Answer(request),
        });

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Has.Count.EqualTo(1));
        Assert.That(lists, Is.EqualTo(10));
    }

    private static HttpResponseMessage NoNewJobs() =>
        StubHandler.Error(503, "Maintenance or Shutdown has been initiated on this management server. Can not accept new jobs", 9999);

    private static HttpResponseMessage Refused() => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");

    /// <summary>A server that refuses requests, says how long it will be away, and then recovers.</summary>
    private sealed class RetryServer : IAsyncDisposable
    {
        public RetryServer(Func<HttpResponseMessage> refusal, TimeSpan away, bool asDate = false, int refusals = 1) => Cloud = new StubCloud(request =>
        {
            Times.Add(Cloud!.Clock.Elapsed);
            if (Times.Count > refusals)
            {
                return KindOfCall.Answer(request);
            }

            HttpResponseMessage response = refusal();
            if (asDate)
            {
                // By the server's clock, which isn't the client's.
                response.Headers.Date = Cloud.Clock.GetUtcNow().AddMinutes(3);
                response.Headers.RetryAfter = new(response.Headers.Date.Value + away);
            }
            else
            {
                response.Headers.RetryAfter = new(away);
            }

            return response;
        });

        public StubCloud Cloud { get; }

        public List<TimeSpan> Times { get; } = [];

        public Task DeployAsync() => Cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.CreateJob));

        public ValueTask DisposeAsync() => Cloud.DisposeAsync();
    }
}
