namespace CloudStack.Simulator.Tests;

public sealed class SessionTests
{
    private const string Unverified = "unable to verify user credentials and/or request signature";

    private readonly ManualTimeProvider _clock = new();
    private SimulatorEngine _engine = null!;
    private SessionCaller _caller = null!;

    [SetUp]
    public void SetUp()
    {
        _engine = new SimulatorEngine(null, _clock);
        _caller = new SessionCaller(_engine);
    }

    [TearDown]
    public void TearDown() => _caller.Dispose();

    [Test]
    public async Task A_login_has_the_recorded_fields_and_opens_a_session()
    {
        ApiReply login = await _caller.LoginAsync("admin", "password");
        ApiReply zones = await _caller.CallAsync("listZones");

        Assert.Multiple(() =>
        {
            Assert.That(login.Keys, Is.EqualTo((string[])[
                "username", "userid", "domainid", "timeout", "account", "firstname", "lastname", "type", "timezone", "timezoneoffset", "registered",
                "sessionkey", "is2faenabled", "is2faverified", "issuerfor2fa", "managementserverid",
            ]));
            Assert.That(login.Content.GetProperty("timeout").GetInt32(), Is.EqualTo(1800));
            Assert.That(login.Text("type"), Is.EqualTo("1"));
            Assert.That(_caller.Cookies["sessionkey"], Is.EqualTo(login.Text("sessionkey")));
            Assert.That(_caller.Cookies["JSESSIONID"], Does.StartWith("node0"));
            Assert.That(zones.Status, Is.EqualTo(200));
        });
    }

    [Test]
    public async Task A_user_logs_in_within_a_domain()
    {
        SimulatorUser user = _engine.AddUser("ann", domainPath: "sales/north", password: "secret");

        ApiReply elsewhere = await _caller.LoginAsync("ann", "secret");
        ApiReply nowhere = await _caller.LoginAsync("ann", "secret", "/no/such/domain");
        ApiReply login = await _caller.LoginAsync("ann", "secret", "/sales/north");

        Assert.Multiple(() =>
        {
            Assert.That(elsewhere.Status, Is.EqualTo(531));
            Assert.That(elsewhere.Body, Is.EqualTo("""{"loginresponse":{"uuidList":[],"errorcode":531,"errortext":"Failed to authenticate user ann in domain 1; please provide valid credentials"}}"""));
            Assert.That(nowhere.Text("errortext"), Is.EqualTo("Unable to find the domain from the path /no/such/domain/"));
            Assert.That(login.Text("userid"), Is.EqualTo(user.Id));
            Assert.That(login.Keys, Does.Not.Contain("managementserverid"));
        });
    }

    [Test]
    public async Task A_login_by_GET_is_answered_with_a_bare_text()
    {
        ApiReply reply = await _caller.LoginAsync("admin", "password", byGet: true);

        Assert.That(reply.Status, Is.EqualTo(405));
        Assert.That(reply.Body, Is.EqualTo("Please use HTTP POST to authenticate using this API"));
    }

    [Test]
    public async Task A_wrong_key_ends_the_session()
    {
        await _caller.LoginAsync("admin", "password");
        string key = _caller.Key!;
        _caller.Key = "wrong";
        ApiReply wrong = await _caller.CallAsync("listZones");
        _caller.Key = key;
        ApiReply right = await _caller.CallAsync("listZones");

        Assert.Multiple(() =>
        {
            Assert.That((wrong.Status, wrong.Text("errortext")), Is.EqualTo((401, "unable to verify user credentials")));
            Assert.That((right.Status, right.Text("errortext")), Is.EqualTo((401, Unverified)));
        });
    }

    [Test]
    public async Task An_idle_session_is_over_after_half_an_hour()
    {
        await _caller.LoginAsync("admin", "password");
        _clock.Advance(TimeSpan.FromMinutes(29));
        ApiReply early = await _caller.CallAsync("listZones");
        _clock.Advance(TimeSpan.FromMinutes(29));
        ApiReply still = await _caller.CallAsync("listZones");
        _clock.Advance(TimeSpan.FromMinutes(30));
        ApiReply late = await _caller.CallAsync("listZones");

        Assert.That((early.Status, still.Status, late.Status), Is.EqualTo((200, 200, 401)));
        Assert.That(late.Text("errortext"), Is.EqualTo(Unverified));
    }

    [Test]
    public async Task A_restart_ends_all_sessions()
    {
        await _caller.LoginAsync("admin", "password");
        _engine.Restart();

        Assert.That((await _caller.CallAsync("listZones")).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task A_logout_takes_the_cookies_away()
    {
        await _caller.LoginAsync("admin", "password");
        ApiReply logout = await _caller.CallAsync("logout");
        ApiReply again = await _caller.CallAsync("logout");

        Assert.Multiple(() =>
        {
            Assert.That(logout.Body, Is.EqualTo("""{"logoutresponse":{"description":"success"}}"""));
            Assert.That(_caller.Cookies.Values, Is.All.Empty);
            Assert.That((again.Status, again.Text("errortext")), Is.EqualTo((431, "Session not found for the logout process.")));
        });
    }

    [Test]
    public async Task Unknown_and_missing_commands_have_errors_of_their_own()
    {
        await _caller.LoginAsync("admin", "password");

        ApiReply unknown = await _caller.CallAsync("listNoSuch");

        Assert.That((unknown.Status, unknown.Envelope, unknown.Text("errortext")), Is.EqualTo((432, "errorresponse", "Unknown API command: listNoSuch")));
    }

    [Test]
    public async Task A_session_call_counts_once_against_the_limit_and_a_signed_one_twice()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { ThrottleLimit = 10 }, _clock);
        SimulatorUser user = engine.AddUser("ann", password: "secret");
        using var session = new SessionCaller(engine);
        using TestCaller signed = TestCaller.InProcess(engine, user);
        await session.LoginAsync("ann", "secret");
        List<int> statuses = [];
        for (int i = 0; i < 11; i++)
        {
            statuses.Add((await session.CallAsync("listZones")).Status);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 6; i++)
        {
            statuses.Add((await signed.CallAsync("listZones")).Status);
        }

        Assert.That(statuses, Is.EqualTo((int[])[.. Enumerable.Repeat(200, 10), 429, .. Enumerable.Repeat(200, 5), 429]));
    }

    [Test]
    public async Task The_second_factor_runs_as_recorded()
    {
        _engine.AddUser("tf", password: "pw");
        using TestCaller admin = TestCaller.InProcess(_engine);
        await admin.CallAsync("updateConfiguration", ("name", "enable.user.2fa"), ("value", "true"));
        await admin.CallAsync("updateConfiguration", ("name", "user.2fa.default.provider"), ("value", "staticpin"));

        ApiReply before = await _caller.LoginAsync("tf", "pw");
        ApiReply setUp = await _caller.CallAsync("setupUserTwoFactorAuthentication", ("provider", "staticpin"), ("enable", "true"));
        string pin = setUp.Content.GetProperty("setup2fa").GetProperty("secretcode").GetString()!;
        ApiReply once = await _caller.CallAsync("validateUserTwoFactorAuthenticationCode", ("codefor2fa", pin));
        await _caller.CallAsync("logout");
        ApiReply with = await _caller.LoginAsync("tf", "pw");
        ApiReply early = await _caller.CallAsync("listZones");
        ApiReply over = await _caller.CallAsync("validateUserTwoFactorAuthenticationCode", ("codefor2fa", pin));
        await _caller.LoginAsync("tf", "pw");
        ApiReply right = await _caller.CallAsync("validateUserTwoFactorAuthenticationCode", ("codefor2fa", pin));
        ApiReply after = await _caller.CallAsync("listZones");

        Assert.Multiple(() =>
        {
            Assert.That((before.Text("is2faenabled"), before.Text("is2faverified")), Is.EqualTo(("false", "true")));
            Assert.That(setUp.Content.GetProperty("setup2fa").EnumerateObject().Select(static p => p.Name), Is.EqualTo((string[])["id", "username", "secretcode"]));
            Assert.That(once.Body, Is.EqualTo("""{"validateusertwofactorauthenticationcoderesponse":{"success":true}}"""));
            Assert.That((with.Text("is2faenabled"), with.Text("is2faverified"), with.Text("providerfor2fa")), Is.EqualTo(("true", "false", "staticpin")));
            Assert.That(early.Status, Is.EqualTo(511));
            Assert.That(early.Keys, Is.EqualTo((string[])["uuidList", "errorcode", "errortext"]));
            Assert.That(early.Text("errortext"), Does.StartWith("Unable to process the API request due to :Two factor authentication 2FA is enabled but not verified"));
            Assert.That((over.Status, over.Text("errortext")), Is.EqualTo((401, Unverified)));
            Assert.That((right.Status, after.Status), Is.EqualTo((200, 200)));
        });
    }

    [Test]
    public async Task A_wrong_code_ends_the_session_and_API_keys_need_none()
    {
        SimulatorUser user = _engine.AddUser("ann", password: "pw");
        _engine.RequireSecondFactor(user, "123456");
        await _caller.LoginAsync("ann", "pw");

        ApiReply wrong = await _caller.CallAsync("validateUserTwoFactorAuthenticationCode", ("codefor2fa", "000000"));
        ApiReply right = await _caller.CallAsync("validateUserTwoFactorAuthenticationCode", ("codefor2fa", "123456"));
        using TestCaller signed = TestCaller.InProcess(_engine, user);
        ApiReply zones = await signed.CallAsync("listZones");
        ApiReply empty = await signed.CallAsync("validateUserTwoFactorAuthenticationCode");

        Assert.Multiple(() =>
        {
            Assert.That((wrong.Status, right.Status, zones.Status), Is.EqualTo((511, 401, 200)));
            Assert.That((empty.Status, empty.Body), Is.EqualTo((200, string.Empty)));
        });
    }

    [Test]
    public async Task Codes_that_change_with_time_are_those_of_authenticator_applications()
    {
        using TestCaller admin = TestCaller.InProcess(_engine);
        _engine.AddUser("ann", password: "pw");
        await admin.CallAsync("updateConfiguration", ("name", "enable.user.2fa"), ("value", "true"));
        await _caller.LoginAsync("ann", "pw");
        ApiReply setUp = await _caller.CallAsync("setupUserTwoFactorAuthentication", ("enable", "true"));
        string secret = setUp.Content.GetProperty("setup2fa").GetProperty("secretcode").GetString()!;

        ApiReply right = await _caller.CallAsync(
            "validateUserTwoFactorAuthenticationCode", ("codefor2fa", TimeCode.Of(secret, _clock.GetUtcNow())));

        Assert.That(right.Status, Is.EqualTo(200));
        Assert.That(TimeCode.Of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", DateTimeOffset.FromUnixTimeSeconds(59)), Is.EqualTo("287082"), "the vector of RFC 6238");
    }
}
