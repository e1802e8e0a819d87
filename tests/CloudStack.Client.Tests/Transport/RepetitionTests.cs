using System.Text.Json;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Transport;

/// <summary>What is sent again, how long an answer is waited for, and who ends a call.</summary>
public class RepetitionTests
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
        Assert.That(times.Skip(10).Distinct().Count(), Is.GreaterThan(5), "each at a moment of its own");
    }

    [TestCase(530, true)]
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
        Assert.That(e.Message, Does.StartWith(sent ? "listZones was sent, but the connection failed before the answer was complete: reset" : "listZones could not be sent: refused"));
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
}
