using CloudStack.Client.Models;
using CloudStack.Client.Pipeline;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>
/// A wait that fails at the same moment at which its deadline passes or its token fires: after the wait was ended, and before its
/// caller continues. The caller gets the exception of the deadline or the token, with the handle.
/// </summary>
public class SimultaneousEndTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly AsyncLocal<Action?> _beforeContinuing = new(static change =>
    {
        if (change is { ThreadContextChanged: true, CurrentValue: { } action })
        {
            action();
        }
    });

    [Test]
    public async Task A_deadline_that_passes_as_the_wait_fails_is_told_with_the_handle()
    {
        JobOperationsFixture fixture = new();
        JobHandle job = fixture.Submit("a");
        Task wait = Start(
            () => job.WaitForCompletionAsync(new JobWaitOptions { Timeout = 5 * Second }),
            () => fixture.Clock.Elapsed == 5 * Second,
            () => _ = fixture.DisposeAsync().AsTask());
        await fixture.Clock.RunForAsync(6 * Second);

        JobTimeoutException e = (await Assert.ThrowsAsync<JobTimeoutException>(() => wait))!;

        Assert.That((e.Job, e.Elapsed), Is.EqualTo((job, 5 * Second)));
    }

    [Test]
    public async Task A_token_that_fires_as_the_wait_fails_is_told_with_the_handle()
    {
        JobOperationsFixture fixture = new();
        using CancellationTokenSource cancel = new();
        JobHandle job = fixture.Submit("a");
        Task wait = Start(
            () => job.WaitForCompletionAsync(cancel.Token),
            () => cancel.IsCancellationRequested,
            () => _ = fixture.DisposeAsync().AsTask());
        await fixture.Clock.RunForAsync(2 * Second);
        await cancel.CancelAsync();

        JobWaitCanceledException e = (await Assert.ThrowsAsync<JobWaitCanceledException>(() => wait))!;

        Assert.That((e.Job, e.CancellationToken), Is.EqualTo((job, cancel.Token)));
    }

    /// <summary>The listener's own exceptions look like those of the deadline and of the token.</summary>
    [Test]
    public async Task What_the_listener_throws_is_not_taken_for_the_deadline_or_the_token([Values] bool timeout)
    {
        await using JobOperationsFixture fixture = new();
        using CancellationTokenSource cancel = new();
        Exception own = timeout ? new TimeoutException("the listener's own") : new OperationCanceledException("the listener's own", cancel.Token);
        Task wait = fixture.Submit("a").WaitForCompletionAsync(new JobWaitOptions { Progress = new Listener(own) }, cancel.Token);
        await fixture.Clock.RunForAsync(2 * Second);

        Assert.That(await Assert.CatchAsync(() => wait), Is.SameAs(own));
    }

    [Test]
    public async Task A_deadline_of_a_query_that_passes_as_the_query_fails_is_told_as_a_deadline()
    {
        ManualTimeProvider clock = new();
        FailingSource source = new(clock);
        Task wait = Start(
            () => new PagedQuery<Template>(source).WaitUntilAsync(static _ => true, new JobWaitOptions { Timeout = 5 * Second }),
            () => clock.Elapsed == 5 * Second,
            source.Fail);
        await clock.RunForAsync(6 * Second);

        await Assert.ThrowsAsync<WaitTimeoutException>(() => wait);
    }

    /// <summary>Starts a wait. Before the code behind its first await continues after the condition is met, the action runs.</summary>
    private Task Start(Func<Task> start, Func<bool> condition, Action action)
    {
        int runs = 0;
        _beforeContinuing.Value = () =>
        {
            if (condition() && Interlocked.Exchange(ref runs, 1) == 0)
            {
                action();
            }
        };
        try
        {
            return start();
        }
        finally
        {
            _beforeContinuing.Value = null;
        }
    }

    private sealed class FailingSource(TimeProvider timeProvider) : IPageSource<Template>
    {
        private readonly TaskCompletionSource<FetchedPage<Template>> _end = new();

        public int PageSize => 500;

        public PollingOptions Polling => new();

        public TimeProvider TimeProvider => timeProvider;

        public void Fail() => _end.TrySetException(new InvalidOperationException("a handler of the caller's"));

        public Task<FetchedPage<Template>> FetchAsync(int page, int pageSize, bool withRows, CancellationToken cancellationToken) => _end.Task;

        public IPageSource<Template>? FilteredBy(string name) => null;
    }

    private sealed class Listener(Exception failure) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => throw failure;
    }
}
