using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>Running many commands with a limited number of them at once.</summary>
public static class JobBatchExtensions
{
    /// <summary>Starts a batch: submits a command for each input, waits for its job, and goes on with the next input.</summary>
    /// <typeparam name="TIn">The type of the inputs.</typeparam>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="jobs">The client's jobs.</param>
    /// <param name="inputs">The inputs; taken one by one as jobs end, and never by two threads at once.</param>
    /// <param name="submit">Submits the command for an input.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <param name="cancellationToken">
    /// Stops submitting and ends the waits. Jobs that exist go on; <see cref="JobBatch{TIn, T}.Started"/> tells them all.
    /// </param>
    /// <returns>The running batch.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of its range.</exception>
    public static JobBatch<TIn, T> StartBatch<TIn, T>(
        this IJobClient jobs,
        IEnumerable<TIn> inputs,
        Func<TIn, CancellationToken, Task<JobHandle<T>>> submit,
        JobBatchOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(submit);
        options?.Validate();
        return new JobBatch<TIn, T>(inputs, submit, (options ?? new JobBatchOptions()) with { }, cancellationToken);
    }
}
