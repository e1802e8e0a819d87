using System.Collections;
using System.Collections.Concurrent;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>
/// The inputs of a batch are the caller's code, and the next one may take its time: it comes from a queue, a file, or a pipe. That
/// must hold up neither the caller, nor the jobs that exist, nor anyone who asks which jobs exist.
/// </summary>
public class JobBatchInputTests
{
    private static readonly JobHandle<SuccessResult> Finished = JobHandle<SuccessResult>.FromResult(JobResult<SuccessResult>.Success(new SuccessResult { Success = true }));

    // Nothing here takes time. Only a batch that never gets there waits for this long.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_batch_starts_although_the_first_input_is_not_there_yet([Values(1, 3)] int concurrency)
    {
        using BlockingCollection<int> inputs = [];
        JobBatch<int, SuccessResult> batch;
        try
        {
            batch = await StartAsync(inputs.GetConsumingEnumerable(), concurrency);
        }
        finally
        {
            inputs.Add(1);
            inputs.CompleteAdding();
        }

        Assert.That(await batch.Completion.WaitAsync(Limit), Is.EqualTo(new JobBatchSummary(1, 0, 0, 0, 0, IsCanceled: false)));
    }

    [Test]
    public async Task A_batch_starts_although_its_inputs_or_its_first_submit_take_their_time([Values("enumerator", "submit")] string slow)
    {
        using ManualResetEventSlim ready = new();
        JobBatch<int, SuccessResult> batch;
        try
        {
            batch = await StartAsync(slow == "enumerator" ? new SlowInputs(ready, [1, 2]) : [1, 2], 10, submit: _ =>
            {
                if (slow == "submit")
                {
                    ready.Wait(CancellationToken.None);
                }

                return Task.FromResult(Finished);
            });
        }
        finally
        {
            ready.Set();
        }

        Assert.That((await batch.Completion.WaitAsync(Limit)).Succeeded, Is.EqualTo(2));
    }

    [Test]
    public async Task Jobs_end_and_are_known_while_the_next_input_is_not_there_yet([Values(1, 2, 5)] int concurrency, [Values] bool submitsAtOnce)
    {
        using BlockingCollection<int> inputs = [1];
        try
        {
            JobBatch<int, SuccessResult> batch = await StartAsync(inputs.GetConsumingEnumerable(), concurrency, submit: async _ =>
            {
                if (!submitsAtOnce)
                {
                    await Task.Yield();
                }

                return Finished;
            });
            await using IAsyncEnumerator<JobBatchItem<int, SuccessResult>> items = batch.GetAsyncEnumerator();

            Assert.That(await items.MoveNextAsync().AsTask().WaitAsync(Limit));
            Assert.That((items.Current.Input, items.Current.IsSuccess), Is.EqualTo((1, true)));
            Assert.That(await Task.Run(() => batch.Started.Count).WaitAsync(Limit), Is.EqualTo(1), "the list of jobs is not held up");

            inputs.Add(2);
            Assert.That(await items.MoveNextAsync().AsTask().WaitAsync(Limit));
            Assert.That((items.Current.Input, items.Current.IsSuccess), Is.EqualTo((2, true)));
        }
        finally
        {
            inputs.CompleteAdding();
        }
    }

    /// <summary>The source waits for results before it gives more, so a batch that waits for the source first would wait forever.</summary>
    [Test]
    public async Task A_source_may_wait_for_the_results_of_its_earlier_inputs([Values(1, 4)] int concurrency)
    {
        using SemaphoreSlim ended = new(1);
        List<int> items = [];
        try
        {
            JobBatch<int, SuccessResult> batch = await StartAsync(Inputs(), concurrency);
            await using IAsyncEnumerator<JobBatchItem<int, SuccessResult>> enumerator = batch.GetAsyncEnumerator();
            while (await enumerator.MoveNextAsync().AsTask().WaitAsync(Limit))
            {
                items.Add(enumerator.Current.Input);
                ended.Release();
            }
        }
        finally
        {
            ended.Release(5);
        }

        Assert.That(items, Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));

        IEnumerable<int> Inputs()
        {
            for (int i = 0; i < 5; i++)
            {
                ended.Wait();
                yield return i;
            }
        }
    }

    [Test]
    public async Task Inputs_that_end_with_the_token_are_the_end_of_a_canceled_batch_not_its_failure([Values] bool blocked)
    {
        using CancellationTokenSource cancel = new();
        using BlockingCollection<int> inputs = [1, 2, 3];
        using CountdownEvent submitted = new(3);
        Task<JobBatch<int, SuccessResult>> start = StartAsync(
            blocked ? inputs.GetConsumingEnumerable(cancel.Token) : Inputs(),
            concurrency: 5,
            _ =>
            {
                submitted.Signal();
                return Task.FromResult(JobHandle<SuccessResult>.Pending());
            },
            cancel.Token);
        Assert.That(submitted.Wait(Limit));
        await cancel.CancelAsync().WaitAsync(Limit);

        JobBatch<int, SuccessResult> batch = await start;
        JobBatchSummary summary = await batch.Completion.WaitAsync(Limit);

        Assert.That(summary, Is.EqualTo(new JobBatchSummary(0, 0, 0, 0, 3, IsCanceled: true)));
        Assert.That(await batch.CountAsync(), Is.EqualTo(3), "the items are not replaced by an exception");

        IEnumerable<int> Inputs()
        {
            for (int i = 0; i < 3; i++)
            {
                yield return i;
            }

            cancel.Token.WaitHandle.WaitOne();
            cancel.Token.ThrowIfCancellationRequested();
        }
    }

    [Test]
    public async Task Inputs_are_never_taken_by_two_threads_at_once()
    {
        int inside = 0;
        int most = 0;
        JobBatch<int, SuccessResult> batch = await StartAsync(Inputs(), concurrency: 8, submit: static async _ =>
        {
            await Task.Yield();
            return Finished;
        });

        JobBatchSummary summary = await batch.Completion;

        Assert.That((summary.Succeeded, most), Is.EqualTo((100, 1)));

        IEnumerable<int> Inputs()
        {
            for (int i = 0; i < 100; i++)
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                Thread.Yield();
                Interlocked.Decrement(ref inside);
                yield return i;
            }
        }
    }

    [Test]
    public async Task Submits_run_with_the_ambient_values_of_the_caller_but_not_in_its_synchronization_context()
    {
        AsyncLocal<string> ambient = new() { Value = "the caller's" };
        ConcurrentQueue<string?> seen = new();
        ContextOfCaller context = new();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        JobBatch<int, SuccessResult> batch;
        try
        {
            batch = new(
                Enumerable.Range(0, 5),
                (_, _) =>
                {
                    seen.Enqueue(ambient.Value);
                    return Task.FromResult(Finished);
                },
                new JobBatchOptions { MaxConcurrency = 2 },
                default);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await batch.Completion;

        Assert.That(seen, Is.EqualTo(Enumerable.Repeat("the caller's", 5)));
        Assert.That(context.Posts, Is.Zero);
    }

    /// <summary>Starts a batch on another thread, because a batch that holds up its caller would hold up the test.</summary>
    private static Task<JobBatch<int, SuccessResult>> StartAsync(
        IEnumerable<int> inputs,
        int concurrency,
        Func<int, Task<JobHandle<SuccessResult>>>? submit = null,
        CancellationToken cancellationToken = default) => Task.Run(
        () => new JobBatch<int, SuccessResult>(
            inputs,
            (input, _) => submit is null ? Task.FromResult(Finished) : submit(input),
            new JobBatchOptions { MaxConcurrency = concurrency },
            cancellationToken),
        CancellationToken.None).WaitAsync(Limit, CancellationToken.None);

    private sealed class ContextOfCaller : SynchronizationContext
    {
        private int _posts;

        public int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }
    }

    private sealed class SlowInputs(ManualResetEventSlim ready, int[] inputs) : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator()
        {
            ready.Wait();
            return ((IEnumerable<int>)inputs).GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
