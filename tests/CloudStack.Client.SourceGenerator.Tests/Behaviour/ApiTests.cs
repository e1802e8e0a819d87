using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

public class ApiTests
{
    private readonly RecordingCommandClient _client = new();
    private readonly CancellationTokenSource _source = new();
    private GaugesApi _api = null!;

    [SetUp]
    public void SetUp() => _api = new GaugesApi(_client);

    [OneTimeTearDown]
    public void TearDown() => _source.Dispose();

    [Test]
    public async Task Every_return_shape_calls_the_method_made_for_it()
    {
        _client.Calls.Clear();
        WriteEverythingRequest job = new();
        PlainRequest plain = new();

        await _api.CreateGaugeAsync(job, _source.Token);
        await _api.MoveGaugesAsync(job, _source.Token);
        await _api.PurgeGaugesAsync(_source.Token);
        _api.ListGauges(plain);
        await _api.AddGaugesAsync(plain);
        await _api.LockGaugesAsync(_source.Token);
        await _api.GetGaugeAsync(plain, _source.Token);
        await _api.PingAsync(_source.Token);

        Assert.That(
            _client.Calls.Select(call => (call.Method, call.Command.Name, call.Command.Kind, call.Request, call.Token)),
            Is.EqualTo(new (string, string, CommandKind, CommandRequest?, CancellationToken)[]
            {
                ("Submit<T>", "createGauge", CommandKind.CreateJob, job, _source.Token),
                ("Submit<T>", "moveGauges", CommandKind.Job, job, _source.Token),
                ("Submit", "purgeGauges", CommandKind.Job, null, _source.Token),
                ("Query<T>", "listGauges", CommandKind.Read, plain, default),
                ("SendList<T>", "addGauges", CommandKind.Write, plain, default),
                ("Send", "lockGauges", CommandKind.Write, null, _source.Token),
                ("Send<T>", "getGauge", CommandKind.Read, plain, _source.Token),
                ("Send<T>", "ping", CommandKind.Write, null, _source.Token),
            }));
    }

    [Test]
    public async Task Descriptor_carries_what_the_attribute_says_and_defaults_otherwise()
    {
        _client.Calls.Clear();
        await _api.CreateGaugeAsync(new WriteEverythingRequest());
        _api.ListGauges();
        await _api.AddGaugesAsync(new PlainRequest());
        await _api.PingAsync();

        Assert.That(
            _client.Calls.Select(call => (call.Command.IsPaged, call.Command.IsFlat, call.Command.ResultKey, call.Command.HasSensitiveRequest, call.Command.HasSensitiveResponse)),
            Is.EqualTo(new (bool, bool, string?, bool, bool)[]
            {
                (true, false, null, true, false),
                (false, false, "gauge", false, false),
                (true, false, null, false, true),
                (true, true, null, false, false),
            }));
    }

    [Test]
    public async Task Descriptor_is_created_once()
    {
        _client.Calls.Clear();
        await _api.PingAsync();
        await new GaugesApi(_client).PingAsync();

        Assert.That(_client.Calls[1].Command, Is.SameAs(_client.Calls[0].Command));
    }

    [Test]
    public void Missing_request_is_refused_at_the_call_and_not_in_the_task()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => { _ = _api.CreateGaugeAsync(null!); }, Throws.ArgumentNullException.With.Property("ParamName").EqualTo("request"));
            Assert.That(() => { _ = _api.MoveGaugesAsync(null); }, Throws.Nothing);
            Assert.That(() => { _ = _api.ListGauges(); }, Throws.Nothing);
        });
    }

    [Test]
    public void Missing_client_is_refused() =>
        Assert.That(() => new GaugesApi(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("commands"));

    [Test]
    public async Task Base_interface_works_through_the_derived_and_by_itself()
    {
        _client.Calls.Clear();
        IBaseApi[] both = [_api, new BaseApi(_client)];
        foreach (IBaseApi api in both)
        {
            await api.PingAsync();
        }

        Assert.That(_client.Calls.Select(call => call.Command.Name), Is.EqualTo(new[] { "ping", "ping" }));
    }
}
