using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests.Scenarios;

/// <summary>A result that doesn't fit into the server's column: the job succeeds, and can never be read again.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class BigResultTests(RecordingSet set)
{
    private const int Submit = 100244;
    private const int Pending = 100245;
    private const int Unreadable = 100249;
    private const int NothingRuns = 100252;

    [Test]
    public async Task The_outcome_is_unknown_once_a_list_does_not_show_the_job()
    {
        Queue<int> first = new([Pending, Pending]);
        await using Replay replay = new(sent => set.Experiment(sent.Command switch
        {
            "stopVirtualMachine" => Submit,
            "listAsyncJobs" => NothingRuns,
            _ => first.TryDequeue(out int pending) ? pending : Unreadable,
        }).Answer);

        PollingOptions polling = new() { InitialDelay = TimeSpan.FromSeconds(1), BackoffFactor = 2, MaxDelay = TimeSpan.FromSeconds(4) };
        JobResult result = await replay.RunAsync(async client => await (await SubmitAsync(client)).WaitForCompletionAsync(new JobWaitOptions { Polling = polling }));

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Unknown));
            Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.ResultUnreadable));
            Assert.That(result.RawStatus, Is.Zero, "the last known status");
            Assert.That(replay.Count("listAsyncJobs"), Is.EqualTo(1));
            Assert.That(replay.Count(JobReplay.Query), Is.EqualTo(5), "two pending, three unreadable");
            Assert.That(() => result.EnsureSuccess(), Throws.TypeOf<JobOutcomeUnknownException>());
        });
    }

    [Test]
    public async Task While_lists_fail_as_well_it_is_a_broken_server_and_no_unknown_job()
    {
        await using Replay replay = new(sent => set.Experiment(sent.Command == "stopVirtualMachine" ? Submit : Unreadable).Answer);

        JobHandle handle = await replay.RunAsync(SubmitAsync);
        CloudStackApiException error = (await Assert.ThrowsAsync<CloudStackApiException>(() => replay.RunAsync(_ => handle.WaitForCompletionAsync())))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.ErrorCode, Is.EqualTo(530));
            Assert.That(error.Job, Is.SameAs(handle));
            Assert.That(replay.Clock.Elapsed, Is.GreaterThanOrEqualTo(replay.Client.Polling.FailureTolerance));
        });
    }

    [Test]
    public async Task While_the_list_still_shows_the_job_the_wait_goes_on_to_its_deadline()
    {
        string jobId = BodyJson.Text(BodyJson.Content(set.Experiment(Submit).Answer)!.Value, "jobid")!;
        RecordedAnswer running = Answers.Json(set.Experiment(Pending).Answer.Text
            .Replace("\"queryasyncjobresultresponse\":{", "\"listasyncjobsresponse\":{\"count\":1,\"asyncjobs\":[{", StringComparison.Ordinal)
            .Replace("}}", "}]}}", StringComparison.Ordinal));
        await using Replay replay = new(sent => sent.Command switch
        {
            "stopVirtualMachine" => set.Experiment(Submit).Answer,
            "listAsyncJobs" => running,
            _ => set.Experiment(Unreadable).Answer,
        });

        JobHandle handle = await replay.RunAsync(SubmitAsync);
        Assert.That(handle.JobId, Is.EqualTo(jobId));
        JobTimeoutException error = (await Assert.ThrowsAsync<JobTimeoutException>(() => replay.RunAsync(_ => handle.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(2) }))))!;

        Assert.That(error.Job, Is.SameAs(handle));
    }

    private static Task<JobHandle> SubmitAsync(CloudStackClient client) => client.Commands.SubmitAsync("stopVirtualMachine");
}
