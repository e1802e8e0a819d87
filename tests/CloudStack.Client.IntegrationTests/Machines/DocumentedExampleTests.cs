using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using WireMock.Server;

namespace CloudStack.Client.IntegrationTests.Machines;

/// <summary>
/// The example from the old developer guide, in JSON: a deployment with job 1 and machine 100, queried while it runs, after it has
/// succeeded, and after it has failed with a sentence as its result.
/// </summary>
internal sealed class DocumentedExampleTests
{
    private const string Submitted = """{"deployvirtualmachineresponse":{"jobid":1,"id":100}}""";
    private const string Pending = """{"queryasyncjobresultresponse":{"jobid":1,"jobstatus":0,"jobprocstatus":1}}""";

    private const string Succeeded =
        """
        {"queryasyncjobresultresponse":{"jobid":1,"jobstatus":1,"jobprocstatus":0,"jobresultcode":0,"jobresulttype":"object",
         "jobresult":{"virtualmachine":{"id":450,"name":"i-2-450-VM","displayname":"i-2-450-VM","account":"admin","domainid":1,
          "state":"Running","haenable":false,"zoneid":1,"zonename":"San Jose 1","templateid":1,"serviceofferingid":1,
          "cpunumber":"1","cpuspeed":500,"memory":512,"created":"2026-01-02T03:04:05-0800","nic":[{"id":470,"ipaddress":"10.1.1.9"}]}}}}
        """;

    private const string Failed =
        """
        {"queryasyncjobresultresponse":{"jobid":1,"jobstatus":2,"jobprocstatus":0,"jobresultcode":551,"jobresulttype":"text",
         "jobresult":"Unable to deploy virtual machine id = 100 due to not enough capacity"}}
        """;

    [Test]
    public async Task The_example_of_the_guide_goes_from_pending_to_a_typed_machine()
    {
        using WireMockServer server = StartGuide(Pending, Pending, Succeeded);
        await using CloudStackClient client = server.CreateCloudStackClient();

        JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(
            new() { ServiceOfferingId = "1", TemplateId = "1", ZoneId = "1" });
        JobSnapshot pending = await job.QueryAsync();
        VirtualMachine machine = await job.WaitForResultAsync();

        Assert.Multiple(() =>
        {
            Assert.That(job.JobId, Is.EqualTo("1"));
            Assert.That(job.ResourceId, Is.EqualTo("100"));
            Assert.That(pending.Status, Is.EqualTo(JobStatus.Pending));
            Assert.That(pending.ProcessStatus, Is.EqualTo(1));
            Assert.That(pending.IsFinished, Is.False);
            Assert.That(machine.Id, Is.EqualTo("450"), "the guide's result names a different machine than its submit");
            Assert.That(machine.State, Is.EqualTo("Running"));
            Assert.That(machine.CpuNumber, Is.EqualTo(1));
            Assert.That(machine.Created, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-8))));
            Assert.That(machine.Nics![0].IPAddress, Is.EqualTo("10.1.1.9"));
            Assert.That(AskedFor(server), Is.Not.Empty.And.All.EqualTo("1"));
            Assert.That(server.LogEntries.Select(entry => entry.RequestMessage?.Method), Is.All.EqualTo("POST"));
        });
    }

    [Test]
    public async Task The_failure_of_the_guide_keeps_its_code_and_its_sentence()
    {
        using WireMockServer server = StartGuide(Pending, Failed);
        await using CloudStackClient client = server.CreateCloudStackClient();

        JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(
            new() { ServiceOfferingId = "1", TemplateId = "1", ZoneId = "1" });
        JobResult<VirtualMachine> result = await job.WaitForCompletionAsync();

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(result.Value, Is.Null);
            Assert.That(result.RawStatus, Is.EqualTo(2));
            Assert.That(result.Error!.ErrorCode, Is.EqualTo(551));
            Assert.That(result.Error.Text, Is.EqualTo("Unable to deploy virtual machine id = 100 due to not enough capacity"));
            Assert.That(result.Snapshot!.ResultType, Is.EqualTo("text"));
            Assert.That(result.EnsureSuccess, Throws.TypeOf<JobFailedException>().With.Message.Contains("551"));
            Assert.That(AskedFor(server), Has.Length.EqualTo(2), "a failed job isn't queried again");
        });
    }

    private static WireMockServer StartGuide(params string[] answers)
    {
        WireMockServer server = CloudMock.Start();
        server.Given(CloudMock.Request()).AtPriority(1000).RespondWith(CloudMock.Json("""{"errorresponse":{"errorcode":432,"errortext":"not in the guide"}}""", 432));
        server.Given(CloudMock.Command("deployVirtualMachine")).RespondWith(CloudMock.Json(Submitted));
        server.AnswerInTurn(() => CloudMock.Command("queryAsyncJobResult"), [.. answers.Select(answer => CloudMock.Json(answer))]);
        return server;
    }

    private static string?[] AskedFor(WireMockServer server) =>
        [.. server.LogEntries.Where(entry => entry.Form("command") == "queryAsyncJobResult").Select(entry => entry.Form("jobid"))];
}
