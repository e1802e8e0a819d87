using System.Globalization;

namespace CloudStack.Client.Benchmarks.Schedule;

/// <summary>What the schedule cost, and how late it reported.</summary>
internal sealed record ScheduleReport(int Jobs, double PollsPerJob, double MeanLateSeconds, double P95LateSeconds)
{
    public static ScheduleReport Of(IReadOnlyCollection<ToldJob> told)
    {
        double[] late = [.. told.Select(static job => job.Late).Order()];
        return late.Length == 0
            ? new ScheduleReport(0, 0, 0, 0)
            : new ScheduleReport(late.Length, told.Average(static job => job.Polls), late.Average(), late[Math.Min(late.Length - 1, (int)(late.Length * 0.95))]);
    }

    public string ToJson() => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"jobs":{{Jobs}},"pollsPerJob":{{PollsPerJob:0.####}},"meanLateSeconds":{{MeanLateSeconds:0.####}},"p95LateSeconds":{{P95LateSeconds:0.####}}}""");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Jobs} jobs: {PollsPerJob:F2} polls per job, reported {MeanLateSeconds:F3} s late on average, {P95LateSeconds:F3} s for 95 of 100");
}
