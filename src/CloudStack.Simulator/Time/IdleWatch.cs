namespace CloudStack.Simulator;

/// <summary>Decides when everything that the clock's last step started has come to rest, without measuring how long it took.</summary>
/// <remarks>
/// Work can be in three places: on a thread that carries the clock's flow (the flow shows it), in a queue of the thread pool (the
/// pool shows it), or with a pool thread that has taken it from the queue but has not started it. Because of the third place, the
/// number of pool threads that are not idle is checked as well: it includes such a thread from before it takes the work until it
/// has finished it. Pool threads that are busy or blocked for other reasons raise that number permanently, so a number that doesn't
/// fall while nothing of the clock moves is learned.
/// </remarks>
internal sealed class IdleWatch(ManualTimeProvider clock)
{
    // The number of looks. Each is followed by a pause of at least a millisecond in which every other thread can run.
    private const int PatientLooks = 60;
    private const int PatientLooksAtBlockedThreads = 15;
    private const int PauseFrom = 40;

    // Pool threads that are occupied by something else. Shared by all clocks, because it's a property of the process.
    private static int s_occupiedElsewhere;

    /// <summary>Returns when nothing of the clock is running, or earlier if <paramref name="task"/> is complete.</summary>
    public void WaitForIdle(Task? task)
    {
        var wait = new SpinWait();
        int confirmations = 0;
        int looks = 0;
        int patience = 0;
        int fewest = int.MaxValue;
        long version = clock.Version;
        while (task is not { IsCompleted: true })
        {
            Look look = Observe(out int busy);
            long now = clock.Version;
            bool still = now == version;
            version = now;
            if (look == Look.Idle && still)
            {
                if (++confirmations >= (Volatile.Read(ref s_occupiedElsewhere) == 0 ? 2 : 6))
                {
                    return;
                }

                continue;
            }

            confirmations = 0;
            if (look == Look.Unsure && still)
            {
                fewest = Math.Min(fewest, busy);
                bool onlyBlocked = busy <= Volatile.Read(ref s_occupiedElsewhere);
                if (looks >= PauseFrom && ++patience >= (onlyBlocked ? PatientLooksAtBlockedThreads : PatientLooks))
                {
                    Volatile.Write(ref s_occupiedElsewhere, fewest);
                    clock.GetFlowActivity(parkBlocked: true);
                    patience = 0;
                }
            }
            else
            {
                patience = 0;
                fewest = int.MaxValue;
            }

            looks++;
            wait.SpinOnce(sleep1Threshold: PauseFrom);
        }
    }

    /// <summary>
    /// Returns true if nothing happens over a span of real time. This is the last check before a wait counts as hopeless.
    /// </summary>
    public bool StaysIdle(Task? task)
    {
        var wait = new SpinWait();
        for (int i = 0; i < PauseFrom + (4 * PatientLooks); i++)
        {
            if (task is { IsCompleted: true } || Observe(out _) != Look.Idle)
            {
                return false;
            }

            wait.SpinOnce(sleep1Threshold: PauseFrom);
        }

        return true;
    }

    private Look Observe(out int busy)
    {
        FlowActivity flow = clock.GetFlowActivity(parkBlocked: false);
        bool queued = ThreadPool.PendingWorkItemCount != 0;
        ThreadPool.GetMaxThreads(out int most, out _);
        ThreadPool.GetAvailableThreads(out int free, out _);
        busy = most - free;
        int elsewhere = Volatile.Read(ref s_occupiedElsewhere);
        if (busy < elsewhere)
        {
            Volatile.Write(ref s_occupiedElsewhere, busy);
        }

        if (flow == FlowActivity.Running || queued || clock.HasExchangeInFlight)
        {
            return Look.Busy;
        }

        return flow == FlowActivity.Blocked || busy > elsewhere ? Look.Unsure : Look.Idle;
    }

    private enum Look
    {
        Idle,
        Unsure,
        Busy,
    }
}
