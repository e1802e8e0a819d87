using System.Diagnostics;
using System.Threading.Channels;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// Runs many commands, with a limited number of them at once. The batch runs on its own. Enumerating it (once) yields the items in
/// the order in which they end.
/// </summary>
/// <typeparam name="TIn">The type of the inputs.</typeparam>
/// <typeparam name="T">The type of the results.</typeparam>
[DebuggerDisplay("Started = {Started.Count}, {Completion.Status}")]
public sealed class JobBatch<TIn, T> : IAsyncEnumerable<JobBatchItem<TIn, T>>
    where T : class, ICloudStackModel<T>
{
    private readonly object _gate = new();
    private readonly List<JobHandle<T>> _started = [];
    private readonly Channel<JobBatchItem<TIn, T>> _items = Channel.CreateUnbounded<JobBatchItem<TIn, T>>();
    private readonly IEnumerable<TIn> _inputs;
    private readonly Func<TIn, CancellationToken, Task<JobHandle<T>>> _submit;
    private readonly JobBatchOptions _options;
    private readonly CancellationToken _cancellationToken;
    private int _succeeded;
    private int _failed;
    private int _unknown;
    private int _notSubmitted;
    private int _stillRunning;

    internal JobBatch(IEnumerable<TIn> inputs, Func<TIn, CancellationToken, Task<JobHandle<T>>> submit, JobBatchOptions options, CancellationToken cancellationToken)
    {
        _inputs = inputs;
        _submit = submit;
        _options = options;
        _cancellationToken = cancellationToken;

        // The inputs and the submissions are the caller's code, and may block. They must not hold up the caller that starts the batch.
        Completion = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>
    /// All jobs that exist because of this batch, in the order in which the server accepted them, including those whose wait ended
    /// early. The collection is a snapshot.
    /// </summary>
    public IReadOnlyCollection<JobHandle<T>> Started
    {
        get
        {
            lock (_gate)
            {
                return [.. _started];
            }
        }
    }

    /// <summary>
    /// Completes when all inputs have been processed, or when the token was canceled and all waits have ended. The task fails only
    /// if enumerating the inputs throws. Inputs that end with an <see cref="OperationCanceledException"/> because the token was
    /// canceled are the end of a canceled batch.
    /// </summary>
    public Task<JobBatchSummary> Completion { get; }

    /// <summary>
    /// Yields the items as they end; the enumeration ends with the batch. Enumerate the batch only once: a second enumeration
    /// yields only the items that the first one left.
    /// </summary>
    /// <param name="cancellationToken">Cancels the enumeration. The batch continues to run.</param>
    /// <returns>The items. They contain the failures, so the enumeration itself throws only if enumerating the inputs did.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public IAsyncEnumerator<JobBatchItem<TIn, T>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _items.Reader.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    private async Task<JobBatchSummary> RunAsync()
    {
        try
        {
            using IEnumerator<TIn> inputs = _inputs.GetEnumerator();
            using SemaphoreSlim turn = new(1);
            await Task.WhenAll(Enumerable.Range(0, _options.MaxConcurrency).Select(_ => WorkAsync(inputs, turn))).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _items.Writer.Complete(e);
            throw;
        }

        _items.Writer.Complete();
        return new JobBatchSummary(_succeeded, _failed, _unknown, _notSubmitted, _stillRunning, _cancellationToken.IsCancellationRequested);
    }

    private async Task WorkAsync(IEnumerator<TIn> inputs, SemaphoreSlim turn)
    {
        while (true)
        {
            // Inputs that are slow to arrive block one thread, and nothing else.
            await turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            bool found;
            TIn input;
            try
            {
                found = TryTakeInput(inputs, out input);
            }
            finally
            {
                turn.Release();
            }

            if (!found)
            {
                return;
            }

            JobBatchItem<TIn, T> item = await RunOneAsync(input).ConfigureAwait(false);
            Interlocked.Increment(ref CounterOf(item));
            _items.Writer.TryWrite(item);
        }
    }

    private bool TryTakeInput(IEnumerator<TIn> inputs, out TIn input)
    {
        try
        {
            bool found = !_cancellationToken.IsCancellationRequested && inputs.MoveNext();
            input = found ? inputs.Current : default!;
            return found;
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            // The inputs end with the batch's token, for example those of a blocking collection.
            input = default!;
            return false;
        }
    }

    private async Task<JobBatchItem<TIn, T>> RunOneAsync(TIn input)
    {
        JobHandle<T>? job = null;
        try
        {
            job = await _submit(input, _cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _started.Add(job);
            }

            JobResult<T> result = await job.WaitForCompletionAsync(new JobWaitOptions { Polling = _options.Polling }, _cancellationToken).ConfigureAwait(false);
            return new JobBatchItem<TIn, T>(input, job, result, Exception: null);
        }
        catch (Exception e)
        {
            return new JobBatchItem<TIn, T>(input, job, Result: null, e);
        }
    }

    private ref int CounterOf(JobBatchItem<TIn, T> item)
    {
        switch (item.Result?.Outcome)
        {
            case JobOutcome.Succeeded:
                return ref _succeeded;
            case JobOutcome.Failed:
                return ref _failed;
            case JobOutcome.Unknown:
                return ref _unknown;
            default:
                if (item.Job is null)
                {
                    return ref _notSubmitted;
                }

                return ref _stillRunning;
        }
    }
}
