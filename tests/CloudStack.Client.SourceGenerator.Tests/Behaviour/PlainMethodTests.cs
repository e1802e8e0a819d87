using System.Net;
using CloudStack.Client.Generation;
using CloudStack.Client.SourceGenerator.Tests.Support;
using Refit;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

public sealed class PlainMethodTests
{
    private const string Job = """{"jobid":"0a0b0c0d-0000-0000-0000-0000000000ff"}""";
    private const string List = """{"count":2,"other":[{"name":"no"}],"gauge":[{"name":"a"},{"name":"b"}]}""";

    private StubServer _server = null!;
    private CloudStackClient _client = null!;
    private IPlainGaugesApi _api = null!;

    [SetUp]
    public void SetUp()
    {
        _server = new StubServer(new Dictionary<string, string>
        {
            ["createGauge"] = Job,
            ["purgeGauges"] = Job,
            ["listGauges"] = List,
            ["listOldGauges"] = List,
            ["addGauges"] = """{"gauge":[{"name":"a"}]}""",
            ["lockGauges"] = """{"success":true}""",
            ["getGauge"] = """{"name":"outer","parent":{"name":"inner"}}""",
        });
        _client = _server.CreateClient();
        _api = _client.CreateApi<IPlainGaugesApi>();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _client.DisposeAsync();
        _server.Dispose();
    }

    [TestCase("")]
    [TestCase("tr-TR")]
    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    public async Task Parameters_are_sent_as_in_requests_in_every_culture(string culture)
    {
        using Culture current = new(culture);

        _ = await _api.CreateGaugeAsync("a b", true, new DateTimeOffset(2026, 1, 2, 8, 34, 5, TimeSpan.FromMinutes(330)), 0.5, new Guid("0A0B0C0D-0000-0000-0000-0000000000FF"));

        Assert.That(_server.Calls.Single(), Is.EqualTo(
            "command=createGauge&displayName=a b&owner=0a0b0c0d-0000-0000-0000-0000000000ff&paused=true&rate=0.5&since=2026-01-02T03:04:05+0000"));
    }

    [Test]
    public async Task Nulls_are_left_out_and_empty_texts_are_sent()
    {
        _ = await _api.CreateGaugeAsync("", false);
        await _api.ListGauges().ToListAsync();
        _ = await _api.PurgeGaugesAsync();

        Assert.That(_server.Calls, Is.EqualTo(new[] { "command=createGauge&displayName=&paused=false", "command=listGauges&page=1&pagesize=500", "command=purgeGauges" }));
    }

    [Test]
    public async Task Lists_are_sent_as_one_value_with_commas()
    {
        await _api.ListGauges(["x", "y z"], [80, -443]).ToListAsync();
        await _api.AddGaugesAsync(["&", "ä"]);
        await _api.ListGauges([]).ToListAsync();

        Assert.That(_server.Calls, Is.EqualTo(new[] { "command=listGauges&ids=x,y z&page=1&pagesize=500&ports=80,-443", "command=addGauges&gaugeNames=&,ä", "command=listGauges&ids=&page=1&pagesize=500" }));
    }

    [Test]
    public async Task Overloads_send_their_own_commands_and_parameters()
    {
        List<Gauge> byKeyword = await _api.ListGauges("k").ToListAsync();
        List<Gauge> byIds = await _api.ListGauges(["1"]).ToListAsync();
        List<Gauge> byAge = await _api.ListGauges(7).ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(_server.Calls, Is.EqualTo(new[]
            {
                "command=listGauges&keyword=k&page=1&pagesize=500",
                "command=listGauges&ids=1&page=1&pagesize=500",
                // Its pages have no count and are all alike, so the list ends when that is noticed.
                "command=listOldGauges&age=7&page=1&pagesize=500",
                "command=listOldGauges&age=7&page=2&pagesize=500",
                "command=listOldGauges&age=7&page=3&pagesize=500",
            }));
            Assert.That(byKeyword.Select(gauge => gauge.Name), Is.EqualTo(new[] { "a", "b" }), "from the key that the attribute names");
            Assert.That(byIds.Select(gauge => gauge.Name), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(byAge.Select(gauge => gauge.Name), Is.EqualTo(new[] { "no" }), "from the first key, as no other is named");
        });
    }

    [Test]
    public async Task Inherited_methods_and_responses_follow_the_attribute()
    {
        Gauge inherited = await _api.GetGaugeAsync("1");
        Gauge direct = await _client.CreateApi<IPlainBaseApi>().GetGaugeAsync("2");
        using ApiResponse<Gauge> response = await _api.GetGaugeWithResponseAsync("3");

        Assert.Multiple(() =>
        {
            Assert.That(_server.Calls, Is.EqualTo(new[] { "command=getGauge&id=1", "command=getGauge&id=2", "command=getGauge&id=3" }));
            Assert.That(new[] { inherited.Name, direct.Name, response.Content!.Name }, Is.All.EqualTo("outer"), "from the envelope itself, which the attribute declares as flat");
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task Answers_are_read_by_the_return_types()
    {
        JobHandle<Gauge> created = await _api.CreateGaugeAsync("a", false);
        IReadOnlyList<Gauge> added = await _api.AddGaugesAsync(["a"]);
        await _api.LockGaugesAsync("1", "p");

        Assert.Multiple(() =>
        {
            Assert.That((created.JobId, created.Command), Is.EqualTo(("0a0b0c0d-0000-0000-0000-0000000000ff", "createGauge")));
            Assert.That(added.Select(gauge => gauge.Name), Is.EqualTo(new[] { "a" }));
            Assert.That(_server.Calls[^1], Is.EqualTo("command=lockGauges&id=1&pin=p"));
        });
    }

    [TestCase("CreateGaugeAsync", "createGauge", CommandKind.CreateJob)]
    [TestCase("PurgeGaugesAsync", "purgeGauges", CommandKind.Job)]
    [TestCase("ListGauges", "listGauges", CommandKind.Read)]
    [TestCase("ListGauges", "listOldGauges", CommandKind.Read)]
    [TestCase("AddGaugesAsync", "addGauges", CommandKind.Write)]
    [TestCase("LockGaugesAsync", "lockGauges", CommandKind.Write)]
    [TestCase("GetGaugeAsync", "getGauge", CommandKind.Read)]
    public void Kind_is_the_declared_one_or_follows_from_answer_and_verb(string method, string command, CommandKind kind) =>
        Assert.That(Find(method, command)?.Kind, Is.EqualTo(kind));

    [Test]
    public void Registry_knows_secrets_by_their_names_on_the_wire() => Assert.Multiple(() =>
    {
        Assert.That(Find("LockGaugesAsync", "lockGauges")!.SensitiveParameters, Is.EqualTo(new[] { "pin", "spareKeys" }));
        Assert.That(Find("CreateGaugeAsync", "createGauge")!.SensitiveParameters, Is.Empty);
        Assert.That(Find("CreateGaugeAsync", "createGauge")!.HasSensitiveResponse, Is.True);
    });

    [Test]
    public void Values_of_sensitive_parameters_are_secrets()
    {
        CommandRequest request = CommandMethods.Find(typeof(IPlainGaugesApi), "LockGaugesAsync", "lockGauges")!;

        ParameterList parameters = request.CreateParameters([new("id", "1"), new("pin", "p1n"), new("spareKeys", "k1,k2")]);

        Assert.That(parameters.Secrets, Is.EquivalentTo(new[] { "p1n", "k1,k2" }));
    }

    [Test]
    public void Registry_knows_no_other_methods_and_commands() => Assert.Multiple(() =>
    {
        Assert.That(Find("ListGauges", "listZones"), Is.Null);
        Assert.That(Find("ListZones", "listGauges"), Is.Null);
        Assert.That(CommandMethods.Find(typeof(IGaugesApi), "ListGauges", "listGauges"), Is.Null, "its methods have request classes");
    });

    private static CommandDescriptor? Find(string method, string command) => CommandMethods.Find(typeof(IPlainGaugesApi), method, command)?.Command;
}
