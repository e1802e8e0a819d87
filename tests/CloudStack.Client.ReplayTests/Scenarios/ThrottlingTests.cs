using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests.Scenarios;

/// <summary>The server answers 429 and says in its text how long to wait.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class ThrottlingTests(RecordingSet set)
{
    private const int ListRefused85Milliseconds = 101724;
    private const int SubmitRefused72Milliseconds = 101725;
    private const int SubmitAccepted = 100073;

    [Test]
    public async Task A_list_waits_as_long_as_the_text_says_and_goes_again()
    {
        RecordedAnswer refused = set.Experiment(ListRefused85Milliseconds).Answer;
        await using Replay replay = Replay.Of([refused, refused, set.Experiment(100024).Answer]);

        var zones = await replay.RunAsync(client => client.Zones.ListZones().GetPageAsync(1, 500));

        Assert.Multiple(() =>
        {
            Assert.That(zones.Items, Has.Count.EqualTo(1));
            Assert.That(replay.Requests, Has.Count.EqualTo(3));
            Assert.That(replay.Clock.Elapsed, Is.EqualTo(TimeSpan.FromMilliseconds(170)));
        });
    }

    [Test]
    public async Task A_refused_submit_goes_again_with_the_same_job_id()
    {
        await using Replay replay = Replay.Of([set.Experiment(SubmitRefused72Milliseconds).Answer, set.Experiment(SubmitAccepted).Answer]);
        var accepted = BodyJson.Content(set.Experiment(SubmitAccepted).Answer)!.Value;

        JobHandle handle = await replay.RunAsync(client => client.Commands.SubmitAsync("createAffinityGroup"));

        Assert.Multiple(() =>
        {
            Assert.That(handle.JobId, Is.EqualTo(BodyJson.Text(accepted, "jobid")));
            Assert.That(handle.ResourceId, Is.EqualTo(BodyJson.Text(accepted, "id")));
            Assert.That(replay.Clock.Elapsed, Is.EqualTo(TimeSpan.FromMilliseconds(72)));
            Assert.That(replay.Requests, Has.Count.EqualTo(2));
            Assert.That(replay.Requests[1]["customjobid"], Is.EqualTo(replay.Requests[0]["customjobid"]));
        });
    }
}
