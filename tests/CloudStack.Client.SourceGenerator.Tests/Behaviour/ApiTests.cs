using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

/// <summary>Declared requests and interfaces, sent by a client.</summary>
public sealed class ApiTests
{
    private const string Job = """{"jobid":"0a0b0c0d-0000-0000-0000-0000000000ff","id":"r"}""";
    private const string JobId = "0a0b0c0d-0000-0000-0000-0000000000ff";

    private StubServer _server = null!;
    private CloudStackClient _client = null!;

    private static readonly string[] AllCalls =
    [
        "command=createGauge&flag=false&id=1&small=0",
        "command=moveGauges",
        "command=purgeGauges&id=1",
        "command=listGauges&id=1&page=1&pagesize=500",
        "command=addGauges&id=1",
        "command=lockGauges",
        "command=getGauge&id=1",
        "command=ping",
    ];

    [SetUp]
    public void SetUp()
    {
        _server = new StubServer(new Dictionary<string, string>
        {
            ["createGauge"] = Job,
            ["moveGauges"] = Job,
            ["purgeGauges"] = Job,
            ["listGauges"] = """{"count":2,"other":[{"name":"no"}],"gauge":[{"name":"a"},{"name":"b"}]}""",
            ["addGauges"] = """{"gauge":[{"name":"a"}]}""",
            ["lockGauges"] = """{"success":true}""",
            ["getGauge"] = """{"success":true,"details":"d"}""",
            ["ping"] = """{"name":"outer","parent":{"name":"inner"}}""",
        });
        _client = _server.CreateClient();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _client.DisposeAsync();
        _server.Dispose();
    }

    [Test]
    public async Task Every_kind_of_answer_is_given_by_the_methods_of_an_interface()
    {
        IGaugesApi api = _client.CreateApi<IGaugesApi>();

        JobHandle<Gauge> created = await api.CreateGaugeAsync(new WriteEverythingRequest { ID = "1" });
        JobHandle<JobList<Gauge>> moved = await api.MoveGaugesAsync(new MoveGaugesRequest());
        JobHandle purged = await api.PurgeGaugesAsync(new PurgeGaugesRequest { Id = "1" });
        List<Gauge> listed = await api.ListGauges(new ListGaugesRequest { Id = "1" }).ToListAsync();
        IReadOnlyList<Gauge> added = await api.AddGaugesAsync(new AddGaugesRequest { Id = "1" });
        await api.LockGaugesAsync(new LockGaugesRequest(), CancellationToken.None);
        SuccessResult got = await api.GetGaugeAsync(new GetGaugeRequest { Id = "1" });
        Gauge pinged = await api.PingAsync(new PingRequest());

        AssertAnswers([created, moved, purged], listed, added, got, pinged);
    }

    [Test]
    public async Task Every_kind_of_answer_is_given_for_a_request_alone()
    {
        ICommandClient commands = _client.Commands;

        JobHandle<Gauge> created = await commands.SubmitAsync(new WriteEverythingRequest { ID = "1" });
        JobHandle<JobList<Gauge>> moved = await commands.SubmitAsync(new MoveGaugesRequest());
        JobHandle purged = await commands.SubmitAsync(new PurgeGaugesRequest { Id = "1" });
        List<Gauge> listed = await commands.Query(new ListGaugesRequest { Id = "1" }).ToListAsync();
        IReadOnlyList<Gauge> added = await commands.SendAsync(new AddGaugesRequest { Id = "1" });
        await commands.SendAsync(new LockGaugesRequest());
        SuccessResult got = await commands.SendAsync(new GetGaugeRequest { Id = "1" });
        Gauge pinged = await commands.SendAsync(new PingRequest());

        AssertAnswers([created, moved, purged], listed, added, got, pinged);
    }

    [Test]
    public void Token_of_the_caller_ends_the_call()
    {
        IGaugesApi api = _client.CreateApi<IGaugesApi>();
        CancellationToken canceled = new(canceled: true);

        Assert.Multiple(() =>
        {
            Assert.That(async () => await api.PingAsync(new PingRequest(), canceled), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(async () => await api.LockGaugesAsync(new LockGaugesRequest(), canceled), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(async () => await api.CreateGaugeAsync(new WriteEverythingRequest(), canceled), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(async () => await api.ListGauges(new ListGaugesRequest()).ToListAsync(canceled), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(_server.Calls, Is.Empty);
        });
    }

    [Test]
    public void Missing_request_is_refused()
    {
        IGaugesApi api = _client.CreateApi<IGaugesApi>();

        Assert.Multiple(() =>
        {
            Assert.That(async () => await api.CreateGaugeAsync(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("request"));
            Assert.That(async () => await api.LockGaugesAsync(null!, CancellationToken.None), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("request"));
            Assert.That(() => api.ListGauges(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("request"));
            Assert.That(_server.Calls, Is.Empty);
        });
    }

    [Test]
    public async Task Base_interface_works_through_the_derived_and_by_itself()
    {
        IBaseApi[] both = [_client.CreateApi<IGaugesApi>(), _client.CreateApi<IBaseApi>()];
        foreach (IBaseApi api in both)
        {
            await api.PingAsync(new PingRequest());
        }

        Assert.That(_server.Calls, Is.EqualTo(new[] { "command=ping", "command=ping" }));
    }

    private void AssertAnswers(JobHandle[] jobs, List<Gauge> listed, IReadOnlyList<Gauge> added, SuccessResult got, Gauge pinged) => Assert.Multiple(() =>
    {
        Assert.That(_server.Calls, Is.EqualTo(AllCalls));
        Assert.That(jobs.Select(job => (job.JobId, job.Command, job.ResourceId)), Is.EqualTo(new[] { (JobId, "createGauge", "r"), (JobId, "moveGauges", "r"), (JobId, "purgeGauges", "r") }));
        Assert.That(listed.Select(gauge => gauge.Name), Is.EqualTo(new[] { "a", "b" }), "from the key that the request names, in one call without pages");
        Assert.That(added.Select(gauge => gauge.Name), Is.EqualTo(new[] { "a" }));
        Assert.That((got.Success, got.Details), Is.EqualTo((true, "d")));
        Assert.That(pinged.Name, Is.EqualTo("outer"), "from the envelope itself, which the request declares as flat");
    });
}
