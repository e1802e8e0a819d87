using System.Text;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>Every shape of jobresult, from submit to result, through the whole client.</summary>
public class JobResultReaderTests
{
    private const string JobId = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

    [Test]
    public async Task The_only_property_is_the_result_whatever_its_name([Values("virtualmachine", "systemvm", "null", "Some Odd Name")] string key)
    {
        JobResult<VirtualMachine> result = await RunAsync($$$"""
            "jobstatus":1,"jobresultcode":0,"jobresulttype":"object","jobresult":{"{{{key}}}":{"id":"v1","state":"Running","jobid":"{{{JobId}}}","jobstatus":0}}
            """);

        Assert.Multiple(() =>
        {
            Assert.That(result.IsSuccess);
            Assert.That(result.ResultKey, Is.EqualTo(key));
            Assert.That(result.Value!.Id, Is.EqualTo("v1"));
            Assert.That(result.Value.State, Is.EqualTo("Running"), "the inner jobstatus changes nothing");
            Assert.That(Encoding.UTF8.GetString(result.RawResult.Span), Does.StartWith("{\"id\":\"v1\""));
        });
    }

    [Test]
    public async Task Success_without_a_result_has_no_value()
    {
        JobResult<VirtualMachine> result = await RunAsync("\"jobstatus\":1,\"jobresultcode\":0");

        Assert.Multiple(() =>
        {
            Assert.That(result.IsSuccess);
            Assert.That(result.Value, Is.Null);
            Assert.That(result.ResultKey, Is.Null);
            Assert.That((result.Error, result.Snapshot!.Error), Is.EqualTo(((JobError?)null, (JobError?)null)));
            Assert.That(result.GetValueOrThrow, Throws.TypeOf<ResponseFormatException>().With.Message.Contains("without a result"));
        });
    }

    [TestCase("true", JobOutcome.Succeeded)]
    [TestCase("\"true\"", JobOutcome.Succeeded)]
    [TestCase("false", JobOutcome.Failed)]
    [TestCase("\"false\"", JobOutcome.Failed)]
    public async Task A_success_result_says_by_itself_whether_it_worked(string success, JobOutcome outcome)
    {
        JobResult result = await RunUntypedAsync($$"""
            "jobstatus":1,"jobresult":{"success":{{success}},"details":"the text"}
            """);

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(outcome));
            Assert.That(result.RawStatus, Is.EqualTo(1));
            Assert.That(result.ResultKey, Is.EqualTo("success"));
            Assert.That(outcome == JobOutcome.Failed ? result.Error!.Text : result.ReadAs<SuccessResult>()!.Details, Is.EqualTo("the text"));
        });
    }

    [Test]
    public async Task A_list_below_null_responses_is_a_list_with_whole_numbers()
    {
        JobResult untyped = await RunUntypedAsync("""
            "jobstatus":1,"jobresult":{"null":{"responses":[{"id":"a","memory":5.0,"cpuspeed":2000.0},{"id":"b","memory":1.2E3}]}}
            """);

        JobList<ServiceOffering> list = untyped.ReadAs<JobList<ServiceOffering>>()!;
        Assert.Multiple(() =>
        {
            Assert.That(untyped.ResultKey, Is.EqualTo("null"));
            Assert.That(list.Select(item => item.Id), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(list.Select(item => item.Memory), Is.EqualTo(new int?[] { 5, 1200 }));
        });
    }

    [TestCase("\"just a text\"")]
    [TestCase("17")]
    [TestCase("true")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"virtualmachine\":\"text\"}")]
    [TestCase("{\"virtualmachine\":null}")]
    public async Task Success_with_an_odd_result_is_success_without_a_value(string jobresult)
    {
        JobResult<VirtualMachine> result = await RunAsync($"\"jobstatus\":1,\"jobresult\":{jobresult}");

        Assert.That(result.IsSuccess);
        Assert.That(result.Value, Is.Null);
    }

    [Test]
    public async Task Of_several_properties_the_first_object_is_taken()
    {
        JobResult<VirtualMachine> result = await RunAsync("""
            "jobstatus":1,"jobresult":{"count":1,"virtualmachine":{"id":"v1"},"other":{"id":"v2"}}
            """);

        Assert.That(result.Value!.Id, Is.EqualTo("v1"));
    }

    [TestCase("\"jobstatus\":2,\"jobresultcode\":530,\"jobresult\":{\"errorcode\":533,\"errortext\":\"full\"}", 533, "full", ErrorKind.Capacity)]
    [TestCase("\"jobstatus\":2,\"jobresultcode\":530,\"jobresult\":{\"errortext\":\"Unable to start a VM [x] due to insufficient capacity.\"}", 530, "Unable to start a VM [x] due to insufficient capacity.", ErrorKind.Capacity)]
    [TestCase("\"jobstatus\":2,\"jobresultcode\":530", 530, "without details", ErrorKind.Internal)]
    [TestCase("\"jobstatus\":2,\"jobresultcode\":0", 0, "without details", ErrorKind.Unknown)]
    [TestCase("\"jobstatus\":2,\"jobresultcode\":551,\"jobresulttype\":\"text\",\"jobresult\":\"Unable to deploy virtual machine id = 100\"", 551, "Unable to deploy", ErrorKind.Unknown)]
    [TestCase("\"jobstatus\":3,\"jobresultcode\":0", 0, "without details", ErrorKind.Unknown)]
    [TestCase("\"jobstatus\":77,\"jobresult\":[]", 0, "without details", ErrorKind.Unknown)]
    [TestCase("\"jobstatus\":\"2\",\"jobresultcode\":\"431\",\"jobresult\":{\"errorcode\":\"431\",\"errortext\":\"bad\"}", 431, "bad", ErrorKind.InvalidParameter)]
    public async Task Everything_else_is_a_failure_with_the_best_reason_there_is(string fields, int code, string text, ErrorKind kind)
    {
        JobResult<VirtualMachine> result = await RunAsync(fields);

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(result.Error!.ErrorCode, Is.EqualTo(code));
            Assert.That(result.Error.Text, Does.Contain(text));
            Assert.That(result.Error.Kind, Is.EqualTo(kind));
            Assert.That(result.Value, Is.Null);
        });
    }

    [Test]
    public async Task A_value_of_another_kind_is_told_with_the_type_that_was_expected()
    {
        JobResult<VirtualMachine> result = await RunAsync("\"jobstatus\":1,\"jobresult\":{\"virtualmachine\":\"text\"}");

        ResponseFormatException e = Assert.Throws<ResponseFormatException>(() => result.GetValueOrThrow())!;

        Assert.That(e.Message, Does.Contain("its result is not a VirtualMachine").And.Contain(JobId));
        Assert.That(e.Job, Is.SameAs(result.Job));
    }

    [TestCase("""{"list":[{"id":"v1"}],"other":{"id":"v2"}}""", "v2", Description = "An object says more than a list.")]
    [TestCase("""{"note":"x","list":[{"id":"v1"}]}""", "v1")]
    [TestCase("""{"one":{"id":"v1"},"list":[{"id":"v2"}]}""", "v1")]
    [TestCase("""{"virtualmachine":[{"id":"v1"}],"other":{"id":"v2"}}""", "v1", Description = "The declared key comes first.")]
    [TestCase("""{"other":{"id":"v2"},"virtualmachine":{"id":"v1"},"more":{"id":"v3"}}""", "v1")]
    public async Task The_result_is_found_among_others(string jobresult, string id)
    {
        await using StubCloud cloud = new(request => request.Command == "keyedThing"
            ? StubHandler.Json($$$"""{"a":{"jobid":"{{{JobId}}}"}}""")
            : StubHandler.Job(JobId, 1, $"\"jobresult\":{jobresult}"));
        IKeyedApi api = cloud.Client.CreateApi<IKeyedApi>();

        JobResult<VirtualMachine> result = await cloud.RunAsync(_ => api.KeyedThingAsync().WaitForCompletionAsync());

        Assert.That(result.Value!.Id, Is.EqualTo(id));
    }

    [TestCase("\"jobstatus\":1", true)]
    [TestCase("\"jobstatus\":1,\"jobresult\":{\"virtualmachine\":{\"id\":\"v\"}}", true)]
    [TestCase("\"jobstatus\":1,\"jobresult\":{\"switch\":{\"success\":false}}", true, Description = "Not about the job.")]
    [TestCase("\"jobstatus\":1,\"jobresult\":{\"success\":\"true\"}", true)]
    [TestCase("\"jobstatus\":1,\"jobresult\":{}", true)]
    [TestCase("\"jobstatus\":1,\"jobresult\":{\"success\":false}", false)]
    [TestCase("\"jobstatus\":2", null)]
    [TestCase("\"jobstatus\":2,\"jobresult\":{\"errortext\":\"no\"}", null)]
    public async Task Read_as_a_success_a_job_says_it_by_its_status(string fields, bool? success)
    {
        JobResult result = await RunUntypedAsync(fields);

        Assert.That(result.ReadAs<SuccessResult>()?.Success, Is.EqualTo(success));
    }

    [TestCase("{\"success\":false}", 7, "reported that it did not succeed")]
    [TestCase("{\"success\":false,\"note\":{\"x\":1},\"displaytext\":\"in use\"}", 7, "in use")]
    public async Task A_failure_behind_a_good_status_has_the_jobs_code(string jobresult, int code, string text)
    {
        JobResult result = await RunUntypedAsync($"\"jobstatus\":1,\"jobresultcode\":{code},\"jobresult\":{jobresult}");

        Assert.That((result.Outcome, result.Error!.ErrorCode), Is.EqualTo((JobOutcome.Failed, code)));
        Assert.That(result.Error.Text, Does.Contain(text));
    }

    [TestCase("\"jobstatus\":2,\"jobresultcode\":530,\"jobresult\":{\"more\":{\"errortext\":\"wrong\"},\"errortext\":\"right\"}", "right")]
    [TestCase("\"newer\":{\"jobstatus\":0},\"jobstatus\":2,\"jobresultcode\":530,\"jobresult\":null", "without details")]
    public async Task Fields_that_nobody_knows_change_nothing(string fields, string text)
    {
        JobResult result = await RunUntypedAsync(fields);

        Assert.That(result.Error!.Text, Does.Contain(text));
        Assert.That(result.Error.ErrorCode, Is.EqualTo(530));
    }

    [TestCase("""{"null":{"responses":null}}""", 0)]
    [TestCase("""{"null":{"responses":null,"note":"x"}}""", 0)]
    [TestCase("""{"null":{"note":{"responses":[{}]},"responses":[{"id":"a"}]}}""", 1)]
    [TestCase("""{"null":{"responses":[]}}""", 0)]
    public async Task A_list_of_a_job_may_be_empty_and_has_fields_beside_it(string jobresult, int items)
    {
        JobResult result = await RunUntypedAsync($"\"jobstatus\":1,\"jobresult\":{jobresult}");

        Assert.That(result.ReadAs<JobList<ServiceOffering>>(), Has.Count.EqualTo(items));
    }

    [Test]
    public async Task Every_field_of_a_job_is_typed_and_read_from_number_or_text([Values] bool asText)
    {
        string q = asText ? "\"" : "";
        JobResult<VirtualMachine> result = await RunAsync($$$"""
            "accountid":"acc","userid":"usr","cmd":"org.example.StartVMCmd","jobstatus":{{{q}}}1{{{q}}},"jobprocstatus":{{{q}}}0{{{q}}},
            "jobresultcode":{{{q}}}0{{{q}}},"jobresulttype":"object","jobresult":{"virtualmachine":{"id":"v"}},"jobinstancetype":"VirtualMachine",
            "jobinstanceid":"v","created":"2026-01-02T03:04:05+0530","completed":"2026-01-02T03:04:19+0000","account":"admin","domainid":"dom",
            "domainpath":"ROOT/sales","managementserverid":{{{q}}}345049098498{{{q}}},"managementservername":"ms1"
            """);

        JobSnapshot s = result.Snapshot!;
        Assert.Multiple(() =>
        {
            Assert.That(s.JobId, Is.EqualTo(JobId));
            Assert.That((s.AccountId, s.UserId, s.CommandClass), Is.EqualTo(("acc", "usr", "org.example.StartVMCmd")));
            Assert.That((s.Status, s.RawStatus, s.ProcessStatus, s.ResultCode, s.ResultType), Is.EqualTo((JobStatus.Succeeded, 1, 0, 0, "object")));
            Assert.That((s.ResourceType, s.ResourceId), Is.EqualTo(("VirtualMachine", "v")));
            Assert.That(s.CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(330))));
            Assert.That(s.CreatedAt!.Value.Offset, Is.EqualTo(TimeSpan.FromMinutes(330)));
            Assert.That(s.CompletedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 19, TimeSpan.Zero)));
            Assert.That((s.Account, s.DomainId, s.DomainPath), Is.EqualTo(("admin", "dom", "ROOT/sales")));
            Assert.That((s.ManagementServerId, s.ManagementServerName), Is.EqualTo(("345049098498", "ms1")));
            Assert.That(Encoding.UTF8.GetString(s.RawResult.Span), Is.EqualTo("""{"virtualmachine":{"id":"v"}}"""));
            Assert.That((result.CreatedAt, result.CompletedAt), Is.EqualTo((s.CreatedAt, s.CompletedAt)));
        });
    }

    [Test]
    public async Task A_result_that_is_null_is_none()
    {
        JobResult<VirtualMachine> result = await RunAsync("\"jobstatus\":1,\"jobresult\":null");

        Assert.That((result.IsSuccess, result.Value, result.Snapshot!.RawResult.Length), Is.EqualTo((true, (VirtualMachine?)null, 0)));
    }

    private static async Task<JobResult<VirtualMachine>> RunAsync(string fields)
    {
        await using StubCloud cloud = new(request => request.Command == "startVirtualMachine"
            ? StubHandler.Json($$$"""{"startvirtualmachineresponse":{"jobid":"{{{JobId}}}"}}""")
            : StubHandler.Json($"{{\"queryasyncjobresultresponse\":{{\"jobid\":\"{JobId}\",{fields.Trim()}}}}}"));
        return await cloud.RunAsync(client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v1" }).WaitForCompletionAsync());
    }

    private static async Task<JobResult> RunUntypedAsync(string fields)
    {
        await using StubCloud cloud = new(request => request.Command == "anyCommand"
            ? StubHandler.Json($$$"""{"anycommandresponse":{"jobid":"{{{JobId}}}"}}""")
            : StubHandler.Json($"{{\"queryasyncjobresultresponse\":{{\"jobid\":\"{JobId}\",{fields.Trim()}}}}}"));
        return await cloud.RunAsync(async client => await (await client.Commands.SubmitAsync("anyCommand")).WaitForCompletionAsync());
    }
}
