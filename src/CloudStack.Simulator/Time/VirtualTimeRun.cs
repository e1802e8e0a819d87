using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>One run of virtual time, on a separate thread so that it isn't part of what it watches.</summary>
internal sealed class VirtualTimeRun
{
    private readonly ManualTimeProvider _clock;
    private readonly IdleWatch _watch;
    private readonly Task? _task;
    private readonly long _end;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private VirtualTimeRun(ManualTimeProvider clock, Task? task, TimeSpan limit)
    {
        _clock = clock;
        _watch = new IdleWatch(clock);
        _task = task;
        long now = clock.ElapsedTicks;
        _end = limit.Ticks > long.MaxValue - now ? long.MaxValue : now + limit.Ticks;
    }

    /// <summary>Runs until the task is complete or, without a task, for the whole limit.</summary>
    public static Task StartAsync(ManualTimeProvider clock, Task? task, TimeSpan limit)
    {
        var run = new VirtualTimeRun(clock, task, limit);
        new Thread(run.Run) { IsBackground = true, Name = "CloudStack.Simulator virtual time" }.UnsafeStart();
        return run._done.Task;
    }

    private void Run()
    {
        try
        {
            RunToEnd();
            _done.TrySetResult();
        }
#pragma warning disable CA1031 // An exception of a timer's callback is passed to the caller that runs the time.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _done.TrySetException(e);
        }
    }

    private void RunToEnd()
    {
        while (true)
        {
            _watch.WaitForIdle(_task);
            if (_task is { IsCompleted: true })
            {
                return;
            }

            if (_clock.NextDue is { } due && due <= _end)
            {
                _clock.TryFireNext(due);
            }
            else if (_task is null)
            {
                _clock.MoveTo(_end);
                return;
            }
            else if (_clock.NextDue is not null)
            {
                _clock.MoveTo(_end);
                throw new TimeoutException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The task was not complete at the limit of virtual time; the clock shows {_clock.GetUtcNow():O}, {_clock.Elapsed} after its start."));
            }
            else if (_watch.StaysIdle(_task) && _clock.NextDue is null && !_task.IsCompleted)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The task is waiting for something other than this clock: it is not complete, no code of the clock is running and no timer is armed. The clock shows {_clock.GetUtcNow():O}. Does the code under test use this clock everywhere, and no sockets?"));
            }
        }
    }
}
