using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>After the end of a wait, nothing is reported to its listener any more.</summary>
public class JobPollerProgressTests
{
    // Everything that the tests wait for on other threads happens immediately; if it doesn't, a test fails instead of hanging.
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_list_reports_nothing_about_a_job_that_has_ended_since([Values("succeeded", "canceled")] string end)
    {
        await using JobOperationsFixture fixture = new();
        using CancellationTokenSource giveUp = new();
        List<JobStatus> reported = [];
        Task<JobResult>? late = null;
        bool hasEnded = false;
        Listener slow = new(_ =>
        {
            // While this listener handles what the list says about its job, the other job ends.
            if (!hasEnded)
            {
                hasEnded = true;
                End();
                Assert.That(SpinWait.SpinUntil(() => late!.IsCompleted, HangGuard));
            }
        });
        Listener ended = new(step => reported.Add(step.Status));
        Task<JobResult> first = fixture.Submit("slow", 20 * Second).WaitForCompletionAsync(new JobWaitOptions { Progress = slow });
        late = fixture.Submit("late", 20 * Second).WaitForCompletionAsync(new JobWaitOptions { Progress = ended }, giveUp.Token);
        Task[] others = [first, .. Enumerable.Range(0, 5).Select(i => fixture.Submit($"job-{i}", 20 * Second).WaitForCompletionAsync())];
        TaskCompletionSource<RunningJobs> list = new();
        fixture.Api.OnList = _ => list.Task;
        await fixture.Clock.RunForAsync(Second);
        fixture.Api.OnList = null;

        // The listeners run on this thread, because a blocked thread of the pool could hold up what they wait for.
        TaskCompletionSource reportedAll = new();
        new Thread(() =>
        {
            list.SetResult(FakeJobApi.Listing([.. fixture.Api.EndsAt.Keys]));
            reportedAll.SetResult();
        }).Start();
        await reportedAll.Task;

        Assert.That(late.IsCompleted);
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(others));
        Assert.That(reported, Is.EqualTo(end == "succeeded" ? new[] { JobStatus.Succeeded } : []));

        void End()
        {
            if (end == "succeeded")
            {
                fixture.Api.EndsAt["late"] = fixture.Api.Now;
                fixture.Operations.Poller.Notify(new JobHint("late", null));
            }
            else
            {
                giveUp.Cancel();
            }
        }
    }

    [Test]
    public void A_wait_that_is_over_reports_nothing([Values("completed", "failed", "left", "reported")] string end)
    {
        List<JobStatus> reported = [];
        JobWaiter waiter = new(new PollingOptions(), new Listener(step => reported.Add(step.Status)), TimeProvider.System);
        waiter.Report(JobStatus.Pending, null);
        switch (end)
        {
            case "completed":
                waiter.Complete(new JobCompletion(JobOutcome.Succeeded));
                break;
            case "failed":
                waiter.Fail(new InvalidOperationException("no"));
                Assert.That(waiter.Task.Exception, Is.Not.Null);
                break;
            case "left":
                waiter.Leave();
                break;
            default:
                waiter.Report(JobStatus.Succeeded, null);
                reported.Remove(JobStatus.Succeeded);
                break;
        }

        waiter.Report(JobStatus.Pending, null);

        Assert.That(reported, Is.EqualTo(new[] { JobStatus.Pending }));
    }

    private sealed class Listener(Action<JobProgress> report) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => report(value);
    }
}
