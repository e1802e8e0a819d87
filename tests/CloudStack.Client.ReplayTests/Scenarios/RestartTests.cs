using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests.Scenarios;

/// <summary>The management server was killed while jobs were running, and restarted.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class RestartTests(RecordingSet set)
{
    [TestCase("stopVirtualMachine", 101566, 101787)]
    [TestCase("deployVirtualMachine", 101567, 101788)]
    public async Task A_job_that_ran_has_failed_without_details(string command, int submit, int afterwards)
    {
        RecordedAnswer goingUp = set.Experiment(103346).Answer;
        await using Replay replay = Replay.Of([set.Experiment(submit).Answer, goingUp, goingUp, set.Experiment(afterwards).Answer]);

        JobResult result = await replay.RunAsync(async client => await (await client.Commands.SubmitAsync(command)).WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(result.RawStatus, Is.EqualTo(2));
            Assert.That(result.Error!.ErrorCode, Is.EqualTo(530));
            Assert.That(result.Error.Text, Does.Contain("restarted"));
            Assert.That(result.RawResult.IsEmpty, Is.True);
            Assert.That(result.CompletedAt, Is.Not.Null);
            Assert.That(result.Snapshot!.ManagementServerName, Is.EqualTo("localhost"));
            Assert.That(result.Polls, Is.EqualTo(3), "polls while the server was down count too");
        });
    }

    [Test]
    public async Task A_job_that_was_done_before_is_as_it_was()
    {
        await using Replay replay = Replay.Of([set.Experiment(101568).Answer, set.Experiment(101789).Answer]);

        JobResult result = await replay.RunAsync(async client => await (await client.Commands.SubmitAsync("createTags")).WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Succeeded));
            Assert.That(result.ReadAs<SuccessResult>()!.Success, Is.True);
        });
    }

    [Test]
    public async Task A_list_asked_for_while_the_server_starts_is_asked_for_again()
    {
        await using Replay replay = Replay.Of([set.Experiment(103346).Answer, set.Experiment(103354).Answer], maxRetries: 1);

        var zones = await replay.RunAsync(client => client.Zones.ListZones().GetPageAsync(1, 500));

        Assert.That(zones.Items, Has.Count.EqualTo(3));
        Assert.That(replay.Requests, Has.Count.EqualTo(2));
    }
}
