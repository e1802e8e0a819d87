using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Credentials;

public class SessionTests
{
    [Test]
    public async Task The_first_call_logs_in_and_sends_every_cookie_and_the_key()
    {
        await using SessionServer server = new();

        List<Zone> zones = await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        StubRequest login = server.Requests[0];
        StubRequest list = server.Requests[1];
        Assert.Multiple(() =>
        {
            Assert.That(zones.Single().Name, Is.EqualTo("eu"));
            Assert.That(server.Requests.Select(request => request.Command), Is.EqualTo(new[] { "login", "listZones", "listZones" }));
            Assert.That(login.Method, Is.EqualTo(HttpMethod.Post));
            Assert.That(login.Uri.Query, Is.Empty);
            Assert.That(login["domain"], Is.EqualTo("/customers"));
            Assert.That(login["response"], Is.EqualTo("json"));
            Assert.That(login["signature"] ?? login["apikey"] ?? login["sessionkey"], Is.Null);
            Assert.That(list["sessionkey"], Is.EqualTo("session-key+/1="));
            Assert.That(list.Cookie, Is.EqualTo("JSESSIONID=node1.node0; sessionkey=session-key+/1=; balancer=1"), "not the one that the response deletes");
            Assert.That(list["signature"] ?? list["apikey"] ?? list["expires"], Is.Null, "a session call is not signed");
        });
    }

    [Test]
    public async Task Many_first_calls_share_one_login()
    {
        await using SessionServer server = new();

        await server.Cloud.RunAsync(async client => await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Zones.ListZones().ToListAsync())));

        Assert.That(server.Count("login"), Is.EqualTo(1));
        Assert.That(server.Count("listZones"), Is.EqualTo(20));
    }

    [Test]
    public async Task A_session_that_has_ended_is_opened_again_once_for_all()
    {
        await using SessionServer server = new();
        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        server.ExpireSessions();

        await server.Cloud.RunAsync(async client => await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.Zones.ListZones().ToListAsync())));

        Assert.That(server.Count("login"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_change_whose_session_has_ended_is_sent_again_because_the_server_has_not_looked_at_it()
    {
        await using SessionServer server = new();
        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        server.ExpireSessions();
        server.CommandAnswer = _ => StubHandler.Json("""{"a":{"success":true}}""");

        await server.Cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        Assert.That(server.Count("updateThing"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_server_that_refuses_every_session_is_believed_after_one_new_login()
    {
        await using SessionServer server = new()
        {
            CommandAnswer = _ => StubHandler.Error(401, "unable to verify user credentials", csErrorCode: null),
        };

        CloudStackApiException error = (await Assert.ThrowsAsync<CloudStackApiException>(
            () => server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Kind, Is.EqualTo(ErrorKind.Authentication));
            Assert.That(error.Command, Is.EqualTo("listZones"));
            Assert.That(server.Count("login"), Is.EqualTo(2));
            Assert.That(server.Count("listZones"), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task A_wrong_password_is_not_tried_twice_and_each_caller_gets_an_error_of_its_own()
    {
        await using SessionServer server = new(new SessionCredentials("ann", "wrong-password"));
        Task<List<Zone>>[] calls = [];

        await server.Cloud.RunAsync(async client =>
        {
            calls = [.. Enumerable.Range(0, 3).Select(_ => client.Zones.ListZones().ToListAsync())];
            await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        Exception[] errors = [.. calls.Select(call => call.Exception!.InnerException!)];
        Assert.Multiple(() =>
        {
            Assert.That(errors, Has.All.InstanceOf<CloudStackApiException>());
            Assert.That(errors.Distinct().Count(), Is.EqualTo(3));
            Assert.That(((CloudStackApiException)errors[0]).Kind, Is.EqualTo(ErrorKind.Authentication));
            Assert.That(((CloudStackApiException)errors[0]).ErrorCode, Is.EqualTo(531));
            Assert.That(errors[0].Message, Does.Contain("Failed to authenticate user ann").And.Not.Contain("wrong-password"));
            Assert.That(server.Count("login"), Is.EqualTo(1));
            Assert.That(server.Count("listZones"), Is.Zero);
        });

        await server.Cloud.Clock.RunForAsync(TimeSpan.FromSeconds(30));
        await Assert.CatchAsync<CloudStackApiException>(() => server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()));
        Assert.That(server.Count("login"), Is.EqualTo(2), "after a while it may have been set right on the server");
    }

    [Test]
    public async Task A_login_whose_answer_is_lost_makes_no_change_ambiguous()
    {
        int answers = 0;
        await using SessionServer server = new() { CommandAnswer = _ => StubHandler.Json("""{"a":{"success":true}}""") };
        server.LoginResponse = () => answers++ == 0 ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely") : null!;

        await server.Cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        Assert.That(server.Count("login"), Is.EqualTo(2));
        Assert.That(server.Count("updateThing"), Is.EqualTo(1));
    }

    [TestCase(502)]
    [TestCase(530)]
    public async Task A_server_in_trouble_at_login_fails_the_call_as_one_that_was_not_sent(int status)
    {
        await using SessionServer server = new(configure: options => options.MaxRetries = 1)
        {
            LoginResponse = () => status == 530 ? StubHandler.Error(530, "Internal error executing command, please contact your system administrator", 9999) : StubHandler.Html(status),
        };

        CloudStackTransportException error = (await Assert.ThrowsAsync<CloudStackTransportException>(
            () => server.Cloud.RunAsync(client => client.VirtualMachines.DeployVirtualMachineAsync(new() { ServiceOfferingId = "o", ZoneId = "z" }))))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Message, Does.StartWith("The call could not be sent because the login failed"));
            Assert.That(error.InnerException, Is.InstanceOf<CloudStackException>());
            Assert.That(error.IsTransient, Is.True);
            Assert.That(server.Requests, Has.Count.EqualTo(2), "one retry, and the command was never sent");
        });
    }

    [Test]
    public async Task A_caller_who_gives_up_does_not_end_the_login_of_the_others()
    {
        TaskCompletionSource<string> code = new();
        using CancellationTokenSource stop = new();
        await using SessionServer server = new(new SessionCredentials("ann", "the-password") { SecondFactor = _ => new(code.Task) }) { Code = "123456" };

        Task first = server.Client.Zones.ListZones().ToListAsync(stop.Token);
        Task<List<Zone>> second = server.Client.Zones.ListZones().ToListAsync();
        await server.Cloud.Clock.RunForAsync(TimeSpan.FromMinutes(5));
        await stop.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => first);
        code.SetResult("123456");
        List<Zone> zones = await server.Cloud.Clock.RunUntilAsync(() => second);

        Assert.That(zones, Has.Count.EqualTo(1));
        Assert.That(server.Count("login"), Is.EqualTo(1), "a person may take five minutes");
    }

    [Test]
    public async Task With_a_session_even_reads_go_by_post_because_the_key_must_not_stand_in_an_address()
    {
        await using SessionServer server = new(configure: options => options.Method = RequestMethod.GetForReads);

        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(server.Requests.Select(request => request.Method), Has.All.EqualTo(HttpMethod.Post));
        Assert.That(server.Requests.Select(request => request.Uri.Query), Has.All.Empty);
    }

    [Test]
    public async Task A_provider_that_changes_the_user_changes_the_session()
    {
        Changing users = new();
        await using SessionServer server = new(configure: options => options.Credentials = users);

        foreach (string? domain in new[] { null, null, "/elsewhere", "/elsewhere" })
        {
            users.Current = new SessionCredentials("ann", "the-password", domain);
            await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        }

        Assert.That(server.Count("login"), Is.EqualTo(2), "an equal pair is the same user");
    }

    [Test]
    public async Task Disposal_ends_a_login_that_waits_for_a_person()
    {
        CancellationToken seen = default;
        SessionServer server = new(new SessionCredentials("ann", "the-password")
        {
            SecondFactor = async token =>
            {
                seen = token;
                await Task.Delay(Timeout.Infinite, token);
                return "";
            },
        })
        {
            Code = "1",
        };
        Task call = server.Client.Zones.ListZones().ToListAsync();
        await server.Cloud.Clock.RunForAsync(TimeSpan.FromSeconds(1));

        await server.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        Assert.That(seen.IsCancellationRequested, Is.True);
    }

    private sealed class Changing : ICredentialsProvider
    {
        public SessionCredentials? Current { get; set; }

        public ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(Current!);
    }
}
