using System.Text.Json;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Commands;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// An intermediary that normalizes statuses leaves an error envelope under the status 200. It used to be read as the result: a
/// refused deletion was true, a list was empty, and a submit was a job that had succeeded without an id.
/// </summary>
public class ErrorsUnderAGoodStatusAreErrorsTests
{
    private const string Refusal = """{"uuidList":[],"errorcode":431,"errortext":"Unable to find the thing"}""";
    private const string JobId = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

    private static readonly Dictionary<string, Func<CloudStackClient, Task>> Forms = new()
    {
        ["success"] = client => client.Volumes.DeleteVolumeAsync(new() { Id = "v" }),
        ["object"] = client => client.Networks.CreateNetworkAsync(new() { Name = "n", NetworkOfferingId = "o", ZoneId = "z" }),
        ["flat object"] = client => client.CreateApi<IThingApi>().GetFlatThingAsync(),
        ["list"] = client => client.Templates.RegisterTemplateAsync(new() { Format = "QCOW2", Hypervisor = "KVM", Name = "n", Url = "http://t.example.org/t" }),
        ["query"] = client => client.Zones.ListZones().ToListAsync(),
        ["count"] = client => client.Zones.ListZones().CountAsync(),
        ["page"] = client => client.Zones.ListZones().GetPageAsync(1, 10),
        ["no answer of interest"] = client => client.CreateApi<IThingApi>().UpdateThingAsync(),
        ["by name"] = client => client.Commands.SendAsync("updateThing"),
        ["job"] = client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }),
        ["create job"] = client => client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" }),
        ["job by name"] = client => client.Commands.SubmitAsync("startThing"),
    };

    [Test]
    public async Task An_error_is_told_whatever_form_of_answer_was_expected([ValueSource(nameof(FormNames))] string form)
    {
        await using StubCloud cloud = Answering(Refusal);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(Forms[form])))!;

        Assert.That((e.HttpStatus, e.ErrorCode, e.Kind, e.ErrorText), Is.EqualTo((200, 431, ErrorKind.NotFound, "Unable to find the thing")));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("""{"errorcode":535,"errortext":"Maximum number"}""", ErrorKind.LimitExceeded)]
    [TestCase("""{"errortext":"Maximum number","cserrorcode":4370,"errorcode":"535","uuidList":[{"uuid":"u"}]}""", ErrorKind.LimitExceeded)]
    [TestCase("""{"uuidList":[],"errorcode":432,"cserrorcode":9999}""", ErrorKind.NotPermitted)]
    [TestCase("""{"errorcode":530}""", ErrorKind.Internal)]
    [TestCase("""{"uuidList":[],"errortext":"no"}""", ErrorKind.Unknown)]
    [TestCase("""{"success":false,"errorcode":431,"errortext":"no"}""", ErrorKind.InvalidParameter)]
    [TestCase("""{"uuidList":[],"errorcode":431,"errortext":"no","news":"of a later server"}""", ErrorKind.InvalidParameter)]
    public async Task An_error_is_known_by_what_only_errors_have(string content, ErrorKind kind)
    {
        await using StubCloud cloud = Answering(content);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(Forms["success"])))!;

        Assert.That(e.Kind, Is.EqualTo(kind));
    }

    /// <summary>Fields of a plug-in with the same names, at the top of a response or deeper, aren't an error of the call.</summary>
    [TestCase("""{"count":1,"thing":[{"id":"1","errorcode":431,"errortext":"its last failure"}]}""")]
    [TestCase("""{"count":1,"errorcode":0,"errortext":"","thing":[{"id":"1"}]}""")]
    [TestCase("""{"thing":[{"id":"1","name":"\"errorcode\":431"}]}""")]
    public async Task A_field_of_that_name_in_a_good_answer_is_a_field(string content)
    {
        await using StubCloud cloud = Answering(content);

        IReadOnlyList<Thing> things = await cloud.RunAsync(client => client.CreateApi<IThingApi>().ListChosenThingsAsync());

        Assert.That(things.Single().Id, Is.EqualTo("1"));
    }

    [Test]
    public async Task An_object_that_tells_of_a_failure_of_its_own_is_an_object()
    {
        await using StubCloud cloud = Answering("""{"id":"1","name":"check","errorcode":500,"errortext":"its last failure"}""");

        Thing thing = await cloud.RunAsync(client => client.CreateApi<IThingApi>().GetFlatThingAsync());

        Assert.That((thing.Id, thing.ExtraFields["errorcode"].GetInt32()), Is.EqualTo(("1", 500)));
    }

    [Test]
    public async Task The_envelope_of_a_command_that_is_refused_by_name_is_still_given_raw_where_it_is_good()
    {
        await using StubCloud cloud = Answering("""{"thing":{"errorcode":431}}""");

        JsonElement answer = await cloud.RunAsync(client => client.Commands.SendAsync("getThing"));

        Assert.That(answer.GetProperty("thing").GetProperty("errorcode").GetInt32(), Is.EqualTo(431));
    }

    [Test]
    public async Task A_poll_that_says_that_there_is_no_such_job_is_believed()
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult"
            ? StubHandler.Json("""{"queryasyncjobresultresponse":{"uuidList":[],"errorcode":431,"cserrorcode":9999,"errortext":"Invalid parameter jobid value=x due to incorrect long value format, or entity does not exist"}}""")
            : KindOfCall.Answer(request));

        JobResult result = await cloud.RunAsync(async client =>
            await (await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" })).WaitForCompletionAsync());

        Assert.That((result.Outcome, result.UnknownReason), Is.EqualTo((JobOutcome.Unknown, UnknownReason.NotFound)));
    }

    [Test]
    public async Task A_poll_that_is_refused_ends_the_wait()
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult"
            ? StubHandler.Json("""{"queryasyncjobresultresponse":{"uuidList":[],"errorcode":531,"errortext":"not yours"}}""")
            : KindOfCall.Answer(request));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(async client =>
            await (await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" })).WaitForCompletionAsync())))!;

        Assert.That((e.Kind, e.Job), Is.EqualTo((ErrorKind.NotPermitted, e.Job)));
        Assert.That(e.Job, Is.Not.Null);
    }

    [Test]
    public async Task A_job_that_ended_well_with_an_error_as_its_result_has_failed()
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult"
            ? StubHandler.Job(request["jobid"]!, 1, """ "jobresultcode":0,"jobresult":{"errorcode":533,"errortext":"no host"}""")
            : KindOfCall.Answer(request));

        JobResult<VirtualMachine> result = await cloud.RunAsync(async client =>
            await (await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" })).WaitForCompletionAsync());

        Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Failed));
        Assert.That(result.Error, Is.EqualTo(new JobError(533, "no host", ErrorKind.Capacity)));
    }

    [TestCase("{}")]
    [TestCase("""{"displaytext":"done"}""")]
    [TestCase("""{"success":null}""")]
    [TestCase("""{"success":{}}""")]
    [TestCase("""{"success":"maybe"}""")]
    public async Task A_success_that_is_not_told_is_none(string content)
    {
        await using StubCloud cloud = Answering(content);

        SuccessResult result = await cloud.RunAsync(client => client.Volumes.DeleteVolumeAsync(new() { Id = "v" }));

        Assert.That(result.Success, Is.False);
    }

    /// <summary>A job reports success by its status.</summary>
    [TestCase("")]
    [TestCase(""" "jobresult":{}""")]
    [TestCase(""" "jobresult":{"null":{}}""")]
    [TestCase(""" "jobresult":{"details":"done","other":"x"}""")]
    public async Task A_job_that_ended_well_is_a_success(string fields)
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult"
            ? StubHandler.Job(JobId, 1, fields)
            : StubHandler.Json($$$"""{"a":{"jobid":"{{{JobId}}}"}}"""));

        JobResult<SuccessResult> result = await cloud.RunAsync(async client =>
            await (await client.AffinityGroups.DeleteAffinityGroupAsync(new() { Id = "g" })).WaitForCompletionAsync());

        Assert.That((result.IsSuccess, result.Value?.Success), Is.EqualTo((true, (bool?)true)));
    }

    private static string[] FormNames() => [.. Forms.Keys];

    private static StubCloud Answering(string content) => new(_ => StubHandler.Json($$"""{"xresponse":{{content}}}"""));
}
