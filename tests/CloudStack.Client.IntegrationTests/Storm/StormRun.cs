using System.Collections.Concurrent;
using CloudStack.Client.Apis;
using CloudStack.Client.Commands;
using CloudStack.Client.Generation;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Storm;

/// <summary>
/// What a careful program does in a storm: it submits each command until it knows the outcome, and repeats an ambiguous one only
/// with the same id.
/// </summary>
internal sealed class StormRun(SimulatorEngine engine, ICloudStackClient client)
{
    private const int Concurrency = 250;
    private const int Zones = 50;

    private readonly CloudParts _parts = new(engine);
    private readonly string[] _tagged = [.. Enumerable.Range(0, Zones).Select(i => engine.AddZone($"tagged-{i}"))];
    private readonly IVirtualMachinesApi _machines = client.VirtualMachines;
    private readonly IResourceTagsApi _tags = client.ResourceTags;
    private int _ambiguous;
    private int _repeated;

    /// <summary>How each command ended for its caller.</summary>
    public ConcurrentDictionary<string, JobResult> Results { get; } = new();

    /// <summary>What no caller should have to see.</summary>
    public ConcurrentQueue<string> Surprises { get; } = new();

    public int Ambiguous => _ambiguous;

    public int Repeated => _repeated;

    public async Task RunAsync(IReadOnlyList<StormJob> deployments, IReadOnlyList<StormJob> tags) =>
        await Task.WhenAll(RunAsync(deployments, DeployAsync), RunAsync(tags, TagAsync));

    private Task<JobHandle<VirtualMachine>> DeployAsync(StormJob job, CancellationToken cancellationToken)
    {
        DeployVirtualMachineRequest request = new()
        {
            ZoneId = _parts.ZoneId,
            ServiceOfferingId = _parts.OfferingId,
            TemplateId = _parts.TemplateId,
            Name = job.Marker,
            CustomJobId = job.JobId,
        };
        return _machines.DeployVirtualMachineAsync(request, cancellationToken);
    }

    private Task<JobHandle<SuccessResult>> TagAsync(StormJob job, CancellationToken cancellationToken) => _tags.CreateTagsAsync(
        new()
        {
            ResourceIds = [_tagged[(uint)job.Marker.GetHashCode(StringComparison.Ordinal) % Zones]],
            ResourceType = "Zone",
            Tags = new Dictionary<string, string> { [job.Marker] = job.Marker },
            CustomJobId = job.JobId,
        },
        cancellationToken);

    private async Task RunAsync<T>(IReadOnlyList<StormJob> work, Func<StormJob, CancellationToken, Task<JobHandle<T>>> submit)
        where T : class, ICloudStackModel<T>
    {
        JobBatch<StormJob, T> batch = client.Jobs.StartBatch(
            work,
            (job, cancellationToken) => InsistAsync(job, submit, cancellationToken),
            new JobBatchOptions { MaxConcurrency = Concurrency, Polling = new PollingOptions { Timeout = TimeSpan.FromHours(12) } });
        await foreach (JobBatchItem<StormJob, T> item in batch)
        {
            if (item.Result is not { } result || !Results.TryAdd(item.Input.Marker, result))
            {
                Surprises.Enqueue($"{item.Input.Marker}: {item.Exception}");
            }
        }
    }

    private async Task<JobHandle<T>> InsistAsync<T>(StormJob job, Func<StormJob, CancellationToken, Task<JobHandle<T>>> submit, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T>
    {
        while (true)
        {
            try
            {
                JobHandle<T> handle = await submit(job, cancellationToken);
                if (job.IsPurged)
                {
                    engine.PurgeJob(handle.JobId!);
                }

                return handle;
            }
            catch (AmbiguousSubmissionException e)
            {
                Interlocked.Increment(ref _ambiguous);
                job.JobId = e.Token!.Value.JobId;
            }
            catch (Exception e) when (e is CloudStackTransportException or CloudStackApiException { ErrorCode: 530 or 503 }
                || (e is ResponseFormatException && job.JobId is not null))
            {
                // Refused, and certainly not executed: the client has checked. Or, with an id that was sent before, it couldn't
                // even check, because the storm disrupted its queries for a whole minute; then it has sent nothing.
                Interlocked.Increment(ref _repeated);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), engine.Clock, cancellationToken);
        }
    }
}
