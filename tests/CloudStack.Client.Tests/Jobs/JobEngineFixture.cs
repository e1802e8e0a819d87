using CloudStack.Client.Jobs;
using CloudStack.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>An engine on a fake source and a manual clock.</summary>
internal sealed class JobEngineFixture : IAsyncDisposable
{
    public JobEngineFixture(PollingOptions? polling = null, params IJobCompletionSource[] sources)
    {
        Clock = new ManualTimeProvider();
        Source = new FakeJobSource(Clock);
        Engine = new JobEngine(Source, polling ?? new PollingOptions(), Clock, NullLogger.Instance, sources);
    }

    public ManualTimeProvider Clock { get; }

    public FakeJobSource Source { get; }

    public JobEngine Engine { get; }

    public JobHandle Submit(string id, TimeSpan? duration = null, string? resourceId = null, string? targetId = null)
    {
        if (duration is { } d)
        {
            Source.EndsAt[id] = Source.Now + d;
        }

        return new JobHandle(
            new JobIdentity(id, "startVirtualMachine", resourceId, Clock.GetUtcNow(), "cloud.invalid") { SubmittedTimestamp = Clock.GetTimestamp(), TargetId = targetId },
            Engine);
    }

    public double[] QueryTimes(string id) => [.. Source.Queries.Where(query => query.Id == id).Select(query => query.At.TotalSeconds)];

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
