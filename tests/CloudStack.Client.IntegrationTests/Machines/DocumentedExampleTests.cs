using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using Microsoft.AspNetCore.Http;

namespace CloudStack.Client.IntegrationTests.Machines;

/// <summary>
/// The example of the old developer guide, in JSON: a deployment that is job 1 and machine 100, asked for while it
/// runs, after it has succeeded, and after it has failed with a sentence as result.
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
        Guide guide = new(Pending, Pending, Succeeded);
        await using StubServer server = await StubServer.StartAsync(guide.AnswerAsync);
        await using CloudStackClient client = server.CreateClient();

        JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(
            new() { ServiceOfferingId = "1", TemplateId = "1", ZoneId = "1" });
        JobSnapshot pending = await job.QueryAsync();
        VirtualMachine machine = await job.WaitForResultAsync();

        Assert.Multiple(() =>
        {
            Assert.That(job.Id, Is.EqualTo("1"));
            Assert.That(job.ResourceId, Is.EqualTo("100"));
            Assert.That(pending.Status, Is.EqualTo(JobStatus.Pending));
            Assert.That(pending.ProcessStatus, Is.EqualTo(1));
            Assert.That(pending.IsFinished, Is.False);
            Assert.That(machine.Id, Is.EqualTo("450"), "the guide's result names another machine than its submit");
            Assert.That(machine.State, Is.EqualTo("Running"));
            Assert.That(machine.CpuNumber, Is.EqualTo(1));
            Assert.That(machine.Created, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-8))));
            Assert.That(machine.Nic![0].IPAddress, Is.EqualTo("10.1.1.9"));
            Assert.That(guide.AskedFor, Is.All.EqualTo("1"));
            Assert.That(guide.Methods, Is.All.EqualTo("POST"));
        });
    }

    [Test]
    public async Task The_failure_of_the_guide_keeps_its_code_and_its_sentence()
    {
        Guide guide = new(Pending, Failed);
        await using StubServer server = await StubServer.StartAsync(guide.AnswerAsync);
        await using CloudStackClient client = server.CreateClient();

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
            Assert.That(guide.AskedFor, Has.Count.EqualTo(2), "a failed job is not asked for again");
        });
    }

    private sealed class Guide(params string[] answers)
    {
        private int _next;

        public List<string> AskedFor { get; } = [];

        public List<string> Methods { get; } = [];

        public Task AnswerAsync(HttpContext context, IFormCollection form)
        {
            Methods.Add(context.Request.Method);
            switch (form["command"].ToString())
            {
                case "deployVirtualMachine":
                    return StubServer.WriteJsonAsync(context, Submitted);
                case "queryAsyncJobResult":
                    AskedFor.Add(form["jobid"].ToString());
                    return StubServer.WriteJsonAsync(context, answers[Math.Min(_next++, answers.Length - 1)]);
                default:
                    return StubServer.WriteJsonAsync(context, """{"errorresponse":{"errorcode":432,"errortext":"not in the guide"}}""", 432);
            }
        }
    }
}
