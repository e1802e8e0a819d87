using CloudStack.Client.Diagnostics;
using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>
/// The waits of a client on a fake server and a manual clock. Polls are sent after 1, 3, 7, 11 … seconds unless a test changes
/// that, so that tests that aren't about the schedule can use exact times.
/// </summary>
internal sealed class JobOperationsFixture : IAsyncDisposable
{
    public JobOperationsFixture(PollingOptions? polling = null, params IJobCompletionSource[] sources)
    {
        Clock = new ManualTimeProvider();
        Api = new FakeJobApi(Clock);
        Operations = new JobOperations(Api, polling ?? Doubling, new Metrics(new ClientIdentity("cloud.invalid", 443, Name: null)), Clock, NullLogger.Instance, sources);
    }

    /// <summary>Delays of 1, 2, 4, 4, 4 … seconds.</summary>
    public static PollingOptions Doubling { get; } = new()
    {
        InitialDelay = TimeSpan.FromSeconds(1),
        BackoffFactor = 2,
        MaxDelay = TimeSpan.FromSeconds(4),
    };

    public ManualTimeProvider Clock { get; }

    public FakeJobApi Api { get; }

    public JobOperations Operations { get; }

    public PollingOptions Polling => Operations.Polling;

    public JobHandle Submit(string id, TimeSpan? duration = null, string? resourceId = null, string? targetId = null, string command = "startVirtualMachine")
    {
        if (duration is { } d)
        {
            Api.EndsAt[id] = Api.Now + d;
        }

        return new JobHandle(
            new JobIdentity(id, command, resourceId, Clock.GetUtcNow(), "cloud.invalid")
            {
                SubmittedTimestamp = Clock.GetTimestamp(),
                SentTimestamp = Clock.GetTimestamp(),
                TargetId = targetId,
            },
            Operations);
    }

    public double[] QueryTimes(string id) => [.. Api.Queries.Where(query => query.Id == id).Select(query => query.At.TotalSeconds)];

    public ValueTask DisposeAsync() => Operations.DisposeAsync();
}
