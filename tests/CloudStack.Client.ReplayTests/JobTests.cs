using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests;

/// <summary>Every recorded job from submit to result, through the untyped API.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class JobTests(RecordingSet set)
{
    [Test]
    public async Task Every_job_ends_as_recorded_with_exactly_the_recorded_polls()
    {
        Problems problems = new();
        SortedDictionary<string, int> counts = [];
        List<string> saidFailure = [];
        foreach (RecordedJob job in set.Jobs.Where(job => !job.IsXml))
        {
            await using Replay replay = JobReplay.Of(job);
            (JobHandle handle, JobResult result) = await replay.RunAsync(async client =>
            {
                JobHandle handle = await client.Commands.SubmitAsync(job.Command, JobReplay.Parameters(job));
                return (handle, await handle.WaitForCompletionAsync());
            });
            new JobOracle(job).Expect(handle, result, problems);
            problems.ExpectEqual(job, "the number of requests", replay.Requests.Count, 1 + job.Polls.Count);
            problems.ExpectEqual(job, "the number of submits", replay.Count(job.Command), 1);
            string ending = $"{result.Outcome} with status {result.RawStatus}";
            counts[ending] = counts.GetValueOrDefault(ending) + 1;
            if (result is { Outcome: JobOutcome.Failed, RawStatus: 1 })
            {
                saidFailure.Add(job.Command);
            }
        }

        problems.AssertNone();
        Assert.Multiple(() =>
        {
            Assert.That(saidFailure, Is.EquivalentTo(new[] { "disableHAForZone", "disableHAForCluster" }));
            Assert.That(counts, Is.EqualTo(set.IsFull ? Full : RecordingChoice.JobEndings));
            Assert.That(set.Jobs, Has.Count.EqualTo(set.IsFull ? 413 : RecordingChoice.Jobs));
        });
    }

    [Test]
    public async Task The_job_that_was_submitted_as_XML_is_a_format_error_and_is_looked_for_once()
    {
        RecordedJob job = set.Jobs.Single(job => job.IsXml);
        await using Replay replay = JobReplay.Of(job);

        ResponseFormatException error = (await Assert.ThrowsAsync<ResponseFormatException>(
            () => replay.RunAsync(client => client.Commands.SubmitAsync(job.Command, JobReplay.Parameters(job)))))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.HttpStatus, Is.EqualTo(200));
            Assert.That(error.Command, Is.EqualTo("rebootVirtualMachine"));
            Assert.That(replay.Requests.Select(request => request.Command), Is.EqualTo(new[] { job.Command, JobReplay.Query }));
        });
    }

    private static readonly SortedDictionary<string, int> Full = new()
    {
        ["Failed with status 1"] = 2,
        ["Failed with status 2"] = 81,
        ["Succeeded with status 1"] = 329,
    };
}
