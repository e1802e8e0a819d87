using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>The waits of a client on a fake server and a manual clock.</summary>
internal sealed class JobOperationsFixture : IAsyncDisposable
{
    public JobOperationsFixture(PollingOptions? polling = null, params IJobCompletionSource[] sources)
    {
        Clock = new ManualTimeProvider();
        Api = new FakeJobApi(Clock);
        Operations = new JobOperations(Api, polling ?? new PollingOptions(), Clock, NullLogger.Instance, sources);
    }

    public ManualTimeProvider Clock { get; }

    public FakeJobApi Api { get; }

    public JobOperations Operations { get; }

    public JobHandle Submit(string id, TimeSpan? duration = null, string? resourceId = null, string? targetId = null)
    {
        if (duration is { } d)
        {
            Api.EndsAt[id] = Api.Now + d;
        }

        return new JobHandle(
            new JobIdentity(id, "startVirtualMachine", resourceId, Clock.GetUtcNow(), "cloud.invalid") { SubmittedTimestamp = Clock.GetTimestamp(), TargetId = targetId },
            Operations);
    }

    public double[] QueryTimes(string id) => [.. Api.Queries.Where(query => query.Id == id).Select(query => query.At.TotalSeconds)];

    public ValueTask DisposeAsync() => Operations.DisposeAsync();
}
