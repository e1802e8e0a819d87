using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests.Scenarios;

/// <summary>The server deletes jobs after a while, even those that are still running.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class ExpiryTests(RecordingSet set)
{
    [Test]
    public async Task A_job_that_is_deleted_while_it_runs_has_an_unknown_outcome()
    {
        await using Replay replay = Replay.Of(
            [set.Experiment(101488).Answer, set.Experiment(101490).Answer, set.Experiment(101492).Answer, set.Experiment(101556).Answer]);

        JobResult result = await replay.RunAsync(async client => await (await client.Commands.SubmitAsync("stopVirtualMachine")).WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Unknown));
            Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.NotFound));
            Assert.That(result.Error, Is.Null);
            Assert.That(result.RawStatus, Is.Null);
            Assert.That(replay.Requests, Has.Count.EqualTo(4), "one response that the job doesn't exist is enough");
        });
    }

    [Test]
    public async Task A_finished_job_is_not_found_any_more()
    {
        await using Replay replay = Replay.Of([set.Experiment(101553).Answer, set.Experiment(101555).Answer]);
        const string JobId = "aa3c6266-8203-4c86-8758-8f03f720b6f7";

        JobSnapshot before = await replay.RunAsync(client => client.Jobs.QueryAsync(JobId));
        JobSnapshot after = await replay.RunAsync(client => client.Jobs.QueryAsync(JobId));

        Assert.Multiple(() =>
        {
            Assert.That(before.Status, Is.EqualTo(JobStatus.Succeeded));
            Assert.That(after.Status, Is.EqualTo(JobStatus.NotFound));
            Assert.That(after.RawStatus, Is.Null);
            Assert.That(after.JobId, Is.EqualTo(JobId));
        });
    }
}
