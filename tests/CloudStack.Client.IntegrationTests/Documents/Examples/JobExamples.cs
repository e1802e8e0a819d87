using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about one job: its handle, its result, and what can end a wait early.</summary>
internal static class JobExamples
{
    public static async Task<VirtualMachine?> HandleAndResultAsync(ICloudStackClient client, DeployVirtualMachineRequest request, CancellationToken cancellationToken)
    {
        // README: handle and result
        JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(request, cancellationToken);
        Console.WriteLine($"job {job.JobId} creates machine {job.ResourceId}");

        JobResult<VirtualMachine> result = await job.WaitForCompletionAsync(cancellationToken);
        Console.WriteLine(result switch
        {
            { Value: { } machine } => $"{machine.Name} is {machine.State}, after {result.Polls} polls",
            { Error: { } error } => $"failed: {error.Kind}, {error.ErrorCode}, {error.Text}",
            _ => $"the outcome is unknown: {result.UnknownReason}",
        });
        // README: end

        return result.Value;
    }

    public static async Task<JobResult<VirtualMachine>?> DeadlineAsync(JobHandle<VirtualMachine> job, CancellationToken cancellationToken)
    {
        // README: deadline
        try
        {
            return await job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(10) }, cancellationToken);
        }
        catch (JobTimeoutException e)
        {
            Console.WriteLine($"{e.Job} still runs after {e.Elapsed}; wait again with the handle, or store {e.Job!.ToToken()}");
        }
        catch (JobWaitCanceledException e)
        {
            Console.WriteLine($"stopped waiting for {e.Job}, which still runs");
        }
        // README: end

        return null;
    }

    public static async Task<JobResult> SparinglyAsync(ICloudStackClient client, JobHandle job)
    {
        // README: request cost
        JobResult result = await job.WaitForCompletionAsync(new JobWaitOptions { Polling = client.Polling with { RequestCost = TimeSpan.FromSeconds(0.4) } });
        // README: end

        return result;
    }

    public static async Task<VirtualMachine> ProgressAsync(ICloudStackClient client, JobHandle<VirtualMachine> job, IProgress<JobProgress> progress)
    {
        // README: polling
        PollingOptions polling = client.Polling with { MaxDelay = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromMinutes(10) };
        VirtualMachine machine = await job.WaitForResultAsync(new JobWaitOptions { Polling = polling, Progress = progress });
        // README: end

        return machine;
    }

    public static async Task<JobHandle<VirtualMachine>?> CatchAsync(ICloudStackClient client, DeployVirtualMachineRequest request)
    {
        // README: errors
        try
        {
            return await client.VirtualMachines.DeployVirtualMachineAsync(request);
        }
        catch (CloudStackApiException e) when (e.Kind is ErrorKind.Capacity or ErrorKind.ServerUnavailable)
        {
            Console.WriteLine($"later: {e.Message}");
        }
        catch (AmbiguousSubmissionException e) when (e.Token is { } token)
        {
            Console.WriteLine($"maybe: {(await client.Jobs.Resume(token).QueryAsync()).Status}");
        }
        // README: end

        return null;
    }
}
