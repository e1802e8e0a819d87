using CloudStack.Client.Diagnostics;
using CloudStack.Client.Jobs;

namespace CloudStack.Client.Tests.Diagnostics;

/// <summary>Without a listener, telemetry must not cost anything.</summary>
[NonParallelizable]
public class SilenceTests
{
    private static readonly Metrics Recording = new(new ClientIdentity("cloud.invalid", 443, "tenant-a"));

    private static System.Diagnostics.ActivityContext Span { get; set; }

    [Test]
    public void Nothing_is_allocated_without_a_listener()
    {
        JobIdentity job = new("j", "deployVirtualMachine", ResourceId: null, default, Host: null);
        CloudStackApiException failure = new("listZones", 431, 431, "no");
        Report(job, failure);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Report(job, failure);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(Span, Is.EqualTo(default(System.Diagnostics.ActivityContext)));
    }

    private static void Report(JobIdentity job, Exception failure)
    {
        CallScope scope = CallScope.Begin("listZones", Recording, TimeProvider.System);
        scope.Submitted("j", "r");
        scope.End(attempts: 1, failure);
        Span = scope.Span;
        Tracing.StartWait(job, Recording.Client)?.Dispose();
        Recording.JobEnded(job, JobOutcome.Succeeded, TimeProvider.System);
        Recording.WaitingChanged(1);
        Recording.WaitingChanged(-1);
        Recording.Polled(Metrics.QueryPoll, "listZones");
        Recording.Listed();
        Recording.EndNoticed("listZones", TimeSpan.FromSeconds(1));
        Recording.Retried("listZones", failure);
    }
}
