using WireMock;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>The guide's tests of an application against WireMock.Net; they run as shown.</summary>
internal sealed class ProvisioningTests
{
    // README: tests with WireMock.Net
    private WireMockServer _server = null!;
    private CloudStackClient _client = null!;

    [SetUp]
    public void Start()
    {
        _server = WireMockServer.Start("http://127.0.0.1:0");      // any free port, on loopback only
        _client = new CloudStackClient(new CloudStackClientOptions
        {
            Endpoint = new Uri($"{_server.Url}/client/api"),
            ApiKey = "key",
            SecretKey = "secret",
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(50) },
        });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _client.DisposeAsync();
        _server.Dispose();
    }

    [Test]
    public async Task A_machine_is_reported_when_its_job_has_ended()
    {
        _server.Given(Command("deployVirtualMachine"))
            .RespondWith(Json("""{"deployvirtualmachineresponse":{"id":"vm-1","jobid":"JOB"}}"""));
        _server.Given(Command("queryAsyncJobResult")).InScenario("job").WillSetStateTo("ended", 2)      // after two polls
            .RespondWith(Json("""{"queryasyncjobresultresponse":{"jobid":"JOB","jobstatus":0}}"""));
        _server.Given(Command("queryAsyncJobResult")).InScenario("job").WhenStateIs("ended")
            .RespondWith(Json("""{"queryasyncjobresultresponse":{"jobid":"JOB","jobstatus":1,"jobresult":{"virtualmachine":{"state":"Running"}}}}"""));

        Assert.That(await new Provisioning(_client).DeployAsync("web-1"), Is.EqualTo("web-1 is Running."));
        Assert.That(_server.FindLogEntries(Command("queryAsyncJobResult")), Has.Count.EqualTo(3));
    }

    private static IRequestBuilder Command(string name) =>
        Request.Create().WithPath("/client/api").UsingPost().WithBody(new FormUrlEncodedMatcher($"command={name}"));

    // The client chooses the job's id, submits it as customjobid, and queries it as jobid. The response repeats it.
    private static IResponseBuilder Json(string body) => Response.Create()
        .WithHeader("Content-Type", "application/json")
        .WithBody(request => body.Replace("JOB", Form(request).First(field => field.Key is "customjobid" or "jobid").Value));

    private static Dictionary<string, string> Form(IRequestMessage request) =>
        request.BodyData!.BodyAsFormUrlEncoded!.ToDictionary(field => field.Key, field => field.Value.Single());
    // README: end

    [Test]
    public async Task A_failed_job_is_reported_with_the_reason_that_the_server_gives()
    {
        _server.Given(Command("deployVirtualMachine"))
            .RespondWith(Json("""{"deployvirtualmachineresponse":{"id":"vm-1","jobid":"JOB"}}"""));
        _server.Given(Command("queryAsyncJobResult")).RespondWith(Json(
            """
            {"queryasyncjobresultresponse":{"jobprocstatus":0,"jobresultcode":530,"jobresulttype":"object",
             "jobresult":{"errorcode":530,"errortext":"Unable to start a VM due to insufficient capacity."},"jobid":"JOB","jobstatus":2}}
            """));

        Assert.That(
            await new Provisioning(_client).DeployAsync("web-1"),
            Is.EqualTo("web-1 was not deployed: Unable to start a VM due to insufficient capacity."));
        Assert.That(_server.FindLogEntries(Command("queryAsyncJobResult")), Has.Count.EqualTo(1), "a failed job isn't queried again");
    }

    // README: lost answer with WireMock.Net
    [Test]
    public async Task A_machine_whose_answer_is_lost_is_deployed_once()
    {
        _server.Given(Command("deployVirtualMachine")).RespondWith(Response.Create().WithFault(FaultType.EMPTY_RESPONSE));
        _server.Given(Command("queryAsyncJobResult"))
            .RespondWith(Json("""{"queryasyncjobresultresponse":{"jobid":"JOB","jobstatus":1,"jobresult":{"virtualmachine":{"state":"Running"}}}}"""));

        Assert.That(await new Provisioning(_client).DeployAsync("web-1"), Is.EqualTo("web-1 is Running."));

        ILookup<string, Dictionary<string, string>> sent = _server.LogEntries
            .Select(entry => Form(entry.RequestMessage!)).ToLookup(form => form["command"]);
        Assert.That(sent["deployVirtualMachine"].Count(), Is.EqualTo(1));
        Assert.That(sent["queryAsyncJobResult"].Select(form => form["jobid"]), Is.All.EqualTo(sent["deployVirtualMachine"].Single()["customjobid"]));
    }
    // README: end
}
