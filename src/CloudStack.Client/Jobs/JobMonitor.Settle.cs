using CloudStack.Client.Transport;

namespace CloudStack.Client.Jobs;

internal sealed partial class JobMonitor
{
    /// <summary>Takes in what a poll brought, and collects what the waits must hear. Called under the lock.</summary>
    private void Settle(WatchedJob job, Settlement settlement, List<Action> notifications)
    {
        switch (settlement)
        {
            case { Snapshot: { IsFinished: true } snapshot }:
                if (job.AskedFor is { } feed && snapshot.Status != JobStatus.NotFound)
                {
                    Prove(feed);
                }

                Complete(job, JobResultReader.Complete(snapshot, job.Identity), snapshot.Status, snapshot, notifications);
                break;
            case { Snapshot: { } snapshot }:
                NoteMissing(job);
                SettlePending(job, snapshot, notifications);
                break;
            case { Failure: CloudStackException failure }:
                SettleFailure(job, failure, notifications);
                break;
            case { Failure: { } broken }:
                // Neither an answer nor a failed exchange (a credentials provider that throws, say): the waits must hear of it.
                FailAll(job, broken, notifications);
                break;
        }
    }

    private void SettlePending(WatchedJob job, JobSnapshot snapshot, List<Action> notifications)
    {
        job.CountAnswer();
        job.LastSeen = snapshot;
        foreach (JobWaiter waiter in job.Waiters)
        {
            waiter.CountPoll(JobStatus.Pending);
            waiter.ScheduleNext(_provedFeeds > 0);
            if (waiter.HasListener)
            {
                notifications.Add(() => waiter.Report(JobStatus.Pending, snapshot));
            }
        }
    }

    private void SettleFailure(WatchedJob job, CloudStackException failure, List<Action> notifications)
    {
        if (FailureClassifier.IsUnreadableJob(failure) && job.CountUnreadable(_timeProvider))
        {
            Complete(job, JobCompletion.Unreadable(job.LastSeen), JobStatus.Pending, job.LastSeen, notifications);
            return;
        }

        if (!FailureClassifier.MayPassByWaiting(failure))
        {
            FailAll(job, failure, notifications);
            return;
        }

        CountFailedPoll(job, failure, notifications);
    }

    /// <summary>A poll failed in a way that may pass: only the waits whose tolerance is used up hear of it.</summary>
    private void CountFailedPoll(WatchedJob job, CloudStackException failure, List<Action> notifications)
    {
        TimeSpan failing = job.CountFailure(_timeProvider);
        for (int i = job.Waiters.Count - 1; i >= 0; i--)
        {
            JobWaiter waiter = job.Waiters[i];
            waiter.CountPoll(status: null);
            if (failing >= waiter.Options.FailureTolerance)
            {
                job.Waiters.RemoveAt(i);
                notifications.Add(() => waiter.Fail(failure));
            }
            else
            {
                waiter.RecordFailure(failure);
                waiter.ScheduleNext(trustsHints: false);
            }
        }

        if (job.Waiters.Count == 0)
        {
            Forget(job);
        }
    }

    private void Complete(WatchedJob job, JobCompletion completion, JobStatus status, JobSnapshot? snapshot, List<Action> notifications)
    {
        Forget(job);
        foreach (JobWaiter waiter in job.Waiters)
        {
            waiter.CountPoll(status);
            notifications.Add(() =>
            {
                waiter.Report(status, snapshot);
                waiter.Complete(completion);
            });
        }

        job.Waiters.Clear();
    }

    private void FailAll(WatchedJob job, Exception failure, List<Action> notifications)
    {
        Forget(job);
        foreach (JobWaiter waiter in job.Waiters)
        {
            notifications.Add(() => waiter.Fail(failure));
        }

        job.Waiters.Clear();
    }
}
