using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Commands;

/// <summary>The response, not the declaration, decides whether a command is a job.</summary>
public class SyncOrAsyncTests
{
    private const string JobId = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";
    private const int UnexpectedJob = 14;

    [TestCase("""{"virtualmachine":{"id":"v1","jobid":"x","jobstatus":0}}""", "v1")]
    [TestCase("""{"count":1,"virtualmachine":[{"id":"v1"}]}""", "v1")]
    [TestCase("""{"id":"v1","name":"web"}""", "v1")]
    [TestCase("""{"virtualmachine":{}}""", "")]
    public async Task An_object_where_a_job_was_declared_is_the_value_of_a_handle_that_is_over(string content, string id)
    {
        await using StubCloud cloud = Direct(content);

        JobHandle<VirtualMachine> handle = await cloud.RunAsync(client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v1" }));
        JobResult<VirtualMachine> result = await cloud.RunAsync(_ => handle.WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That((result.Outcome, result.Polls, result.RawStatus), Is.EqualTo((JobOutcome.Succeeded, 0, (int?)null)));
            Assert.That(result.Value, Is.Not.Null);
            Assert.That(result.Value!.Id, Is.EqualTo(id));
            Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task An_empty_answer_where_a_job_was_declared_is_a_success_without_a_value()
    {
        await using StubCloud cloud = Direct("{}");

        JobResult<VirtualMachine> result = await cloud.RunAsync(client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v1" }).WaitForCompletionAsync());

        Assert.That((result.IsSuccess, result.Value), Is.EqualTo((true, (VirtualMachine?)null)));
    }

    [TestCase("""{"success":true,"displaytext":"done"}""", JobOutcome.Succeeded, "done")]
    [TestCase("""{"success":"true"}""", JobOutcome.Succeeded, null)]
    [TestCase("""{}""", JobOutcome.Succeeded, null)]
    [TestCase("""{"success":false,"displaytext":"in use"}""", JobOutcome.Failed, "in use")]
    public async Task A_report_where_a_job_was_declared_says_how_it_ended(string content, JobOutcome outcome, string? text)
    {
        await using StubCloud cloud = Direct(content);

        JobResult<SuccessResult> result = await cloud.RunAsync(async client =>
            await (await client.AffinityGroups.DeleteAffinityGroupAsync(new() { Id = "g" })).WaitForCompletionAsync());

        Assert.That(result.Outcome, Is.EqualTo(outcome));
        Assert.That(outcome == JobOutcome.Failed ? result.Error!.Text : result.Value!.Details, Is.EqualTo(text));
    }

    [TestCase("""{"count":2,"dedicatedzone":[{"zoneid":"1"},{"zoneid":"2"}]}""", 2)]
    [TestCase("""{"dedicatedzone":{"zoneid":"1"}}""", 1)]
    [TestCase("""{"null":{"responses":[{"zoneid":"1"}]}}""", 1)]
    [TestCase("""{}""", 0)]
    public async Task A_list_where_a_job_with_a_list_was_declared_is_that_list(string content, int items)
    {
        await using StubCloud cloud = Direct(content);

        JobResult<JobList<DedicatedZone>> result = await cloud.RunAsync(async client =>
            await (await client.Zones.DedicateZoneAsync(new() { ZoneId = "z", DomainId = "d" })).WaitForCompletionAsync());

        Assert.That(result.Value!.Select(zone => zone.ZoneId), Is.EqualTo(Enumerable.Range(1, items).Select(i => $"{i}")));
    }

    [Test]
    public async Task A_report_where_a_list_was_declared_is_no_list()
    {
        await using StubCloud cloud = Direct("""{"success":true}""");

        JobResult<JobList<DedicatedZone>> result = await cloud.RunAsync(async client =>
            await (await client.Zones.DedicateZoneAsync(new() { ZoneId = "z", DomainId = "d" })).WaitForCompletionAsync());

        Assert.That((result.IsSuccess, result.Value, result.ResultKey), Is.EqualTo((true, (JobList<DedicatedZone>?)null, "success")));
    }

    [Test]
    public async Task A_job_where_an_object_was_declared_is_waited_for_and_logged_once_for_its_command()
    {
        using EventLog log = new();
        await using StubCloud cloud = Job("\"jobresult\":{\"virtualmachine\":{\"id\":\"v1\"}}", log);

        for (int i = 0; i < 2; i++)
        {
            VirtualMachine vm = await cloud.RunAsync(client => client.VirtualMachines.UpdateVirtualMachineAsync(new() { Id = "v1" }));
            Assert.That(vm.Id, Is.EqualTo("v1"));
        }

        await cloud.RunAsync(client => client.VirtualMachines.RecoverVirtualMachineAsync(new() { Id = "v1" }));
        Assert.That(log.Of(UnexpectedJob), Has.Count.EqualTo(2).And.Some.Contains("updateVirtualMachine").And.Some.Contains("recoverVirtualMachine"));
    }

    [TestCase("{\"null\":{\"responses\":[{\"id\":\"1\"},{\"id\":\"2\"}]}}", 2)]
    [TestCase("{\"template\":[{\"id\":\"1\"},{\"id\":\"2\"}]}", 2)]
    [TestCase("{\"count\":2,\"template\":[{\"id\":\"1\"},{\"id\":\"2\"}]}", 2)]
    [TestCase("{\"template\":{\"id\":\"1\"}}", 1)]
    [TestCase("{\"null\":{}}", 0)]
    public async Task A_job_where_a_list_was_declared_is_waited_for(string jobresult, int items)
    {
        using EventLog log = new();
        await using StubCloud cloud = Job($"\"jobresult\":{jobresult}", log);

        IReadOnlyList<Template> templates = await cloud.RunAsync(client => client.Templates.RegisterTemplateAsync(
            new RegisterTemplateRequest { Format = "QCOW2", Hypervisor = "KVM", Name = "n", Url = "http://t.example.org/t" }));

        Assert.That(templates.Select(template => template.Id), Is.EqualTo(Enumerable.Range(1, items).Select(i => $"{i}")));
        Assert.That(log.Of(UnexpectedJob), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_job_where_a_query_was_declared_is_waited_for_and_not_started_again_for_a_second_page()
    {
        using EventLog log = new();
        await using StubCloud cloud = Job("\"jobresult\":{\"null\":{\"responses\":[{\"id\":\"1\"},{\"id\":\"2\"}]}}", log, options => options.PageSize = 2);

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        Assert.That(zones.Select(zone => zone.Id), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(cloud.Handler.Count("listZones"), Is.EqualTo(1));

        Page<Zone> page = await cloud.RunAsync(client => client.Zones.ListZones().GetPageAsync(1, 10));
        Assert.That((page.Items.Count, page.TotalCount), Is.EqualTo((2, 2)));
        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().CountAsync()), Is.EqualTo(2));
        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().FirstOrDefaultAsync()))!.Id, Is.EqualTo("1"));
        Assert.That(log.Of(UnexpectedJob), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_job_where_no_answer_was_declared_is_waited_for()
    {
        using EventLog log = new();
        await using StubCloud cloud = Job("\"jobprocstatus\":0", log);

        await cloud.RunAsync(client => client.Accounts.LockAccountAsync(new() { Account = "a", DomainId = "d" }));

        Assert.That(cloud.Handler.Count("queryAsyncJobResult"), Is.EqualTo(1));
        Assert.That(log.Of(UnexpectedJob), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_job_that_fails_where_none_was_declared_is_an_exception_with_the_job([Values("object", "list", "query", "nothing")] string declared)
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult"
            ? StubHandler.Job(JobId, 2, "\"jobresultcode\":530,\"jobresult\":{\"errorcode\":431,\"errortext\":\"no\"}")
            : StubHandler.Json($$$"""{"a":{"jobid":"{{{JobId}}}"}}"""));

        Task CallAsync(CloudStackClient client) => declared switch
        {
            "object" => client.VirtualMachines.UpdateVirtualMachineAsync(new() { Id = "v1" }),
            "list" => client.Templates.RegisterTemplateAsync(new() { Format = "QCOW2", Hypervisor = "KVM", Name = "n", Url = "http://t.example.org/t" }),
            "query" => client.Zones.ListZones().ToListAsync(),
            _ => client.Accounts.LockAccountAsync(new() { Account = "a", DomainId = "d" }),
        };

        JobFailedException e = (await Assert.ThrowsAsync<JobFailedException>(() => cloud.RunAsync(CallAsync)))!;

        Assert.That((e.Error.ErrorCode, e.Error.Text, e.Job!.JobId), Is.EqualTo((431, "no", JobId)));
    }

    [Test]
    public async Task A_jobid_among_the_fields_of_an_object_is_not_a_job()
    {
        await using StubCloud cloud = Direct("""{"virtualmachine":{"id":"v1","jobid":"x"}}""");

        Assert.That((await cloud.RunAsync(client => client.VirtualMachines.UpdateVirtualMachineAsync(new() { Id = "v1" }))).Id, Is.EqualTo("v1"));
    }

    private static StubCloud Direct(string content) => new(_ => StubHandler.Json($$$"""{"a":{{{content}}}}"""));

    private static StubCloud Job(string fields, EventLog log, Action<CloudStackClientOptions>? configure = null) => new(
        request => request.Command == "queryAsyncJobResult"
            ? StubHandler.Job(JobId, 1, fields)
            : StubHandler.Json($$$"""{"a":{"id":"v1","jobid":"{{{JobId}}}"}}"""),
        configure,
        log);
}
