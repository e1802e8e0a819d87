using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>Runs many commands, with a limited number of them at once.</summary>
public static class JobBatchExtensions
{
    /// <summary>Starts a batch: submits a command for each input, waits for its job, and continues with the next input.</summary>
    /// <typeparam name="TIn">The type of the inputs.</typeparam>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="jobs">The client's jobs.</param>
    /// <param name="inputs">
    /// The inputs. They are taken one by one as jobs end, on threads of the pool, and never by two threads at once. The next one may
    /// be slow to arrive, for example from a blocking collection; pass <paramref name="cancellationToken"/> to such a source as
    /// well, because the batch can't end while it waits for an input.
    /// </param>
    /// <param name="submit">Submits the command for an input.</param>
    /// <param name="options">How to run the batch; null for the defaults.</param>
    /// <param name="cancellationToken">
    /// Stops the submissions and ends the waits. Jobs that exist continue to run; <see cref="JobBatch{TIn, T}.Started"/> contains
    /// all of them.
    /// </param>
    /// <returns>The running batch.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of range.</exception>
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
