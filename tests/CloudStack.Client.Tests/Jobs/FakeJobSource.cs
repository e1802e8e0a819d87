using CloudStack.Client.Jobs;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>Jobs that end at given times of a clock, without HTTP.</summary>
internal sealed class FakeJobSource(TimeProvider clock) : IJobSource
{
    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<string, int> _numbers = [];

    public Dictionary<string, TimeSpan> EndsAt { get; } = [];

    public List<(TimeSpan At, string Id)> Queries { get; } = [];

    public List<TimeSpan> Lists { get; } = [];

    /// <summary>Overrides the answer of a query; null lets the job's end decide.</summary>
    public Func<string, int, CancellationToken, Task<JobSnapshot>?>? OnQuery { get; set; }

    public Func<Task<IReadOnlySet<string>?>>? OnList { get; set; }

    public TimeSpan Now => clock.GetElapsedTime(_start);

    public async Task<JobSnapshot> QueryAsync(JobIdentity job, CancellationToken cancellationToken)
    {
        int number;
        lock (Queries)
        {
            Queries.Add((Now, job.Id));
            number = _numbers[job.Id] = _numbers.GetValueOrDefault(job.Id) + 1;
        }

        await Task.Yield();
        if (OnQuery?.Invoke(job.Id, number, cancellationToken) is { } answer)
        {
            return await answer;
        }

        bool done = EndsAt.TryGetValue(job.Id, out TimeSpan end) && Now >= end;
        return Snapshot(job.Id, done ? 1 : 0);
    }

    public async Task<IReadOnlySet<string>?> ListRunningAsync(CancellationToken cancellationToken)
    {
        Lists.Add(Now);
        await Task.Yield();
        return OnList is null ? new HashSet<string>() : await OnList();
    }

    public static JobSnapshot Snapshot(string id, int status) => new()
    {
        JobId = id,
        RawStatus = status,
        Status = status switch { 0 => JobStatus.Pending, 1 => JobStatus.Succeeded, 3 => JobStatus.Cancelled, _ => JobStatus.Failed },
        Error = status > 1 ? new JobError(530, "it failed", ErrorKind.Internal) : null,
    };
}
