using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;
using CloudStack.Client.Transport;

namespace CloudStack.Client.Tests.Diagnostics;

/// <summary>Where nobody listens, telemetry must not cost anything.</summary>
[NonParallelizable]
public class SilenceTests
{
    private static readonly Uri Endpoint = new("http://cloud.invalid/client/api");

    [Test]
    public void Nothing_is_allocated_without_a_listener()
    {
        CommandCall call = new(new CommandDescriptor("listZones", CommandKind.Read), new ParameterList());
        JobIdentity job = new("j", "deployVirtualMachine", ResourceId: null, default, Host: null);
        SubmitAnswer answer = new("j", "r", Content: null);
        CloudStackApiException failure = new("listZones", 431, 431, "no");
        Report(call, job, answer, failure);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Report(call, job, answer, failure);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(call.SpanContext, Is.EqualTo(default(System.Diagnostics.ActivityContext)));
    }

    private static void Report(CommandCall call, JobIdentity job, SubmitAnswer answer, Exception failure)
    {
        CallScope scope = CallScope.Begin(call, Endpoint, TimeProvider.System);
        scope.Submitted(answer);
        scope.End(failure);
        Tracing.StartWait(job)?.Dispose();
        Metrics.JobEnded(job, JobOutcome.Succeeded, TimeProvider.System);
        Metrics.WaitingChanged(1);
        Metrics.WaitingChanged(-1);
        Metrics.Polled(Metrics.QueryPoll);
        Metrics.Retried("listZones", failure);
    }
}
