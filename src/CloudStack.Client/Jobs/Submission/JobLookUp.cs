using CloudStack.Client.Http;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Pipeline;
using CloudStack.Client.Responses;

namespace CloudStack.Client.Jobs.Submission;

/// <summary>Looks for the job of an id that the client or its caller chose.</summary>
/// <param name="jobs">Asks for jobs.</param>
/// <param name="patience">How long a look-up may take.</param>
/// <param name="timeProvider">Tells the time and waits.</param>
internal sealed class JobLookUp(IJobApi jobs, TimeSpan patience, TimeProvider timeProvider)
{
    // So many failures in a row may be those of one job; then it is worth finding out.
    private const int TellingFailures = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    // A server that is away is asked for by one request for all.
    private static readonly TimeSpan LongestDelayWhileAway = TimeSpan.FromSeconds(1);

    // A create command's row appears up to 0.3 s late.
    private static readonly TimeSpan LatestRow = TimeSpan.FromSeconds(3);

    /// <summary>Asks for the job of an id: found, not there, or no answer that could be trusted.</summary>
    /// <param name="context">The submit.</param>
    /// <param name="id">The id that its job has.</param>
    /// <param name="until">When to give up.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public async Task<LookUpResult> FindAsync(CommandContext context, string id, LookUpPatience until, CancellationToken cancellationToken)
    {
        JobIdentity job = new(id, context.Command, ResourceId: null, default, Host: null) { Secrets = context.Parameters.Secrets };
        long startedAt = timeProvider.GetTimestamp();
        long? noSince = null;
        LookUpResult latest = default;
        int unreadable = 0;
        PollLimit limit = new(belongsToCall: true);
        TimeSpan longest = LongestDelay;
        for (TimeSpan delay = FirstDelay; ; delay = Shorter(delay * 2, longest))
        {
            TimeSpan left = patience - timeProvider.GetElapsedTime(startedAt);
            if (left <= TimeSpan.Zero)
            {
                return latest;
            }

            await Task.Delay(Shorter(delay, left), timeProvider, cancellationToken).ConfigureAwait(false);
            try
            {
                JobSnapshot snapshot = await jobs.QueryAsync(job, limit, cancellationToken).ConfigureAwait(false);
                if (snapshot.Status != JobStatus.NotFound)
                {
                    string? resourceId = context.Kind == CommandKind.CreateJob ? snapshot.ResourceId : null;
                    return new LookUpResult(new SubmitResponse(id, resourceId, Content: null), SaidNo: false, Failure: null);
                }

                latest = new LookUpResult(Job: null, SaidNo: true, Failure: null);
                longest = LongestDelay;
                noSince ??= timeProvider.GetTimestamp();
                if (until is LookUpPatience.OneTry or LookUpPatience.OneAnswer
                    || (until == LookUpPatience.Seconds && timeProvider.GetElapsedTime(noSince.Value) >= LatestRow))
                {
                    return latest;
                }
            }
            catch (CloudStackException e)
            {
                latest = new LookUpResult(Job: null, SaidNo: false, e);
                limit.Note(e);
                longest = RetryRules.SaysServerIsAway(e) ? LongestDelayWhileAway : LongestDelay;
                if (until == LookUpPatience.OneTry || !RetryRules.MayPassByWaiting(e))
                {
                    return latest;
                }

                unreadable = RetryRules.IsUnreadableJob(e) ? unreadable + 1 : 0;
                if (unreadable >= TellingFailures && await IsUnreadableAsync(job, limit, cancellationToken).ConfigureAwait(false))
                {
                    return new LookUpResult(new SubmitResponse(id, ResourceId: null, Content: null), SaidNo: false, Failure: null);
                }
            }
        }
    }

    /// <summary>
    /// Whether the server fails at this job alone: it has the job, and cannot write the answer about it. A server in trouble
    /// fails at an id that nobody has, too, where one in health says that there is no such job.
    /// </summary>
    private async Task<bool> IsUnreadableAsync(JobIdentity job, PollLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            JobSnapshot other = await jobs.QueryAsync(job with { Id = JobIds.New() }, limit, cancellationToken).ConfigureAwait(false);
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
            await jobs.QueryAsync(job, limit, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (CloudStackException e)
        {
            return RetryRules.IsUnreadableJob(e);
        }
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
