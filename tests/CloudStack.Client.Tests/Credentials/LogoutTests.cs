using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Credentials;

/// <summary>The disposal of a client that has logged in.</summary>
public class LogoutTests
{
    private const int Failed = 3;

    public enum Failure
    {
        NoConnection,
        LostAnswer,
        BrokenBody,
        BodyOfDisposedConnection,
        WrongHandler,
    }

    [Test]
    public async Task Asynchronous_disposal_logs_out()
    {
        SessionServer server = new();
        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        await server.DisposeAsync();

        Assert.That(server.Requests[^1].Command, Is.EqualTo("logout"));
        Assert.That(server.Requests[^1]["sessionkey"], Is.EqualTo("session-key+/1="));
        Assert.That(server.Requests[^1].Cookie, Does.Contain("JSESSIONID=node1.node0"));
    }

    [Test]
    public async Task Disposal_without_a_session_and_synchronous_disposal_send_nothing()
    {
        SessionServer unused = new();
        await unused.DisposeAsync();
        SessionServer used = new();
        await used.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        used.Client.Dispose();

        Assert.That(unused.Requests, Is.Empty);
        Assert.That(used.Count("logout"), Is.Zero);
    }

    [Test]
    public async Task A_logout_that_is_not_answered_holds_disposal_up_for_five_seconds_at_most()
    {
        SessionServer server = new() { LogoutAnswer = StubHandler.Hang };
        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        TimeSpan before = server.Cloud.Clock.Elapsed;
        await server.Cloud.Clock.RunUntilAsync(async () => await server.DisposeAsync());

        Assert.That(server.Count("logout"), Is.EqualTo(1));
        Assert.That(server.Cloud.Clock.Elapsed - before, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task A_logout_that_fails_in_any_way_is_logged_and_lets_disposal_end([Values] Failure failure)
    {
        using EventLog log = new();
        SessionServer server = new(loggers: log)
        {
            LogoutAnswer = () => failure switch
            {
                Failure.NoConnection => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"),
                Failure.LostAnswer => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely"),
                Failure.BrokenBody => StubHandler.BrokenBody(new IOException("The connection was reset")),
                Failure.BodyOfDisposedConnection => StubHandler.BrokenBody(new ObjectDisposedException("connection")),
                _ => throw new InvalidOperationException("This handler is put together wrongly"),
            },
        };
        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        await server.DisposeAsync();

        Assert.That(server.Count("logout"), Is.EqualTo(1));
        Assert.That(log.Of(Failed).Single(), Does.StartWith("logout failed: "));
    }
}
