using CloudStack.Client.Tests.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>
/// Waits for the handles of a sequence. The sequence is the caller's code: if it fails halfway, no wait may be left behind that
/// nobody can end. And a wait that the caller's token ended has to say so, whatever the loop uses inside.
/// </summary>
public class HandleSequenceTests
{
    [Test]
    public async Task A_sequence_that_fails_halfway_leaves_no_wait_behind([Values] bool each, [Values(0, 1, 3)] int before)
    {
        await using JobOperationsFixture fixture = new();
        IEnumerable<JobHandle<SuccessResult>> jobs = Enumerable.Range(0, 5).Select(i => i < before
            ? fixture.Submit($"job-{i}").As<SuccessResult>()
            : throw new ArgumentException("the token is of another host"));

        ArgumentException e = (await Assert.ThrowsAsync<ArgumentException>(() => WaitAsync(jobs, each)))!;
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(10));

        Assert.That(e.Message, Is.EqualTo("the token is of another host"));
        Assert.That((fixture.Api.Queries.Count, fixture.Clock.ActiveTimers), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_sequence_with_a_gap_starts_no_wait([Values] bool each)
    {
        await using JobOperationsFixture fixture = new();
        JobHandle<SuccessResult>[] jobs = [fixture.Submit("a").As<SuccessResult>(), null!, fixture.Submit("b").As<SuccessResult>()];

        ArgumentException e = (await Assert.ThrowsAsync<ArgumentException>(() => WaitAsync(jobs, each)))!;
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(10));

        Assert.That((e.ParamName, fixture.Clock.ActiveTimers, fixture.Api.Queries.Count), Is.EqualTo(("jobs", 0, 0)));
    }

    [Test]
    public async Task A_sequence_is_enumerated_once_for_each_wait([Values] bool each)
    {
        await using JobOperationsFixture fixture = new();
        int enumerated = 0;
        IEnumerable<JobHandle<SuccessResult>> jobs = Enumerable.Range(0, 3).Select(i =>
        {
            enumerated++;
            return fixture.Submit($"job-{i}", TimeSpan.FromSeconds(1)).As<SuccessResult>();
        });

        await fixture.Clock.RunUntilAsync(() => WaitAsync(jobs, each));

        Assert.That(enumerated, Is.EqualTo(3));
    }

    [Test]
    public async Task Each_wait_that_the_token_ends_names_the_callers_token([Values] bool running)
    {
        await using JobOperationsFixture fixture = new();
        using CancellationTokenSource cancel = new();
        JobHandle<SuccessResult>[] jobs = [fixture.Submit("a").As<SuccessResult>(), fixture.Submit("b").As<SuccessResult>(), JobHandle<SuccessResult>.Pending(timeProvider: fixture.Clock)];
        if (!running)
        {
            await cancel.CancelAsync();
        }

        List<JobWaitCanceledException> ended = [];
        Task loop = LoopAsync();
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(5));
        await cancel.CancelAsync();
        await fixture.Clock.RunUntilAsync(loop);

        Assert.That(ended.Select(e => e.CancellationToken), Is.EqualTo(new[] { cancel.Token, cancel.Token, cancel.Token }));
        Assert.That(ended.Select(e => e.Job), Is.EquivalentTo(jobs));

        async Task LoopAsync()
        {
            await foreach (Task<JobResult<SuccessResult>> wait in jobs.WhenEach(cancel.Token))
            {
                try
                {
                    await wait;
                }
                catch (JobWaitCanceledException e)
                {
                    Assert.That(wait.IsCanceled);
                    ended.Add(e);
                }
            }
        }
    }

    private static async Task WaitAsync(IEnumerable<JobHandle<SuccessResult>> jobs, bool each)
    {
        if (!each)
        {
            await jobs.WhenAllAsync();
            return;
        }

        await foreach (Task<JobResult<SuccessResult>> wait in jobs.WhenEach())
        {
            await wait;
        }
    }
}
