using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>Replays one recorded job: the submit, then its polls in order. Any further request fails the test.</summary>
internal static class JobReplay
{
    public const string Query = "queryAsyncJobResult";

    public static Replay Of(RecordedJob job)
    {
        Queue<RecordedExchange> polls = new(job.Polls);
        return new Replay(sent =>
        {
            if (sent.Command == job.Command)
            {
                return job.Submit.Answer;
            }

            return sent.Command == Query && polls.TryDequeue(out RecordedExchange? poll)
                ? poll.Answer
                : throw new AssertionException($"{sent.Command} was sent after all {job.Polls.Count} recorded polls.");
        });
    }

    /// <summary>The caller's parameters without a job id: with one, the client would look up the job first.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parameters(RecordedJob job) =>
        job.Submit.Parameters.Where(pair => !pair.Key.Equals("customjobid", StringComparison.OrdinalIgnoreCase));
}
