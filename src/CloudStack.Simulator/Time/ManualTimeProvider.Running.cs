namespace CloudStack.Simulator;

public sealed partial class ManualTimeProvider
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromDays(30);

    /// <summary>
    /// Runs virtual time until the task is complete. To do so, it repeatedly waits until all code of this clock has come to rest,
    /// then moves the clock to the due time of the next timer and fires that timer.
    /// </summary>
    /// <param name="task">The task to complete. It should have been started after this clock was created.</param>
    /// <param name="limit">The maximum virtual time to spend; null for 30 days.</param>
    /// <returns>A task that ends like <paramref name="task"/>, with the clock at the time when it ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is null.</exception>
    /// <exception cref="TimeoutException">The limit of virtual time was reached before the task was complete.</exception>
    /// <exception cref="InvalidOperationException">
    /// The task can never complete by this clock: everything is at rest and no timer is armed.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not positive.</exception>
    public async Task RunUntilAsync(Task task, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        await DriveAsync(task, limit).ConfigureAwait(false);
        await task.ConfigureAwait(false);
    }

    /// <summary>Runs virtual time until the task is complete, and returns its result.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <inheritdoc cref="RunUntilAsync(Task, TimeSpan?)"/>
    public async Task<T> RunUntilAsync<T>(Task<T> task, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        await DriveAsync(task, limit).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    /// <summary>
    /// Calls a function in this clock's flow and runs virtual time until the task that it returns is complete. Use this overload if
    /// the clock was created elsewhere, for example in the setup of a test class.
    /// </summary>
    /// <param name="function">Starts the work.</param>
    /// <param name="limit">The maximum virtual time to spend; null for 30 days.</param>
    /// <returns>A task that ends like the one that the function returns.</returns>
    /// <inheritdoc cref="RunUntilAsync(Task, TimeSpan?)"/>
    public async Task RunUntilAsync(Func<Task> function, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        await DriveAsync(function, limit).ConfigureAwait(false);
    }

    /// <summary>
    /// Calls a function in this clock's flow, runs virtual time until the task that it returns is complete, and returns the result.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <inheritdoc cref="RunUntilAsync(Func{Task}, TimeSpan?)"/>
    public async Task<T> RunUntilAsync<T>(Func<Task<T>> function, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        var task = (Task<T>)await DriveAsync(function, limit).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    /// <summary>
    /// Runs a span of virtual time like <see cref="RunUntilAsync(Task, TimeSpan?)"/> does, waiting after each timer until all code
    /// has come to rest. Afterwards, the clock is exactly <paramref name="duration"/> later.
    /// </summary>
    /// <param name="duration">The span; zero fires what is due now.</param>
    /// <returns>A task that completes when the span is over and all code is at rest.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    public Task RunForAsync(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return VirtualTimeRun.StartAsync(this, task: null, duration);
    }

    // Time already runs while the function does, so a function that blocks on a timer instead of awaiting it also makes progress.
    private async Task<Task> DriveAsync(Func<Task> function, TimeSpan? limit)
    {
        Flow.Value = this;
        var ended = new TaskCompletionSource();
        Task drive = DriveAsync(ended.Task, limit);
        Task task;
        try
        {
            task = function();
        }
        catch
        {
            ended.TrySetResult();
            throw;
        }

        _ = task.ContinueWith(
            static (_, state) => ((TaskCompletionSource)state!).TrySetResult(),
            ended,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        await drive.ConfigureAwait(false);
        await task.ConfigureAwait(false);
        return task;
    }

    private Task DriveAsync(Task task, TimeSpan? limit)
    {
        if (limit is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(limit));
        }

        return task.IsCompleted ? Task.CompletedTask : VirtualTimeRun.StartAsync(this, task, limit ?? DefaultLimit);
    }
}
