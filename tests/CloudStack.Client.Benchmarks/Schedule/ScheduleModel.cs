using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Benchmarks.Schedule;

/// <summary>
/// The client's schedule for jobs of known durations, without a clock: each is polled alone. The client has the response to the
/// submit a given time after the job began; a poll reaches the server after half of the round trip.
/// </summary>
/// <param name="options">The options of the waits.</param>
/// <param name="answer">When the submit is answered, in seconds after the job's beginning.</param>
/// <param name="roundTrip">The round-trip time of a poll in seconds.</param>
internal sealed class ScheduleModel(PollingOptions options, double answer, double roundTrip)
{
    private readonly DurationHistory _history = new();

    /// <summary>Runs all jobs once, in sequence, with what is known from earlier jobs.</summary>
    public ToldJob[] Run(IReadOnlyList<RecordedJob> jobs)
    {
        ToldJob[] told = new ToldJob[jobs.Count];
        for (int i = 0; i < told.Length; i++)
        {
            told[i] = Run(jobs[i]);
        }

        return told;
    }

    private ToldJob Run(RecordedJob job)
    {
        CommandDurations durations = _history.Of(job.Command);
        double at = answer, running = 0, seen;
        for (int polls = 0; ; polls++)
        {
            seen = at + PollSchedule.NextDelay(options, durations, polls, TimeSpan.FromSeconds(at - answer)).TotalSeconds + (roundTrip / 2);
            if (seen >= job.Seconds)
            {
                durations.Add(TimeSpan.FromSeconds(Math.Max(0, ((running + seen) / 2) - answer)));
                return new ToldJob(job.Command, job.Seconds, polls + 1, seen + (roundTrip / 2) - job.Seconds);
            }

            running = seen;
            at = seen + (roundTrip / 2);
        }
    }
}
