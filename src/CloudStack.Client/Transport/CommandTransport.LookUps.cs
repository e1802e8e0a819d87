using CloudStack.Client.Jobs;

namespace CloudStack.Client.Transport;

/// <summary>Looking for the job of an id that the client or its caller chose.</summary>
internal sealed partial class CommandTransport
{
    // So many failures in a row that may be those of one job; then it is worth finding out.
    private const int TellingFailures = 3;

    private static readonly TimeSpan FirstLookUpDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestLookUpDelay = TimeSpan.FromSeconds(5);

    private enum LookUpPatience
    {
        /// <summary>One query, whatever becomes of it.</summary>
        OneTry,

        /// <summary>The first answer counts: the job, if there is one, is there by now.</summary>
        OneAnswer,

        /// <summary>The command may still be on its way; only the end of the patience says "no".</summary>
        UntilSure,
    }

    private readonly record struct LookUp(SubmitAnswer? Job, bool SaidNo, CloudStackException? Failure);

    /// <summary>Asks for the job of an id: found, not there, or no answer that could be trusted.</summary>
    private async Task<LookUp> LookUpAsync(CommandCall call, string id, LookUpPatience patience, CancellationToken cancellationToken)
    {
        JobIdentity job = new(id, call.Command, ResourceId: null, default, Host: null) { Secrets = call.Parameters.Secrets };
        long startedAt = _timeProvider.GetTimestamp();
        LookUp latest = default;
        int unreadable = 0;
        for (TimeSpan delay = FirstLookUpDelay; ; delay = Shorter(delay * 2, LongestLookUpDelay))
        {
            TimeSpan left = _settings.ReadTimeout - _timeProvider.GetElapsedTime(startedAt);
            if (left <= TimeSpan.Zero)
            {
                return latest;
            }

            await Task.Delay(Shorter(delay, left), _timeProvider, cancellationToken).ConfigureAwait(false);
            try
            {
                JobSnapshot snapshot = await QueryAsync(job, cancellationToken).ConfigureAwait(false);
                if (snapshot.Status != JobStatus.NotFound)
                {
                    string? resourceId = call.Kind == CommandKind.CreateJob ? snapshot.ResourceId : null;
                    return new LookUp(new SubmitAnswer(id, resourceId, Content: null), SaidNo: false, Failure: null);
                }

                latest = new LookUp(Job: null, SaidNo: true, Failure: null);
                if (patience != LookUpPatience.UntilSure)
                {
                    return latest;
                }
            }
            catch (CloudStackException e)
            {
                latest = new LookUp(Job: null, SaidNo: false, e);
                if (patience == LookUpPatience.OneTry || !FailureClassifier.MayPassByWaiting(e))
                {
                    return latest;
                }

                unreadable = FailureClassifier.IsUnreadableJob(e) ? unreadable + 1 : 0;
                if (unreadable >= TellingFailures && await IsUnreadableAsync(job, cancellationToken).ConfigureAwait(false))
                {
                    return new LookUp(new SubmitAnswer(id, ResourceId: null, Content: null), SaidNo: false, Failure: null);
                }
            }
        }
    }

    /// <summary>
    /// Whether the server fails at this job alone: it has the job, and cannot write the answer about it. A server in trouble
    /// fails at an id that nobody has, too, where one in health says that there is no such job.
    /// </summary>
    private async Task<bool> IsUnreadableAsync(JobIdentity job, CancellationToken cancellationToken)
    {
        try
        {
            JobSnapshot other = await QueryAsync(job with { Id = JobIds.New() }, cancellationToken).ConfigureAwait(false);
            if (other.Status != JobStatus.NotFound)
            {
                return false;
            }
        }
        catch (CloudStackException)
        {
            return false;
        }

        try
        {
            // Once more: the trouble may have ended in between.
            await QueryAsync(job, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (CloudStackException e)
        {
            return FailureClassifier.IsUnreadableJob(e);
        }
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
