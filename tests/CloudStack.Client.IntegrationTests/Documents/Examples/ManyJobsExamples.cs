using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about many jobs at once.</summary>
internal static class ManyJobsExamples
{
    public static async Task<int> TogetherAsync(IReadOnlyList<JobHandle<VirtualMachine>> jobs, CancellationToken cancellationToken)
    {
        int failed = 0;

        // README: many jobs
        await foreach (Task<JobResult<VirtualMachine>> ended in jobs.WhenEach(cancellationToken))
        {
            JobResult<VirtualMachine> result = await ended;
            Console.WriteLine($"{result.Job.ResourceId}: {result.Outcome}");
        }

        IReadOnlyList<JobResult<VirtualMachine>> all = await jobs.WhenAllAsync(cancellationToken);
        // README: end

        failed += all.Count(result => result.Outcome == JobOutcome.Failed);
        return failed;
    }

    public static async Task<JobBatchSummary> BatchAsync(
        ICloudStackClient client, IReadOnlyList<string> names, Func<string, DeployVirtualMachineRequest> toRequest, CancellationToken cancellationToken)
    {
        // README: batch
        JobBatch<string, VirtualMachine> batch = client.Jobs.StartBatch(
            names,
            (name, token) => client.VirtualMachines.DeployVirtualMachineAsync(toRequest(name), token),
            new JobBatchOptions { MaxConcurrency = 20 },
            cancellationToken);

        await foreach (JobBatchItem<string, VirtualMachine> item in batch)
        {
            Console.WriteLine($"{item.Input}: {item.Result?.Outcome.ToString() ?? item.Exception!.Message}");
        }

        JobBatchSummary summary = await batch.Completion;
        Console.WriteLine($"{summary.Succeeded} of {summary.Total}; {batch.Started.Count} jobs exist");
        // README: end

        return summary;
    }
}
