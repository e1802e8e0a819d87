using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// The response to a submit names an entity but no job, although the client has chosen the job's id. It used to be treated as the
/// response of a completed command whose value is that id. A single query for the job shows which it is.
/// </summary>
public class AnIdThatWasChosenIsTheIdOfTheJobTests
{
    private const string OwnId = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

    [TestCase("""{"id":"v1"}""")]
    [TestCase("""{"id":"v1","jobid":null}""")]
    [TestCase("""{"jobid":"","id":"v1"}""")]
    public async Task A_job_that_the_server_knows_is_waited_for(string content)
    {
        await using StubCloud cloud = Server(content, request => StubHandler.Job(request["jobid"]!, 1, """ "jobresult":{"virtualmachine":{"id":"v1","name":"web"}}"""));

        JobHandle<VirtualMachine> job = await cloud.RunAsync(client => client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" }));
        JobResult<VirtualMachine> result = await cloud.RunAsync(_ => job.WaitForCompletionAsync());

        Assert.That((job.JobId, job.ResourceId), Is.EqualTo((cloud.Handler.Requests[0]["customjobid"], "v1")));
        Assert.That((result.IsSuccess, result.Value!.Name), Is.EqualTo((true, "web")));
        Assert.That(cloud.Handler.Count("deployVirtualMachine"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_callers_own_id_is_that_of_the_job()
    {
        int queries = 0;
        await using StubCloud cloud = Server("""{"id":"v1"}""", request => queries++ < 2 ? StubHandler.NoSuchJob(request["jobid"]!) : StubHandler.Job(request["jobid"]!, 0));

        JobHandle job = await cloud.RunAsync<JobHandle>(async client =>
            await client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o", CustomJobId = OwnId }));

        Assert.That((job.JobId, job.ResourceId), Is.EqualTo((OwnId, "v1")));
    }

    [Test]
    public async Task A_job_by_name_has_the_id_as_well()
    {
        await using StubCloud cloud = Server("""{"id":"v1"}""", request => StubHandler.Job(request["jobid"]!, 0));

        JobHandle job = await cloud.RunAsync(client => client.Commands.SubmitAsync("createThing"));

        Assert.That((job.JobId, job.ResourceId), Is.EqualTo((cloud.Handler.Requests[0]["customjobid"], "v1")));
    }

    /// <summary>The row of a job exists before its submit is answered, so a single "no" is enough.</summary>
    [Test]
    public async Task A_job_that_the_server_does_not_know_is_a_command_that_is_over()
    {
        await using StubCloud cloud = Server("""{"id":"v1"}""", request => StubHandler.NoSuchJob(request["jobid"]!));

        JobHandle<VirtualMachine> job = await cloud.RunAsync(client => client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" }));

        Assert.That((job.JobId, (await cloud.RunAsync(_ => job.WaitForCompletionAsync())).IsSuccess), Is.EqualTo(((string?)null, true)));
        Assert.That(cloud.Handler.Count("queryAsyncJobResult"), Is.EqualTo(1));
    }

    [Test]
    public async Task Where_nobody_can_tell_the_job_is_asked_for_later()
    {
        await using StubCloud cloud = Server("""{"id":"v1"}""", _ => StubHandler.Html(502));

        JobHandle job = await cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" }));

        Assert.That((job.JobId, job.ResourceId), Is.EqualTo((cloud.Handler.Requests[0]["customjobid"], "v1")));
    }

    [Test]
    public async Task Without_an_id_of_its_own_there_is_nothing_to_ask_for()
    {
        await using StubCloud cloud = Server("""{"id":"v1"}""", request => StubHandler.Job(request["jobid"]!, 0), options => options.AssignJobIds = false);

        JobHandle job = await cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" }));

        Assert.That((job.JobId, cloud.Handler.Requests.Count), Is.EqualTo(((string?)null, 1)));
    }

    /// <summary>A job's response with additional fields is still a job's response if it contains the very id that was sent.</summary>
    [Test]
    public async Task The_id_that_was_sent_is_the_job_among_other_fields()
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult"
            ? StubHandler.Job(request["jobid"]!, 0)
            : StubHandler.Json($$$"""{"a":{"id":"v1","warning":"x","jobid":"{{{request["customjobid"]}}}"}}"""));

        JobHandle job = await cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" }));

        Assert.That((job.JobId, job.ResourceId), Is.EqualTo((cloud.Handler.Requests[0]["customjobid"], "v1")));
    }

    private static StubCloud Server(string content, Func<StubRequest, HttpResponseMessage> query, Action<CloudStackClientOptions>? configure = null) => new(
        request => request.Command == "queryAsyncJobResult" ? query(request) : StubHandler.Json($$"""{"deployvirtualmachineresponse":{{content}}}"""),
        configure);
}
