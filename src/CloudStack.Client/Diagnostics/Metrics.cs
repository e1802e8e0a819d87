using System.Diagnostics;
using System.Diagnostics.Metrics;
using CloudStack.Client.Jobs;

namespace CloudStack.Client.Diagnostics;

/// <summary>
/// The instruments, and the values that one client records with them. The first instrument follows OpenTelemetry's conventions; the
/// others are our own. Each measurement names its server and client.
/// </summary>
/// <param name="client">The client.</param>
internal sealed class Metrics(ClientIdentity client)
{
    private const string ListPoll = "list";
    public const string QueryPoll = "query";
    public const string HintPoll = "hint";

    private static readonly Meter Meter = new(CloudStackTelemetry.MeterName, Version);

    private static readonly Histogram<double> CallDuration = Meter.CreateHistogram(
        "rpc.client.call.duration",
        "s",
        "Duration of calls, including retries.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 300] });

    private static readonly Histogram<double> JobDuration = Meter.CreateHistogram(
        "cloudstack.client.job.duration",
        "s",
        "Duration of jobs, from submission until a wait knows their outcome.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200] });

    private static readonly UpDownCounter<long> JobsWaiting = Meter.CreateUpDownCounter<long>(
        "cloudstack.client.jobs.waiting", "{job}", "Number of jobs that callers are waiting for.");

    private static readonly Counter<long> Polls = Meter.CreateCounter<long>(
        "cloudstack.client.polls", "{poll}", "Number of requests that query the state of jobs for waits.");

    private static readonly Histogram<double> JobLateness = Meter.CreateHistogram(
        "cloudstack.client.job.lateness",
        "s",
        "Delay until waits notice the end of a job, if the client can tell. The end is taken to be a hint, or halfway between two polls.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "cloudstack.client.retries", "{retry}", "Number of retries of failed requests.");

    /// <summary>The version of the assembly, for the sources of both signals.</summary>
    public static string Version { get; } = typeof(Metrics).Assembly.GetName().Version!.ToString(3);

    /// <summary>Whether calls must be timed.</summary>
    public static bool TimesCalls => CallDuration.Enabled;

    /// <summary>The client that records.</summary>
    public ClientIdentity Client { get; } = client;

    public void CallEnded(string command, TimeSpan duration, Exception? failure)
    {
        if (CallDuration.Enabled)
        {
            TagList tags = OwnTags();
            tags.Add(Tags.System, Tags.SystemName);
            tags.Add(Tags.Method, command);
            if (failure is not null)
            {
                tags.Add(Tags.ErrorType, Tags.ErrorTypeOf(failure));
            }

            CallDuration.Record(duration.TotalSeconds, tags);
        }
    }

    public void JobEnded(JobIdentity job, JobOutcome outcome, TimeProvider timeProvider)
    {
        if (JobDuration.Enabled)
        {
            TimeSpan duration = job.SubmittedTimestamp is { } submitted ? timeProvider.GetElapsedTime(submitted) : timeProvider.GetUtcNow() - job.SubmittedAt;
            TagList tags = OwnTags();
            tags.Add(Tags.Method, job.Command);
            tags.Add(Tags.JobOutcome, Tags.OutcomeName(outcome));
            JobDuration.Record(Math.Max(0, duration.TotalSeconds), tags);
        }
    }

    /// <param name="change">By how many the number of jobs that callers wait for has risen; negative if it has fallen.</param>
    public void WaitingChanged(int change) => JobsWaiting.Add(change, OwnTags());

    /// <summary>A job was queried individually.</summary>
    public void Polled(string kind, string command)
    {
        if (Polls.Enabled)
        {
            TagList tags = OwnTags();
            tags.Add(Tags.PollKind, kind);
            tags.Add(Tags.Method, command);
            Polls.Add(1, tags);
        }
    }

    /// <summary>A list was requested, for the jobs of all commands.</summary>
    public void Listed()
    {
        if (Polls.Enabled)
        {
            TagList tags = OwnTags();
            tags.Add(Tags.PollKind, ListPoll);
            Polls.Add(1, tags);
        }
    }

    /// <summary>The end of a job was noticed with this delay.</summary>
    public void EndNoticed(string command, TimeSpan lateness)
    {
        if (JobLateness.Enabled)
        {
            TagList tags = OwnTags();
            tags.Add(Tags.Method, command);
            JobLateness.Record(lateness.TotalSeconds, tags);
        }
    }

    public void Retried(string command, Exception failure)
    {
        if (Retries.Enabled)
        {
            TagList tags = OwnTags();
            tags.Add(Tags.Method, command);
            tags.Add(Tags.ErrorType, Tags.ErrorTypeOf(failure));
            Retries.Add(1, tags);
        }
    }

    /// <summary>The tags of every measurement. A list of up to eight tags needs no allocation.</summary>
    private TagList OwnTags()
    {
        TagList tags = new() { { Tags.ServerAddress, Client.Host } };
        if (Client.Name is { } name)
        {
            tags.Add(Tags.ClientName, name);
        }

        return tags;
    }
}
