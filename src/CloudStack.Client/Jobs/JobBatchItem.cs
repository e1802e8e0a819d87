using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>The outcome of one input of a batch.</summary>
/// <typeparam name="TIn">The type of the inputs.</typeparam>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Input">The input.</param>
/// <param name="Job">The job; null if the submission failed.</param>
/// <param name="Result">How the job ended; null if the submission or the wait failed.</param>
/// <param name="Exception">
/// Why the submission failed, or why the wait ended early (a deadline or the token); null if neither happened. If the wait ended
/// early, the <paramref name="Job"/> continues to run.
/// </param>
public sealed record JobBatchItem<TIn, T>(TIn Input, JobHandle<T>? Job, JobResult<T>? Result, Exception? Exception)
    where T : class, ICloudStackModel<T>
{
    /// <summary>Whether the job succeeded.</summary>
    public bool IsSuccess => Result is { IsSuccess: true };
}
