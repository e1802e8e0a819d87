using System.Text;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>What is known of a job besides its result, and of a command that was answered directly, without a job.</summary>
public class JobSnapshotTests
{
    [TestCase("{\"jobstatus\":0}", "jobid is missing")]
    [TestCase("{\"jobid\":\"1\"}", "jobstatus is missing")]
    [TestCase("{}", "jobid is missing")]
    public async Task An_answer_that_describes_no_job_says_what_is_missing(string content, string message)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json($$"""{"a":{{content}}}"""));

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Jobs.QueryAsync("1"))))!;

        Assert.That(e.Message, Does.Contain(message));
    }

    [Test]
    public async Task Numeric_job_ids_are_read()
    {
        await using StubCloud cloud = new(request => request.Command == "startVirtualMachine"
            ? StubHandler.Json("""{"startvirtualmachineresponse":{"jobid":17}}""")
            : StubHandler.Json("""{"queryasyncjobresultresponse":{"jobid":17,"jobstatus":1,"jobresult":{"virtualmachine":{"id":100}}}}"""));

        JobResult<VirtualMachine> result = await cloud.RunAsync(
            client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "100" }).WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.Job.JobId, Is.EqualTo("17"));
            Assert.That(result.Value!.Id, Is.EqualTo("100"));
            Assert.That(cloud.Handler.Requests[^1]["jobid"], Is.EqualTo("17"));
        });
    }

    [TestCase("""{"virtualmachine":{"id":"v1","jobid":"x"}}""")]
    [TestCase("""{"jobid":"x","id":"v1","state":"Running"}""", Description = "A job's answer has no other fields.")]
    public async Task A_command_that_answers_at_once_gives_a_handle_that_is_complete(string content)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json($$"""{"startvirtualmachineresponse":{{content}}}"""));

        JobResult<VirtualMachine> result = await cloud.RunAsync(
            client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v1" }).WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.IsSuccess);
            Assert.That(result.Value!.Id, Is.EqualTo("v1"));
            Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
        });
        JobSnapshot snapshot = await result.Job.QueryAsync();
        Assert.That(snapshot.Status, Is.EqualTo(JobStatus.Succeeded));
        Assert.That(Encoding.UTF8.GetString(snapshot.RawResult.Span), Does.Contain("\"id\":\"v1\"").And.Not.Contain("virtualmachine"));
    }

    [Test]
    public void A_made_result_keeps_its_value()
    {
        SuccessResult value = new() { Details = "made" };

        Assert.That(JobResult<SuccessResult>.Success(value).Value, Is.SameAs(value));
    }
}
