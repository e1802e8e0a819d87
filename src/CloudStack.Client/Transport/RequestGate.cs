namespace CloudStack.Client.Transport;

/// <summary>Bounds the requests under way; of those that queue, polls go first, then submits.</summary>
internal sealed class RequestGate(int limit)
{
    private readonly object _gate = new();
    private readonly LinkedList<TaskCompletionSource>[] _queues = [new(), new(), new()];
    private int _free = limit;

    public ValueTask EnterAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return ValueTask.CompletedTask;
            }

            return new ValueTask(QueueAsync(_queues[(int)priority], cancellationToken));
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            foreach (LinkedList<TaskCompletionSource> queue in _queues)
            {
                while (queue.First is { } first)
                {
                    queue.RemoveFirst();
                    if (first.Value.TrySetResult())
                    {
                        return;
                    }
                }
            }

            _free++;
        }
    }

    private static async Task QueueAsync(LinkedList<TaskCompletionSource> queue, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.AddLast(turn);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await turn.Task.ConfigureAwait(false);
    }
}
