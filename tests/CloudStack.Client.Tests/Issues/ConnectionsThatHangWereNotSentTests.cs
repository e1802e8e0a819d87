using System.Net;
using CloudStack.Client.Http;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A firewall that drops packets refuses no connection, and a balancer can accept one and never complete the handshake. The client
/// used to wait until the request's own time limit, and then to report that the command may have been executed, although not one
/// byte of it had left. What such connections do is tested over real ones, in CloudStack.Client.IntegrationTests.
/// </summary>
public class ConnectionsThatHangWereNotSentTests
{
    /// <summary>A handler that passes requests on to another HTTP client fails in the same way after it has sent them.</summary>
    [Test]
    public async Task A_time_limit_of_connections_that_are_not_the_framework_s_proves_nothing([Values(CommandKind.Job, CommandKind.CreateJob)] CommandKind kind)
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 0) : throw ConnectTimeout());

        await cloud.RunAsync(client => KindOfCall.SendAsync(client, kind));

        Assert.That(cloud.Handler.Requests.Select(request => request.Command), Is.EqualTo(new[] { KindOfCall.CommandOf(kind), "queryAsyncJobResult" }));
    }

    [Test]
    public async Task A_change_over_such_connections_is_ambiguous()
    {
        await using StubCloud cloud = new(_ => throw ConnectTimeout());

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.Write)));

        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_time_limit_of_a_handler_after_the_command_left_proves_nothing([Values(CommandKind.Job, CommandKind.CreateJob)] CommandKind kind)
    {
        await using StubCloud cloud = new(
            request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 0) : StubHandler.Html(502),
            outside: static inner => new LimitOfItsOwn(inner));

        await cloud.RunAsync(client => KindOfCall.SendAsync(client, kind));

        Assert.That(cloud.Handler.Count(KindOfCall.CommandOf(kind)), Is.EqualTo(1));
        Assert.That(cloud.Handler.Count("queryAsyncJobResult"), Is.EqualTo(1));
    }

    [Test]
    public void Connections_of_the_client_have_a_time_limit_and_a_shorter_or_longer_one_of_the_user_stays()
    {
        using SocketsHttpHandler unlimited = new();
        using SocketsHttpHandler chosen = new() { ConnectTimeout = TimeSpan.FromMinutes(2) };

        PrimaryHandler.Adjust(unlimited);
        PrimaryHandler.Adjust(chosen);

        Assert.That((unlimited.ConnectTimeout, chosen.ConnectTimeout), Is.EqualTo((TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(2))));
    }

    /// <summary>What <see cref="SocketsHttpHandler"/> throws after <see cref="SocketsHttpHandler.ConnectTimeout"/>.</summary>
    private static TaskCanceledException ConnectTimeout() =>
        new("A connection could not be established within the configured ConnectTimeout.", new TimeoutException("A connection could not be established."));

    private sealed class LimitOfItsOwn(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            return response.StatusCode == HttpStatusCode.BadGateway ? throw ConnectTimeout() : response;
        }
    }
}
