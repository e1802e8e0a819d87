using System.Diagnostics;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>
/// The first poll of a wait can be due at once. Then, too, it carries nothing of the caller that happens to start the loop.
/// </summary>
public class BackgroundTests
{
    private const string JobId = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

    private static readonly AsyncLocal<string?> Ambient = new();

    [Test]
    public async Task A_first_poll_that_is_due_at_once_sees_no_ambient_values(
        [Values("id", "token", "hint before the wait", "late wait")] string kind, [Values] bool isFlowSuppressed)
    {
        List<(string?, bool, bool)> seen = [];
        using Activity activity = new("the caller's");
        await using StubCloud cloud = new(request =>
        {
            if (request.Command != "queryAsyncJobResult")
            {
                return StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}""");
            }

            lock (seen)
            {
                seen.Add((Ambient.Value, Activity.Current?.RootId == activity.RootId, SynchronizationContext.Current is Context));
            }

            return StubHandler.Job(request["jobid"]!, 1);
        });
        JobHandle job = await CreateAsync(cloud, kind);
        activity.Start();
        Ambient.Value = "the caller's";
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context());
        Task<JobResult> wait;
        try
        {
            using AsyncFlowControl? flow = isFlowSuppressed ? ExecutionContext.SuppressFlow() : null;
            wait = job.WaitForCompletionAsync();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            Ambient.Value = null;
            activity.Stop();
        }

        await cloud.Clock.RunUntilAsync(wait);

        Assert.That(seen, Is.EqualTo(new[] { ((string?)null, false, false) }));
    }

    private static async Task<JobHandle> CreateAsync(StubCloud cloud, string kind)
    {
        if (kind == "id")
        {
            return cloud.Client.Jobs.Resume(JobId);
        }

        JobHandle job = await cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));
        switch (kind)
        {
            case "token":
                return cloud.Client.Jobs.Resume(job.ToToken());
            case "late wait":
                await cloud.Clock.RunForAsync(TimeSpan.FromMinutes(1));
                return job;
            default:
                cloud.Client.Jobs.Notify(new JobHint(job.JobId, null));
                return job;
        }
    }

    private sealed class Context : SynchronizationContext;
}
