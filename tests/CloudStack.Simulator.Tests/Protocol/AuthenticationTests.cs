namespace CloudStack.Simulator.Tests;

public sealed class AuthenticationTests
{
    private const string Refused = "unable to verify user credentials and/or request signature";
    private static readonly string[] PlainErrorKeys = ["uuidList", "errorcode", "errortext"];

    [Test]
    public async Task A_signed_request_is_answered_by_get_and_post()
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);

        Assert.That((await caller.CallAsync("listZones")).Status, Is.EqualTo(200));
        caller.UseGet = true;
        Assert.That((await caller.CallAsync("listZones", ("keyword", "Näme ~*+/ 日本"))).Status, Is.EqualTo(200));
    }

    [TestCase("listZones", "listzonesresponse")]
    [TestCase("noSuchCommand", "errorresponse")]
    [TestCase("LISTZONES", "errorresponse")]
    public async Task A_wrong_signature_gives_the_one_401_in_the_right_envelope(string command, string envelope)
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);
        var pairs = caller.Sign(command);
        pairs[^1] = new("signature", "AAAA");

        ApiReply reply = await caller.SendAsync(pairs);

        Assert.That(reply.Status, Is.EqualTo(401));
        Assert.That(reply.Envelope, Is.EqualTo(envelope));
        Assert.That(reply.Keys, Is.EqualTo(PlainErrorKeys));
        Assert.That(reply.Text("errortext"), Is.EqualTo(Refused));
        Assert.That(reply.Headers.ContainsKey("X-Description"), Is.False);
        Assert.That(reply.Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8").Or.EqualTo("application/json;charset=utf-8"));
    }

    [Test]
    public async Task Without_a_command_the_envelope_is_called_null()
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);

        ApiReply reply = await caller.SendAsync([new("response", "json")]);

        Assert.That(reply.Body, Is.EqualTo("{\"null\":{\"uuidList\":[],\"errorcode\":401,\"errortext\":\"" + Refused + "\"}}"));
    }

    [Test]
    public async Task Without_a_response_type_the_answer_is_xml()
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);

        ApiReply reply = await caller.SendAsync([new("command", "listZones")]);

        Assert.That(reply.Status, Is.EqualTo(401));
        Assert.That(reply.Headers["Content-Type"].Replace(" ", ""), Is.EqualTo("text/xml;charset=utf-8"));
        Assert.That(reply.Body, Does.StartWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><listzonesresponse>"));
    }

    [Test]
    public async Task An_expired_signature_an_unknown_key_and_a_disabled_user_look_the_same()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(timeProvider: clock);
        SimulatorUser user = engine.AddUser("ann");
        using TestCaller caller = TestCaller.InProcess(engine, user);
        (string, string)[] fresh = [("signatureversion", "3"), ("expires", "2030-01-01T00:10:00+0000")];

        Assert.That((await caller.CallAsync("listZones", fresh)).Status, Is.EqualTo(200));
        Assert.That((await caller.CallAsync("listZones", ("signatureversion", "3"), ("expires", "2030-01-01T00:10:00Z"))).Status, Is.EqualTo(200));
        Assert.That((await caller.CallAsync("listZones", ("signatureversion", "2"), ("expires", "soon"))).Status, Is.EqualTo(200));
        Assert.That((await caller.CallAsync("listZones", ("signatureversion", "3"))).Status, Is.EqualTo(401));
        Assert.That((await caller.CallAsync("listZones", ("signatureversion", "3"), ("expires", "2030-01-01 00:10:00"))).Status, Is.EqualTo(401));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That((await caller.CallAsync("listZones", fresh)).Status, Is.EqualTo(401));
        user.IsEnabled = false;
        ApiReply disabled = await caller.CallAsync("listZones");
        Assert.That((disabled.Status, disabled.Text("errortext")), Is.EqualTo((401, Refused)));
    }

    [Test]
    public async Task Enforced_post_refuses_state_changes_by_get_before_it_looks_at_the_signature()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { EnforcePost = true }, clock);
        using TestCaller caller = TestCaller.InProcess(engine);
        caller.UseGet = true;
        var pairs = caller.Sign("stopVirtualMachine", ("id", "x"));
        pairs[^1] = new("signature", "AAAA");

        ApiReply refused = await caller.SendAsync(pairs);

        Assert.That(refused.Status, Is.EqualTo(400));
        Assert.That(refused.Text("errortext"), Is.EqualTo("State changing command stopVirtualMachine needs to be sent using POST request"));
        Assert.That((await caller.CallAsync("listZones")).Status, Is.EqualTo(401), "version 3 is demanded");
        (string, string) version = ("signatureversion", "3");
        Assert.That((await caller.CallAsync("listZones", version, ("expires", "2030-01-01T00:14:58Z"))).Status, Is.EqualTo(200));
        Assert.That((await caller.CallAsync("listZones", version, ("expires", "2030-01-01T00:16:00Z"))).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task A_command_outside_the_role_is_432_in_errorresponse()
    {
        var engine = new SimulatorEngine();
        SimulatorUser user = engine.AddUser("ann");
        engine.Deny(user, "startVirtualMachine");
        using TestCaller caller = TestCaller.InProcess(engine, user);

        ApiReply reply = await caller.CallAsync("startVirtualMachine", ("id", "1"));

        Assert.That((reply.Status, reply.Envelope), Is.EqualTo((432, "errorresponse")));
        Assert.That(reply.Text("errortext"), Is.EqualTo("The API [startVirtualMachine] does not exist or is not available for the account ann."));
        Assert.That(reply.Content.GetProperty("cserrorcode").GetInt32(), Is.EqualTo(9999));
        Assert.That(reply.Headers["X-Description"], Is.EqualTo(reply.Text("errortext")));
    }

    [Test]
    public async Task Of_25_counted_calls_a_second_12_get_through_with_api_keys()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { ThrottleLimit = 25 }, clock);
        using TestCaller caller = TestCaller.InProcess(engine, engine.AddUser("ann"));
        for (int i = 0; i < 12; i++)
        {
            Assert.That((await caller.CallAsync("listZones")).Status, Is.EqualTo(200), $"call {i + 1}");
        }

        clock.Advance(TimeSpan.FromMilliseconds(915));
        ApiReply refused = await caller.CallAsync("createAffinityGroup", ("name", "a"), ("type", "host anti-affinity"));

        Assert.That((refused.Status, refused.Envelope), Is.EqualTo((429, "createaffinitygroupresponse")));
        Assert.That(refused.Text("errortext"), Is.EqualTo("The given user has reached his/her account api limit, please retry after [85] ms."));
        Assert.That(refused.Headers.ContainsKey("Retry-After"), Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(85));
        ApiReply limit = await caller.CallAsync("getApiLimit");
        Assert.That(limit.Content.GetProperty("apilimit").GetProperty("apiIssued").GetInt32(), Is.EqualTo(2));
        Assert.That(limit.Content.GetProperty("apilimit").GetProperty("apiAllowed").GetInt32(), Is.EqualTo(23));

        using TestCaller admin = TestCaller.InProcess(engine);
        for (int i = 0; i < 60; i++)
        {
            Assert.That((await admin.CallAsync("listZones")).Status, Is.EqualTo(200), "root admins are exempt");
        }
    }
}
