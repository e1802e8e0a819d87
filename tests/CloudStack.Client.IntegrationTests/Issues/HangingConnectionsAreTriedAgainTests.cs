using System.Net.Sockets;
using CloudStack.Client.IntegrationTests.Support;
using WireMock.Server;

namespace CloudStack.Client.IntegrationTests.Issues;

/// <summary>
/// A connection that isn't established in time has carried nothing, so every command is tried again. The client used to wait until
/// the request's own time limit, and then to report that the command may have been executed.
/// </summary>
internal sealed class HangingConnectionsAreTriedAgainTests
{
    [TestCase("listThings")]
    [TestCase("updateThing")]
    [TestCase("startThing")]
    public async Task A_command_is_sent_once_the_connection_is_there(string command)
    {
        using WireMockServer server = CloudMock.Start();
        server.Given(CloudMock.Command(command)).RespondWith(CloudMock.Json("""{"response":{"jobid":"the-job"}}"""));
        using SocketsHttpHandler handler = Hanging(times: 1);
        await using CloudStackClient client = Create(server, handler, maxRetries: 3);

        await SendAsync(client, command);

        Assert.That(server.LogEntries.Select(entry => entry.Form("command")), Is.EqualTo(new[] { command }));
    }

    [TestCase("listThings")]
    [TestCase("updateThing")]
    [TestCase("startThing")]
    public async Task A_server_that_is_never_reached_is_reported_as_that(string command)
    {
        using WireMockServer server = CloudMock.Start();
        using SocketsHttpHandler handler = Hanging(times: int.MaxValue);
        await using CloudStackClient client = Create(server, handler, maxRetries: 1);

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => SendAsync(client, command)))!;

        Assert.That((e.IsTransient, e.NothingSent), Is.EqualTo((true, true)));
        Assert.That(e.Message, Does.Contain("could not be sent"));
        Assert.That(server.LogEntries, Is.Empty);
    }

    private static Task SendAsync(CloudStackClient client, string command) =>
        command == "startThing" ? client.Commands.SubmitAsync(command) : client.Commands.SendAsync(command);

    private static CloudStackClient Create(WireMockServer server, SocketsHttpHandler handler, int maxRetries) =>
        new(new() { Endpoint = server.Endpoint(), ApiKey = "key", SecretKey = "secret", MaxRetries = maxRetries }, handler);

    /// <summary>Connections of which the first ones are never established.</summary>
    private static SocketsHttpHandler Hanging(int times)
    {
        int tries = 0;
        return new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(500),
            ConnectCallback = async (context, cancellationToken) =>
            {
                if (Interlocked.Increment(ref tries) <= times)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                }

                Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
    }
}
