using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A session lives in the memory of one management server. Behind an address that spreads requests over several servers, each login
/// succeeds and each call is refused; the error used to say only that the credentials are wrong.
/// </summary>
public class ServersThatDoNotShareSessionsAreNamedTests
{
    private const string ServersWords = "unable to verify user credentials and/or request signature";

    [Test]
    public async Task A_session_that_is_refused_twice_right_after_its_login_names_the_cause([Values] CommandKind kind)
    {
        await using Pair pair = new(servers: 2);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => pair.Cloud.RunAsync(client => KindOfCall.SendAsync(client, kind))))!;

        Assert.That((e.Kind, e.ErrorCode, e.ErrorText, e.HttpStatus), Is.EqualTo((ErrorKind.Authentication, 401, ServersWords, 401)));
        Assert.That(e.Message, Does.Contain(ServersWords).And.Contain("do not share sessions").And.Contain("sticky sessions").And.Contain("API keys"));
        Assert.That(pair.Cloud.Handler.Count("login"), Is.EqualTo(2));
    }

    [Test]
    public async Task Each_of_many_callers_is_told()
    {
        await using Pair pair = new(servers: 2) { RefusesAll = true };
        List<string> messages = [];

        await pair.Cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            try
            {
                await client.Zones.ListZones().ToListAsync();
            }
            catch (CloudStackApiException e)
            {
                messages.Add(e.Message);
            }
        })));

        Assert.That(messages, Has.Exactly(5).Contains("do not share sessions"));
    }

    [Test]
    public async Task A_wait_whose_polls_are_refused_names_the_cause_as_well()
    {
        await using Pair pair = new(servers: 1);
        JobHandle job = await pair.Cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));
        pair.RefusesAll = true;
        await pair.Cloud.Clock.RunForAsync(TimeSpan.FromHours(1));

        Assert.That(
            (await Assert.ThrowsAsync<CloudStackApiException>(() => pair.Cloud.RunAsync(_ => job.WaitForCompletionAsync())))!.Message,
            Does.Contain(ServersWords));
        Assert.That(
            (await Assert.ThrowsAsync<CloudStackApiException>(() => pair.Cloud.RunAsync(_ => job.WaitForCompletionAsync())))!.Message,
            Does.Contain("do not share sessions"));
    }

    /// <summary>The first session had simply ended.</summary>
    [Test]
    public async Task A_session_that_is_refused_once_right_after_its_login_says_what_the_server_says()
    {
        await using Pair pair = new(servers: 1);
        await pair.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        await pair.Cloud.Clock.RunForAsync(TimeSpan.FromHours(1));
        pair.RefusesAll = true;

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => pair.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.Message, Does.EndWith(ServersWords));
    }

    [Test]
    public async Task A_user_without_a_right_is_told_that_and_nothing_of_servers()
    {
        await using Pair pair = new(servers: 1) { RefusesAll = true, Words = "The given command 'listZones' either does not exist, is not available for user." };

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => pair.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.Message, Does.Not.Contain("share sessions"));
    }

    /// <summary>Management servers that get one request each in turn, and only know their own sessions.</summary>
    private sealed class Pair : IAsyncDisposable
    {
        private readonly HashSet<string> _open = [];
        private readonly int _servers;
        private int _requests;
        private int _logins;

        public Pair(int servers)
        {
            _servers = servers;
            Cloud = new StubCloud(Answer, options => (options.ApiKey, options.SecretKey, options.UserName, options.Password) = (null, null, "ann", "the-password"));
        }

        public StubCloud Cloud { get; }

        public bool RefusesAll { get; set; }

        public string Words { get; init; } = ServersWords;

        public ValueTask DisposeAsync() => Cloud.DisposeAsync();

        private HttpResponseMessage Answer(StubRequest request)
        {
            int server = _requests++ % _servers;
            if (request.Command == "login")
            {
                string key = $"key{++_logins}";
                _open.Add($"{server}/{key}");
                return StubHandler.Json($$$"""{"loginresponse":{"sessionkey":"{{{key}}}"}}""");
            }

            return request.Command == "logout" ? StubHandler.Json("""{"logoutresponse":{"description":"success"}}""")
                : RefusesAll || !_open.Contains($"{server}/{request["sessionkey"]}") ? StubHandler.Error(401, Words, csErrorCode: null)
                : KindOfCall.Answer(request);
        }
    }
}
