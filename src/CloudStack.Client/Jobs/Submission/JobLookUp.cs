using CloudStack.Client.Http;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Pipeline;
using CloudStack.Client.Responses;

namespace CloudStack.Client.Jobs.Submission;

/// <summary>Looks up the job with an id that the client or its caller chose.</summary>
/// <param name="jobs">Queries jobs.</param>
/// <param name="patience">How long a look-up may take.</param>
/// <param name="timeProvider">Provides the time and the delays.</param>
internal sealed class JobLookUp(IJobApi jobs, TimeSpan patience, TimeProvider timeProvider)
{
    // After this many failures in a row, they may concern only this job, and it is worth finding out.
    private const int TellingFailures = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    // While a server is unavailable, one request is sent for all.
    private static readonly TimeSpan LongestDelayWhileAway = TimeSpan.FromSeconds(1);

    // The row of a create command appears up to 0.3 s late.
    private static readonly TimeSpan LatestRow = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Looks up the job with an id. The result is that it was found, that it doesn't exist, or that there was no reliable response.
    /// </summary>
    /// <param name="context">The submission.</param>
    /// <param name="id">The id of its job.</param>
    /// <param name="until">When to stop looking.</param>
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
        TimeSpan pause = TimeSpan.Zero;
        for (TimeSpan delay = FirstDelay; ; delay = Shorter(delay * 2, longest))
        {
            TimeSpan left = patience - timeProvider.GetElapsedTime(startedAt);
            if (left <= TimeSpan.Zero)
            {
                return latest;
            }

            await Task.Delay(Shorter(delay > pause ? delay : pause, left), timeProvider, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.Zero;
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
                if (e is CloudStackApiException { Kind: ErrorKind.RateLimited } refusal)
                {
                    pause = refusal.RetryAfter ?? ThrottlePace.DefaultWait;
                    continue;
                }

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
    /// Whether the server fails for this job only: it has the job, but can't write the response about it. A server in trouble also
    /// fails for an id that doesn't exist, while a healthy one reports that there is no such job.
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
            // Query again: the trouble may have ended in between.
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
