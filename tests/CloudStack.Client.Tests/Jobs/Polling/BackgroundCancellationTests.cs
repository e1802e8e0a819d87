using System.Runtime.CompilerServices;
using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>
/// Requests are canceled on a thread of the pool, where an exception ends the process. A token reaches handlers of the caller's,
/// and whatever they register on it is the caller's code.
/// </summary>
public class BackgroundCancellationTests
{
    [Test]
    public async Task A_callback_that_throws_ends_neither_the_process_nor_the_other_callbacks()
    {
        using CancellationTokenSource source = new();
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource last = new(TaskCreationOptions.RunContinuationsAsynchronously);
        source.Token.Register(last.SetResult);
        source.Token.Register(static () => throw new InvalidOperationException("a callback of the caller's"));
        source.Token.Register(first.SetResult);

        source.CancelInBackground();

        await Task.WhenAll(first.Task, last.Task);
    }

    [Test]
    public async Task A_source_that_is_disposed_already_is_left_alone()
    {
        CancellationTokenSource source = new();
        source.Dispose();

        source.CancelInBackground();

        await Task.Run(static () => { });
        Assert.That(source.IsCancellationRequested, Is.False);
    }

    [Test]
    public async Task A_wait_that_is_canceled_while_a_handler_misbehaves_ends_like_any_other()
    {
        await using JobOperationsFixture fixture = new();
        TaskCompletionSource<JobSnapshot> hanging = new();
        fixture.Api.OnQuery = (_, _, token) =>
        {
            token.Register(static () => throw new InvalidOperationException("a callback of the caller's"));
            token.Register(() => hanging.TrySetCanceled(token));
            return hanging.Task;
        };
        using CancellationTokenSource cancel = new();
        Task wait = fixture.Submit("a").WaitForCompletionAsync(cancel.Token);
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(2));

        await cancel.CancelAsync();

        await Assert.ThrowsAsync<JobWaitCanceledException>(() => wait);
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(2));
        Assert.That((hanging.Task.IsCanceled, fixture.Clock.ActiveTimers), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task A_client_ends_although_a_source_of_hints_misbehaves()
    {
        JobOperationsFixture fixture = new(null, new MisbehavingSource());
        fixture.Operations.ConnectSources();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(1));

        await fixture.DisposeAsync();

        Assert.That(fixture.Clock.ActiveTimers, Is.Zero);
    }

    private sealed class MisbehavingSource : IJobCompletionSource
    {
        public async IAsyncEnumerable<JobHint> ReadHintsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            cancellationToken.Register(static () => throw new InvalidOperationException("a callback of the source"));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            yield break;
        }
    }
}
