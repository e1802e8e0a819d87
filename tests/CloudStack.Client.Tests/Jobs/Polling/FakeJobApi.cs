using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Jobs that end at given times of a clock, without HTTP.</summary>
internal sealed class FakeJobApi(TimeProvider clock) : IJobApi
{
    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<string, int> _numbers = [];

    // Written by submits on any thread.
    public System.Collections.Concurrent.ConcurrentDictionary<string, TimeSpan> EndsAt { get; } = new();

    public List<(TimeSpan At, string Id)> Queries { get; } = [];

    public List<TimeSpan> Lists { get; } = [];

    /// <summary>Overrides the response to a query; null uses the job's end.</summary>
    public Func<string, int, CancellationToken, Task<JobSnapshot>?>? OnQuery { get; set; }

    /// <summary>Overrides the response to a list; null lists the jobs that haven't ended.</summary>
    public Func<JobListScope, Task<RunningJobs>>? OnList { get; set; }

    /// <summary>Returns the management servers; refuses the request unless set.</summary>
    public Func<Task<IReadOnlyList<ServerState>?>> OnServers { get; set; } = static () => Task.FromResult<IReadOnlyList<ServerState>?>(null);

    public List<JobListScope> Scopes { get; } = [];

    /// <summary>The token that cancels the latest list request.</summary>
    public CancellationToken ListToken { get; private set; }

    /// <summary>The token that cancels the latest request for the management servers.</summary>
    public CancellationToken ServersToken { get; private set; }

    /// <summary>How long the latest request for the management servers may take.</summary>
    public TimeSpan ServersLimit { get; private set; }

    public TimeSpan Now => clock.GetElapsedTime(_start);

    public async Task<JobSnapshot> QueryAsync(JobIdentity job, PollLimit? limit, CancellationToken cancellationToken)
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

    public async Task<RunningJobs> ListAsync(JobListScope scope, int maxJobs, PollLimit limit, CancellationToken cancellationToken)
    {
        lock (Queries)
        {
            Lists.Add(Now);
            Scopes.Add(scope);
            ListToken = cancellationToken;
        }

        await Task.Yield();
        return OnList is null ? Listing([.. EndsAt.Where(job => job.Value > Now).Select(job => job.Key)]) : await OnList(scope);
    }

    public Task<IReadOnlyList<ServerState>?> ListServersAsync(PollLimit limit, CancellationToken cancellationToken)
    {
        ServersToken = cancellationToken;
        ServersLimit = limit.Value;
        return OnServers();
    }

    public static RunningJobs Listing(params string[] running) =>
        new(running.ToDictionary(id => id, id => Snapshot(id, 0)), IsComplete: true, IsAllowed: true) { TotalCount = running.Length };

    public static JobSnapshot Snapshot(string id, int status) => new()
    {
        JobId = id,
        RawStatus = status,
        Status = status switch { 0 => JobStatus.Pending, 1 => JobStatus.Succeeded, 3 => JobStatus.Canceled, _ => JobStatus.Failed },
        Error = status > 1 ? new JobError(530, "it failed", ErrorKind.Internal) : null,
    };
}
