using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>What became of one input of a batch.</summary>
/// <typeparam name="TIn">The type of the inputs.</typeparam>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Input">The input.</param>
/// <param name="Job">The job; null if the submit failed.</param>
/// <param name="Result">How the job ended; null if the submit or the wait failed.</param>
/// <param name="Exception">
/// Why the submit failed, or why the wait ended early (its deadline, the token): with a <paramref name="Job"/> that goes on;
/// null if neither happened.
/// </param>
public sealed record JobBatchItem<TIn, T>(TIn Input, JobHandle<T>? Job, JobResult<T>? Result, Exception? Exception)
    where T : class, ICloudStackModel<T>
{
    /// <summary>Whether the job succeeded.</summary>
    public bool IsSuccess => Result is { IsSuccess: true };
}
