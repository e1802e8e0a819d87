namespace CloudStack.Simulator;

/// <summary>
/// Decides when everything that a clock's last step set in motion has come to rest, without asking how long it took.
/// </summary>
/// <remarks>
/// Work can be in three places: on a thread that carries the clock's flow (the flow tells), in a queue of the thread
/// pool (the pool tells), or with a pool thread that has taken it from the queue and has not begun it. The last one is
/// why the number of pool threads that are not idle is asked as well: it includes such a thread from before it takes
/// the work until after it has done it. Threads of the pool that are busy or blocked for reasons of their own raise
/// that number for good; a number that does not fall while nothing of the clock moves is therefore learned.
/// </remarks>
internal sealed class IdleWatch(ManualTimeProvider clock)
{
    // Looks, each after a pause of at least a millisecond in which every other thread could run.
    private const int PatientLooks = 60;
    private const int PatientLooksAtBlockedThreads = 15;
    private const int PauseFrom = 40;

    // Pool threads that are occupied by something else; a fact of the process, so shared by all clocks.
    private static int s_occupiedElsewhere;

    /// <summary>Returns when nothing of the clock runs, or earlier when <paramref name="task"/> is complete.</summary>
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

    /// <summary>True if nothing happens over a stretch of real time: the last resort before a wait is called hopeless.</summary>
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
