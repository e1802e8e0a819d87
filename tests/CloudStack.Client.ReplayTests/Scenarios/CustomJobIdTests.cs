using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests.Scenarios;

/// <summary>Job ids that the client chooses, and a server that sees one for the second time.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class CustomJobIdTests(RecordingSet set)
{
    private const string Id = "c504c00c-a1f8-461d-9909-59f27ee6eda2";
    private const int Accepted = 100036;
    private const int DuplicateWhileRunning = 100037;
    private const int DuplicateAfterTheEnd = 100060;
    private const int Running = 100040;
    private const int Finished = 100058;
    private const int NoSuchJob = 101555;
    private const int BadFormat = 100063;

    [Test]
    public async Task A_job_of_an_earlier_run_is_found_before_anything_is_submitted()
    {
        await using Replay replay = Of(Running, Finished);

        JobResult<VirtualMachine> result = await StopAsync(replay);

        Assert.Multiple(() =>
        {
            Assert.That(result.Value!.State, Is.EqualTo("Stopped"));
            Assert.That(result.Job.JobId, Is.EqualTo(Id));
            Assert.That(replay.Count("stopVirtualMachine"), Is.Zero);
        });
    }

    [Test]
    public async Task A_first_run_is_accepted_under_the_chosen_id()
    {
        await using Replay replay = Of(NoSuchJob, Accepted, Running, Finished);

        JobResult<VirtualMachine> result = await StopAsync(replay);

        Assert.That(result.IsSuccess, Is.True);
        Assert.That(result.Job.JobId, Is.EqualTo(Id));
    }

    [TestCase(DuplicateWhileRunning, Running)]
    [TestCase(DuplicateAfterTheEnd, Finished)]
    public async Task A_duplicate_that_the_server_refuses_leads_to_the_job_that_has_the_id(int refusal, int found)
    {
        await using Replay replay = Of(NoSuchJob, refusal, found, Finished);

        JobResult<VirtualMachine> result = await StopAsync(replay);

        Assert.Multiple(() =>
        {
            Assert.That(result.IsSuccess, Is.True);
            Assert.That(result.Job.JobId, Is.EqualTo(Id));
            Assert.That(replay.Count("stopVirtualMachine"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_user_s_duplicate_with_the_general_text_is_resolved_too()
    {
        // 530 "Internal error executing command": the only information for anybody but a root administrator.
        await using Replay replay = Of(100075, 100074, 100074);

        JobResult result = await replay.RunAsync(async client => await (await client.Commands.SubmitAsync("createAffinityGroup")).WaitForCompletionAsync());

        Assert.That(result.IsSuccess, Is.True);
        Assert.That(replay.Count("createAffinityGroup"), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_refusal_is_thrown_without_a_look()
    {
        await using Replay replay = Of(BadFormat);

        CloudStackApiException error = (await Assert.ThrowsAsync<CloudStackApiException>(
            () => replay.RunAsync(client => client.Commands.SubmitAsync("stopVirtualMachine"))))!;

        Assert.That(error.ErrorText, Does.Contain("doesn't follow the UUID format"));
        Assert.That(replay.Requests, Has.Count.EqualTo(1));
    }

    private Replay Of(params int[] answers) => Replay.Of(answers.Select(id => set.Experiment(id).Answer));

    private static Task<JobResult<VirtualMachine>> StopAsync(Replay replay) => replay.RunAsync(async client =>
    {
        StopVirtualMachineRequest request = new() { Id = "f2e9508a-3d64-42a9-8038-e8deb16e0ff9", CustomJobId = Id };
        return await (await client.VirtualMachines.StopVirtualMachineAsync(request)).WaitForCompletionAsync();
    });
}
