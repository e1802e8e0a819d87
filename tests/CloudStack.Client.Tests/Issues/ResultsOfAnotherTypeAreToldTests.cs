using System.Text;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A job is resumed from a string, and its type is what the caller says. A wrong type used to turn a machine into a volume: every
/// field that the two share was filled. The key under which the server puts a result identifies its type, and where several types
/// share a key, the command does.
/// </summary>
public class ResultsOfAnotherTypeAreToldTests
{
    private const string Id = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

    [Test]
    public async Task A_machine_is_no_volume([Values] bool byToken)
    {
        await using StubCloud cloud = Ended("""{"virtualmachine":{"id":"v1","name":"web"}}""");
        JobHandle<Volume> job = byToken
            ? cloud.Client.Jobs.Resume<Volume>(JobToken.Create(Id, "deployVirtualMachine"))
            : cloud.Client.Jobs.Resume<Volume>(Id);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(_ => job.WaitForResultAsync())))!;

        Assert.Multiple(() =>
        {
            Assert.That(e.Message, Does.Contain("VirtualMachine").And.Contain("Volume").And.Contain("'virtualmachine'").And.Contain(Id));
            Assert.That(e.Job, Is.SameAs(job));
        });
    }

    /// <summary>Nothing is lost: the job has ended, and its result is available.</summary>
    [Test]
    public async Task The_outcome_and_the_result_stay_reachable()
    {
        await using StubCloud cloud = Ended("""{"virtualmachine":{"id":"v1","name":"web"}}""");
        JobHandle<Volume> job = cloud.Client.Jobs.Resume<Volume>(Id);

        JobResult<Volume> result = await cloud.RunAsync(_ => job.WaitForCompletionAsync());
        VirtualMachine machine = await cloud.RunAsync(_ => job.As<VirtualMachine>().WaitForResultAsync());

        Assert.Multiple(() =>
        {
            Assert.That((result.Outcome, result.ResultKey), Is.EqualTo((JobOutcome.Succeeded, "virtualmachine")));
            Assert.That(() => result.Value, Throws.TypeOf<ResponseFormatException>().With.Message.Contains("VirtualMachine"));
            Assert.That(() => result.ReadAs<Snapshot>(), Throws.TypeOf<ResponseFormatException>().With.Message.Contains("Snapshot"));
            Assert.That(result.ReadAs<VirtualMachine>()!.Name, Is.EqualTo("web"));
            Assert.That(Encoding.UTF8.GetString(result.RawResult.Span), Does.Contain("web"));
            Assert.That(machine.Id, Is.EqualTo("v1"));
            Assert.That(result.EnsureSuccess, Throws.Nothing);
        });
    }

    [TestCase("volume", "Volume")]
    [TestCase("ipaddress", "PublicIPAddress")]
    [TestCase("vpc", "Vpc")]
    [TestCase("drsPlan", "ClusterDrsPlan")]
    [TestCase("systemvm", "SystemVM")]
    [TestCase("kubernetescluster", "KubernetesCluster")]
    public async Task Every_key_that_the_SDK_knows_is_told(string key, string type)
    {
        await using StubCloud cloud = Ended($$$"""{"{{{key}}}":{"id":"v1"}}""");

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Jobs.Resume<Account>(Id).WaitForResultAsync())))!;

        Assert.That(e.Message, Does.Contain(type).And.Contain("Account"));
    }

    [Test]
    public async Task A_success_without_a_value_is_no_machine()
    {
        await using StubCloud cloud = Ended("""{"success":true}""");

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Jobs.Resume<VirtualMachine>(Id).WaitForResultAsync())))!;

        Assert.That(e.Message, Does.Contain("SuccessResult").And.Contain("VirtualMachine"));
    }

    [TestCase("createVolume", "volume", true)]
    [TestCase("extractVolume", "volume", false)]
    [TestCase("attachVolume", "volume", true)]
    [TestCase("extractTemplate", "template", false)]
    [TestCase("createTemplate", "template", true)]
    [TestCase("", "template", true)]
    [TestCase("aCommandOfAPlugIn", "template", true)]
    public async Task Where_several_types_share_a_key_the_command_of_the_token_decides(string command, string key, bool isEntity)
    {
        await using StubCloud cloud = Ended($$$"""{"{{{key}}}":{"id":"v1"}}""");
        JobToken token = JobToken.Create(Id, command);
        JobResult result = await cloud.RunAsync(client => client.Jobs.Resume(token).WaitForCompletionAsync());

        Func<object?> entity = key == "volume" ? result.ReadAs<Volume> : result.ReadAs<Template>;

        Assert.That(() => entity(), isEntity ? Is.Not.Null : Throws.TypeOf<ResponseFormatException>().With.Message.Contains("ExtractResult"));
    }

    /// <summary>The one command that ends with either of two.</summary>
    [TestCase("virtualmachine")]
    [TestCase("systemvm")]
    public async Task A_command_that_may_end_with_either_of_two_types_ends_with_both(string key)
    {
        await using StubCloud cloud = Ended($$$"""{"{{{key}}}":{"id":"v1"}}""");
        JobToken token = JobToken.Create(Id, "migrateVirtualMachineWithVolume");

        Assert.That((await cloud.RunAsync(client => client.Jobs.Resume<VirtualMachine>(token).WaitForResultAsync())).Id, Is.EqualTo("v1"));
    }

    [Test]
    public async Task A_submit_by_name_whose_handle_is_given_a_wrong_type_is_told_too()
    {
        await using StubCloud cloud = Ended("""{"volume":{"id":"v1"}}""");
        JobHandle job = await cloud.RunAsync(client => client.Commands.SubmitAsync("createVolume"));

        await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(_ => job.As<VirtualMachine>().WaitForResultAsync()));
    }

    [TestCase("virtualmachine")]
    [TestCase("null")]
    [TestCase("someplugin")]
    public async Task Types_of_the_callers_own_read_any_key(string key)
    {
        await using StubCloud cloud = Ended($$$"""{"{{{key}}}":{"id":"v1"}}""");

        Assert.That((await cloud.RunAsync(client => client.Jobs.Resume<OwnMachine>(Id).WaitForResultAsync())).Id, Is.EqualTo("v1"));
    }

    [TestCase("null")]
    [TestCase("someplugin")]
    public async Task Keys_that_say_nothing_are_read_as_any_type(string key)
    {
        await using StubCloud cloud = Ended($$$"""{"{{{key}}}":{"id":"v1"}}""");

        Assert.That((await cloud.RunAsync(client => client.Jobs.Resume<Volume>(Id).WaitForResultAsync())).Id, Is.EqualTo("v1"));
    }

    [Test]
    public async Task Lists_are_held_to_the_type_of_their_items()
    {
        await using StubCloud cloud = Ended("""{"virtualmachine":{"id":"v1"}}""");

        Assert.That(await cloud.RunAsync(client => client.Jobs.Resume<JobList<VirtualMachine>>(Id).WaitForResultAsync()), Has.Count.EqualTo(1));
        await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Jobs.Resume<JobList<Volume>>(Id).WaitForResultAsync()));
    }

    [Test]
    public async Task Whether_a_job_succeeded_may_be_asked_of_any_job()
    {
        await using StubCloud cloud = Ended("""{"virtualmachine":{"id":"v1"}}""");

        Assert.That((await cloud.RunAsync(client => client.Jobs.Resume<SuccessResult>(Id).WaitForResultAsync())).Success);
    }

    [Test]
    public async Task A_job_that_failed_fails_whatever_its_type()
    {
        await using StubCloud cloud = new(_ => StubHandler.Job(Id, 2, "\"jobresultcode\":530,\"jobresult\":{\"errorcode\":530,\"errortext\":\"no\"}"));

        await Assert.ThrowsAsync<JobFailedException>(() => cloud.RunAsync(client => client.Jobs.Resume<Volume>(JobToken.Create(Id, "deployVirtualMachine")).WaitForResultAsync()));
    }

    private static StubCloud Ended(string result) => new(request => request.Command == "queryAsyncJobResult"
        ? StubHandler.Job(request["jobid"]!, 1, $"\"jobresultcode\":0,\"jobresulttype\":\"object\",\"jobresult\":{result}")
        : StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}"""));
}
