using CloudStack.Client.Models;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests.Scenarios;

/// <summary>Sessions of a real server: its logins, cookies, second factors and refusals, in their original order.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class SessionTests(RecordingSet set)
{
    private const int Login = 101137;
    private const int LoginWithSecondFactor = 101141;
    private const int CodeAccepted = 101145;
    private const int ListedAfterTheCode = 101146;
    private const int CalledBeforeTheCode = 101142;
    private const int SessionGone = 101143;
    private const int LoggedOut = 101140;
    private const int LoginRefused = 115;

    [Test]
    public async Task A_login_brings_both_cookies_and_the_key_of_the_following_calls()
    {
        Replay replay = Of([Login, ListedAfterTheCode, LoggedOut]);

        List<Zone> zones = await replay.RunAsync(client => client.Zones.ListZones().ToListAsync());
        await replay.DisposeAsync();

        Assert.Multiple(() =>
        {
            Assert.That(zones.Single().Name, Is.EqualTo("Sandbox-simulator"));
            Assert.That(replay.Requests.Select(request => request.Command), Is.EqualTo(new[] { "login", "listZones", "logout" }));
            Assert.That(replay.Requests.Select(request => request.Method), Has.All.EqualTo(HttpMethod.Post));
            Assert.That(replay.Requests[0].Pairs.Select(pair => $"{pair.Key}={pair.Value}"), Is.EquivalentTo(new[] { "command=login", "username=tfdd3b74", "password=pw-dd3b74", "domain=/", "response=json" }));
            Assert.That(replay.Requests[0].Cookie, Is.Null);
            Assert.That(replay.Requests[1].Cookie, Is.EqualTo("JSESSIONID=node01nvv19ob16vxry6xg17tqw6d014.node0; sessionkey=K8lxiPXmVGUgCVfpvCrSv0YNlak"));
            Assert.That(replay.Requests[1]["sessionkey"], Is.EqualTo("(masked)"), "the key in the response body, which the recording masks");
            Assert.That(replay.Requests[2].Cookie, Is.EqualTo(replay.Requests[1].Cookie));
        });
    }

    [Test]
    public async Task A_second_factor_is_proved_before_the_first_call()
    {
        await using Replay replay = Of([LoginWithSecondFactor, CodeAccepted, ListedAfterTheCode, LoggedOut], "410160");

        await replay.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.Multiple(() =>
        {
            Assert.That(replay.Requests.Select(request => request.Command), Is.EqualTo(new[] { "login", "validateUserTwoFactorAuthenticationCode", "listZones" }));
            Assert.That(replay.Requests[1]["codefor2fa"], Is.EqualTo("410160"));
            Assert.That(replay.Requests[1].Cookie, Does.Contain("JSESSIONID=node01ajw63jn259b5nd5ll7r8sm4o15.node0"));
        });
    }

    [Test]
    public async Task A_second_factor_without_a_way_to_its_code_is_an_error_of_its_own_kind()
    {
        await using Replay replay = Of([LoginWithSecondFactor]);

        CloudStackApiException error = (await Assert.ThrowsAsync<CloudStackApiException>(() => replay.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(error.Kind, Is.EqualTo(ErrorKind.TwoFactorRequired));
        Assert.That(replay.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_session_that_the_server_ended_because_of_the_second_factor_is_opened_again_with_it()
    {
        // The factor was enabled while the session was open: its next call ends it.
        await using Replay replay = Of([Login, ListedAfterTheCode, CalledBeforeTheCode, LoginWithSecondFactor, CodeAccepted, ListedAfterTheCode, LoggedOut], "410160");

        await replay.RunAsync(client => client.Zones.ListZones().ToListAsync());
        List<Zone> zones = await replay.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(zones, Has.Count.EqualTo(1));
        Assert.That(replay.Count("login"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_session_that_is_gone_is_opened_again_once()
    {
        await using Replay replay = Of([Login, SessionGone, Login, ListedAfterTheCode, LoggedOut]);

        List<Zone> zones = await replay.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(zones, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_code_that_comes_too_late_is_an_authentication_error()
    {
        await using Replay replay = Of([LoginWithSecondFactor, SessionGone], "000");

        CloudStackApiException error = (await Assert.ThrowsAsync<CloudStackApiException>(() => replay.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Authentication));
        Assert.That(error.Command, Is.EqualTo("validateUserTwoFactorAuthenticationCode"));
    }

    [Test]
    public async Task A_refused_login_says_who_was_refused_and_not_with_what()
    {
        await using Replay replay = Replay.Of([set.Exchanges.Single(exchange => exchange.Id == LoginRefused).Answer], credentials: new SessionCredentials("admin", "wrong-password", "/"));

        CloudStackApiException error = (await Assert.ThrowsAsync<CloudStackApiException>(() => replay.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Kind, Is.EqualTo(ErrorKind.Authentication));
            Assert.That(error.ErrorCode, Is.EqualTo(531));
            Assert.That(error.ErrorText, Is.EqualTo("Failed to authenticate user admin in domain 1; please provide valid credentials"));
        });
    }

    private Replay Of(int[] experiments, string? code = null) => Replay.Of(
        experiments.Select(id => set.Experiment(id).Answer),
        credentials: new SessionCredentials("tfdd3b74", "pw-dd3b74", "/") { SecondFactor = code is null ? null : _ => new(code) });
}
