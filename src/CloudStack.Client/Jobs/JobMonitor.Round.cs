using CloudStack.Client.Diagnostics;

namespace CloudStack.Client.Jobs;

internal sealed partial class JobMonitor
{
    /// <summary>
    /// Sends the polls that are due, at most <see cref="MaxExchanges"/> at once, and waits for them; but not for one that hangs
    /// while another job becomes due.
    /// </summary>
    /// <returns>Whether anybody still waits.</returns>
    private async Task<bool> RoundAsync()
    {
        TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<WatchedJob> due = [];
        bool asksForList;
        lock (_gate)
        {
            if (_jobs.Count == 0)
            {
                return false;
            }

            _roundWait = woken;
            ReconsiderListing();
            asksForList = TakeList();
            while (TakeDueJob() is { } job)
            {
                due.Add(job);
            }
        }

        if (due.Count > 0 || asksForList)
        {
            List<Task> workers = new(due.Count + 1);
            if (asksForList)
            {
                workers.Add(ListAsync());
            }

            foreach (WatchedJob job in due)
            {
                workers.Add(WorkAsync(job));
            }

            await WaitForWorkersAsync(Task.WhenAll(workers), woken.Task).ConfigureAwait(false);
        }

        lock (_gate)
        {
            _roundWait = null;
            return _jobs.Count > 0;
        }
    }

    private async Task WaitForWorkersAsync(Task workers, Task woken)
    {
        if (workers.IsCompleted)
        {
            return;
        }

        long due;
        lock (_gate)
        {
            due = NextDueAt();
        }

        if (due == long.MaxValue)
        {
            await Task.WhenAny(workers, woken).ConfigureAwait(false);
            return;
        }

        using CancellationTokenSource stop = new();
        Task next = Task.Delay(Clock.Until(_timeProvider, due), _timeProvider, stop.Token);
        await Task.WhenAny(workers, woken, next).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Whether the list is due, and an exchange is free for it. Called under the lock.</summary>
    private bool TakeList()
    {
        if (!_list.IsInUse || _list.IsAsking || _exchanges >= MaxExchanges || _list.DueAt > _timeProvider.GetTimestamp())
        {
            return false;
        }

        _exchanges++;
        return _list.IsAsking = true;
    }

    /// <summary>Takes a job whose poll is due, if an exchange is free. Called under the lock.</summary>
    private WatchedJob? TakeDueJob()
    {
        if (_exchanges >= MaxExchanges || _plan.TakeDue(_timeProvider.GetTimestamp()) is not { } job)
        {
            return null;
        }

        job.StartPoll(_timeProvider.GetTimestamp());
        job.Poll = new CancellationTokenSource();
        _exchanges++;
        return job;
    }

    /// <summary>Asks for one job, then for the next one that is due, until none is. Never throws.</summary>
    private async Task WorkAsync(WatchedJob first)
    {
        for (WatchedJob? job = first; job is not null;)
        {
            Settlement settlement = await AskAsync(job, job.Poll!.Token).ConfigureAwait(false);
            List<Action> notifications = [];
            lock (_gate)
            {
                // Without waiters the row is no longer in the table; another one of the same id may be.
                if (job.Waiters.Count > 0)
                {
                    Settle(job, settlement, notifications);
                }
            }

            // Listeners are the callers' code: never under the lock, but before this job can be asked for again.
            foreach (Action notify in notifications)
            {
                notify();
            }

            lock (_gate)
            {
                job.Poll.Dispose();
                job.Poll = null;
                _exchanges--;
                PlanPoll(job);
                ReconsiderListing();
                job = TakeDueJob();
                if (job is null)
                {
                    WakeAfterPoll();
                }
            }
        }
    }

    /// <summary>
    /// A poll that took longer than its round has changed what is due next. Called under the lock.
    /// </summary>
    private void WakeAfterPoll()
    {
        if (_exchanges > 0 || _roundWait is null)
        {
            WakeFor(_jobs.Count == 0 ? long.MinValue : NextDueAt());
        }
    }

    /// <summary>One query, with the list before it that an unknown outcome needs.</summary>
    private async Task<Settlement> AskAsync(WatchedJob job, CancellationToken cancellationToken)
    {
        try
        {
            if (job.NeedsConfirmingList)
            {
                Metrics.Polled(Metrics.ListPoll);
                bool? isGone = await ListSaysGoneAsync(job, cancellationToken).ConfigureAwait(false);
                job.SeenGone = isGone == true;
                if (isGone is null)
                {
                    job.ForgetUnreadable();
                }
            }

            Metrics.Polled(job.IsAskedByHint ? Metrics.HintPoll : Metrics.QueryPoll);
            return new Settlement(await _source.QueryAsync(job.Identity, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception e)
        {
            return new Settlement(null, e);
        }
    }

    /// <summary>Whether a list says that a job does not run any more; null if there is no list.</summary>
    private async Task<bool?> ListSaysGoneAsync(WatchedJob job, CancellationToken cancellationToken)
    {
        try
        {
            JobListing listing = await _source.ListAsync(JobListScope.Everything, worth: int.MaxValue, cancellationToken).ConfigureAwait(false);
            return listing is { IsAllowed: true, IsComplete: true } && !listing.ShowsRunning(job.Identity.Id);
        }
        catch (CloudStackException)
        {
            return null;
        }
    }

    private sealed record Settlement(JobSnapshot? Snapshot, Exception? Failure);
}
