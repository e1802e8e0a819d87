using System.Text.Json;

namespace CloudStack.Simulator.Tests;

public sealed class JobQueryTests
{
    private readonly ManualTimeProvider _clock = new();

    [Test]
    public async Task The_newest_job_of_a_resource_is_found_by_type_and_id()
    {
        SimulatorEngine engine = New();
        using TestCaller caller = TestCaller.InProcess(engine);
        (string id, string deploy) = await caller.DeployAsync();
        ApiReply first = await caller.CallAsync("queryAsyncJobResult", ("resourceid", id), ("resourcetype", "virtualMACHINE"));
        _clock.Advance(TimeSpan.FromSeconds(2));
        string reboot = (await caller.CallAsync("rebootVirtualMachine", ("id", id))).Text("jobid");
        _clock.Advance(TimeSpan.FromSeconds(2));
        ApiReply second = await caller.CallAsync("queryAsyncJobResult", ("resourceid", id), ("resourcetype", "VirtualMachine"));

        Assert.That((first.Text("jobid"), second.Text("jobid")), Is.EqualTo((deploy, reboot)));
        Assert.That(second.Content.GetProperty("jobstatus").GetInt32(), Is.EqualTo(1));
    }

    [TestCase(null, "VirtualMachine", "Both resourceid and resourcetype required")]
    [TestCase("331f7c7c-0383-404c-a513-f72614035b11", null, "Both resourceid and resourcetype required")]
    [TestCase("331f7c7c-0383-404c-a513-f72614035b11", "Spaceship", "Invalid resourcetype")]
    [TestCase(null, null, "Expected parameter job id or parameters resource type and resource id")]
    public async Task Half_a_resource_is_refused(string? id, string? type, string text)
    {
        using TestCaller caller = TestCaller.InProcess(New());

        ApiReply reply = await caller.CallAsync("queryAsyncJobResult", Pairs(("resourceid", id), ("resourcetype", type)));

        Assert.That((reply.Status, reply.Text("errortext")), Is.EqualTo((431, text)));
        Assert.That(reply.Content.GetProperty("cserrorcode").GetInt32(), Is.EqualTo(4350));
    }

    [Test]
    public async Task Jobs_are_seen_by_their_account_and_by_admins_above_it()
    {
        SimulatorEngine engine = New();
        SimulatorUser owner = engine.AddUser("ann", domainPath: "sales"), colleague = engine.AddUser("ann2", accountName: "ann", domainPath: "sales");
        using TestCaller ann = TestCaller.InProcess(engine, owner), ann2 = TestCaller.InProcess(engine, colleague);
        using TestCaller stranger = TestCaller.InProcess(engine, engine.AddUser("bob", domainPath: "sales"));
        using TestCaller above = TestCaller.InProcess(engine, engine.AddUser("da", SimulatorRole.DomainAdmin, domainPath: "sales"));
        using TestCaller beside = TestCaller.InProcess(engine, engine.AddUser("db", SimulatorRole.DomainAdmin, domainPath: "lab"));
        using TestCaller root = TestCaller.InProcess(engine);
        (_, string job) = await ann.DeployAsync();

        Assert.That(await StatusesAsync(job, ann, ann2, stranger, above, beside, root), Is.EqualTo((int[])[200, 200, 531, 200, 531, 200]));
        Assert.That((await stranger.QueryAsync(job)).Text("errortext"), Does.Match("^Account Account \\[.*\"accountName\":\"bob\".*\\] is not authorized to see job id=1$"));
        Assert.That((await above.CallAsync("listAsyncJobs")).Body, Is.EqualTo("{\"listasyncjobsresponse\":{}}"), "own account");
        Assert.That(await CountAsync(above, ("listall", "true")), Is.EqualTo(1));
        Assert.That(await CountAsync(beside, ("listall", "true")), Is.Zero);
        Assert.That(await CountAsync(root, ("account", "ann"), ("domainid", DomainOf(await ann.QueryAsync(job)))), Is.EqualTo(1));
        Assert.That(await CountAsync(stranger, ("listall", "true")), Is.Zero);
    }

    [Test]
    public async Task The_list_is_narrowed_by_resource_server_keyword_and_date()
    {
        SimulatorEngine engine = New();
        using TestCaller caller = TestCaller.InProcess(engine);
        engine.PlanJob(duration: TimeSpan.FromHours(1), times: 3);
        (string id, string job) = await caller.DeployAsync(("name", "one"));
        _clock.Advance(TimeSpan.FromSeconds(10));
        DateTimeOffset later = _clock.GetUtcNow();
        await caller.DeployAsync(("name", "two"));
        await caller.CallAsync("createTags", ("resourceids", id), ("resourcetype", "UserVm"), ("tags[0].key", "a"), ("tags[0].value", "b"));
        string server = (await caller.QueryAsync(job)).Text("managementserverid");

        Assert.Multiple(async () =>
        {
            Assert.That(await CountAsync(caller), Is.EqualTo(3));
            Assert.That(await CountAsync(caller, ("resourcetype", "VirtualMachine")), Is.EqualTo(2));
            Assert.That(await CountAsync(caller, ("resourcetype", "VirtualMachine"), ("resourceid", id)), Is.EqualTo(1));
            Assert.That(await CountAsync(caller, ("keyword", "DeployVM")), Is.EqualTo(2));
            Assert.That(await CountAsync(caller, ("keyword", "createtags")), Is.EqualTo(1));
            Assert.That(await CountAsync(caller, ("startdate", later.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture))), Is.EqualTo(2));
            Assert.That(await CountAsync(caller, ("managementserverid", server)), Is.EqualTo(3));
        });
    }

    [Test]
    public async Task A_job_without_an_end_is_listed_until_it_expires()
    {
        SimulatorEngine engine = New();
        using TestCaller caller = TestCaller.InProcess(engine);
        engine.PlanJob(ending: JobEnding.Never);
        (_, string job) = await caller.DeployAsync();
        _clock.Advance(TimeSpan.FromHours(23));
        int before = (await caller.QueryAsync(job)).Content.GetProperty("jobstatus").GetInt32();
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.That((before, (await caller.QueryAsync(job)).Status), Is.EqualTo((0, 431)));
        Assert.That(await CountAsync(caller), Is.Zero);
    }

    [Test]
    public async Task The_cleaner_comes_by_at_its_interval()
    {
        var engine = new SimulatorEngine(
            new SimulatorOptions { JobDuration = TimeSpan.Zero, JobExpiry = TimeSpan.FromSeconds(60), JobCleaningInterval = TimeSpan.FromSeconds(10) }, _clock);
        using TestCaller caller = TestCaller.InProcess(engine);
        _clock.Advance(TimeSpan.FromSeconds(3));
        (_, string job) = await caller.DeployAsync();
        _clock.Advance(TimeSpan.FromSeconds(66));
        int before = (await caller.QueryAsync(job)).Status;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That((before, (await caller.QueryAsync(job)).Status), Is.EqualTo((200, 431)));
    }

    [Test]
    public async Task A_setting_changes_the_expiry_at_once()
    {
        SimulatorEngine engine = New();
        using TestCaller caller = TestCaller.InProcess(engine);
        (_, string job) = await caller.DeployAsync();
        _clock.Advance(TimeSpan.FromMinutes(2));
        JsonElement setting = (await caller.CallAsync("updateConfiguration", ("name", "job.expire.minutes"), ("value", "1"))).Content.GetProperty("configuration");

        Assert.That((setting.GetProperty("value").GetString(), setting.GetProperty("defaultvalue").GetString()), Is.EqualTo(("1", "1440")));
        Assert.That((await caller.QueryAsync(job)).Status, Is.EqualTo(431));
    }

    [TestCase('v', 200, 100, 200)]
    [TestCase('v', 200, 200, 530)]
    [TestCase('ü', 200, 90, 200)]
    public async Task A_result_is_kept_as_far_as_its_column_goes(char letter, int length, int tags, int status)
    {
        SimulatorEngine engine = New();
        using TestCaller caller = TestCaller.InProcess(engine);
        (string id, _) = await caller.DeployAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        (string, string)[] pairs =
        [
            .. Enumerable.Range(0, tags).SelectMany(i => ((string, string)[])[($"tags[{i}].key", $"key{i:000}"), ($"tags[{i}].value", new string(letter, length))]),
        ];
        await caller.CallAsync("createTags", [("resourceids", id), ("resourcetype", "UserVm"), .. pairs]);
        _clock.Advance(TimeSpan.FromSeconds(5));
        string job = (await caller.CallAsync("stopVirtualMachine", ("id", id))).Text("jobid");
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That((await caller.QueryAsync(job)).Status, Is.EqualTo(status));
        Assert.That(engine.ReadField(id, "state"), Is.EqualTo("Stopped"), "the work is done");
    }

    [Test]
    public async Task A_result_with_too_many_bytes_for_its_characters_fails_though_the_work_is_done()
    {
        SimulatorEngine engine = New();
        using TestCaller caller = TestCaller.InProcess(engine);
        (string id, _) = await caller.DeployAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        (string, string)[] pairs =
            [.. Enumerable.Range(0, 130).SelectMany(i => ((string, string)[])[($"tags[{i}].key", $"key{i:000}"), ($"tags[{i}].value", new string('ü', 200))])];
        await caller.CallAsync("createTags", [("resourceids", id), ("resourcetype", "UserVm"), .. pairs]);
        _clock.Advance(TimeSpan.FromSeconds(5));
        string job = (await caller.CallAsync("stopVirtualMachine", ("id", id))).Text("jobid");
        _clock.Advance(TimeSpan.FromSeconds(5));

        JsonElement end = (await caller.QueryAsync(job)).Content;
        Assert.That((end.GetProperty("jobstatus").GetInt32(), end.GetProperty("jobresultcode").GetInt32()), Is.EqualTo((2, 530)));
        Assert.That(engine.ReadField(id, "state"), Is.EqualTo("Stopped"));
    }

    [Test]
    public async Task The_limit_is_told_and_reset()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { ThrottleLimit = 4, ThrottleInterval = TimeSpan.FromSeconds(10) }, _clock);
        SimulatorUser user = engine.AddUser("ann");
        using TestCaller ann = TestCaller.InProcess(engine, user), root = TestCaller.InProcess(engine);

        JsonElement limit = (await ann.CallAsync("getApiLimit")).Content.GetProperty("apilimit");
        int second = (await ann.CallAsync("listZones")).Status, third = (await ann.CallAsync("listZones")).Status;
        ApiReply reset = await root.CallAsync("resetApiLimit", ("account", user.AccountId));
        int fourth = (await ann.CallAsync("listZones")).Status;
        JsonElement capability = (await root.CallAsync("listCapabilities")).Content.GetProperty("capability");

        Assert.Multiple(() =>
        {
            Assert.That(limit.GetProperty("apiIssued").GetInt32(), Is.EqualTo(2));
            Assert.That(limit.GetProperty("apiAllowed").GetInt32(), Is.EqualTo(2));
            Assert.That(limit.GetProperty("expireAfter").GetInt32(), Is.EqualTo(10_000));
            Assert.That((second, third, fourth), Is.EqualTo((200, 429, 200)));
            Assert.That(reset.Body, Is.EqualTo("""{"resetapilimitresponse":{"success":true}}"""));
            Assert.That(capability.GetProperty("apilimitinterval").GetInt32(), Is.EqualTo(10));
            Assert.That(capability.GetProperty("apilimitmax").GetInt32(), Is.EqualTo(4));
        });
        Assert.That((await TestCaller.InProcess(New()).CallAsync("getApiLimit")).Status, Is.EqualTo(432), "not enabled");
    }

    private static (string, string)[] Pairs(params (string Name, string? Value)[] pairs) =>
        [.. pairs.Where(static p => p.Value is not null).Select(static p => (p.Name, p.Value!))];

    private static string DomainOf(ApiReply job) => job.Text("domainid");

    private static async Task<int> CountAsync(TestCaller caller, params (string, string)[] parameters)
    {
        ApiReply reply = await caller.CallAsync("listAsyncJobs", parameters);
        Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
        return reply.Content.TryGetProperty("count", out JsonElement count) ? count.GetInt32() : 0;
    }

    private static async Task<List<int>> StatusesAsync(string job, params TestCaller[] callers)
    {
        List<int> statuses = [];
        foreach (TestCaller caller in callers)
        {
            statuses.Add((await caller.QueryAsync(job)).Status);
        }

        return statuses;
    }

    private SimulatorEngine New() => new(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(2) }, _clock);
}
