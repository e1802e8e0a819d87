using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>
/// Servers repeat what they were sent in the reason of a failure. Whatever form the failure of a job has, its reason goes into
/// exceptions and logs, so it must not contain the secrets of the command.
/// </summary>
public class JobSecretTests
{
    private const string Secret = "hunter-two";

    private static readonly string[] Results =
    [
        """1,"jobresult":{"success":false,"details":"bad password hunter-two!"}""",
        """1,"jobresult":{"success":false,"displaytext":"bad password hunter-two!"}""",
        """1,"jobresult":{"success":"false","details":"bad password hunter-two!"}""",
        """1,"jobresult":{"success":false,"details":"bad password hunter%2Dtwo!"}""",
        """1,"jobresult":{"success":false,"details":null,"displaytext":"bad password hunter-two!"}""",
        """1,"jobresult":{"errorcode":530,"errortext":"bad password hunter-two!"}""",
        """2,"jobresult":{"errorcode":530,"errortext":"bad password hunter-two!"}""",
        """2,"jobresulttype":"text","jobresult":"bad password hunter-two!","jobresultcode":530""",
        """3,"jobresult":{"errortext":"bad password hunter-two!"}""",
    ];

    [TestCaseSource(nameof(Results))]
    public async Task The_reason_of_a_failed_job_contains_no_secret_of_its_command(string status)
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult"
            ? StubHandler.Json($$$"""{"queryasyncjobresultresponse":{"jobid":"{{{request["jobid"]}}}","jobstatus":{{{status}}}}}""")
            : StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}"""));

        JobResult result = await cloud.RunAsync(async client => await (await SubmitAsync(client)).WaitForCompletionAsync());

        AssertClean(result, "bad password ***!");
    }

    [TestCase("""{"success":false,"displaytext":"bad password hunter-two!"}""", "bad password ***!")]
    [TestCase("""{"success":"false","details":"  bad password hunter-two!\n"}""", "bad password ***!")]
    [TestCase("""{"success":false,"displaytext":" "}""", "The command reported that it did not succeed.")]
    public async Task The_reason_of_a_command_that_was_answered_directly_contains_none_either(string content, string reason)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json($$$"""{"a":{{{content}}}}"""));

        JobResult result = await cloud.RunAsync(async client => await (await SubmitAsync(client)).WaitForCompletionAsync());

        AssertClean(result, reason);
    }

    private static Task<JobHandle> SubmitAsync(CloudStackClient client) =>
        client.Commands.SubmitAsync("changeThing", [new("id", "t1"), new("password", Secret)]);

    private static void AssertClean(JobResult result, string reason)
    {
        JobFailedException e = Assert.Throws<JobFailedException>(result.EnsureSuccess)!;
        Assert.Multiple(() =>
        {
            Assert.That(result.Error!.Text, Is.EqualTo(reason));
            Assert.That(e.ToString(), Does.EndWith(reason).Or.Contain(reason + Environment.NewLine).And.Not.Contain(Secret));
            Assert.That(result.ToString() + result.Error + result.Snapshot?.Error + result.Snapshot, Does.Not.Contain(Secret));
        });
    }
}
