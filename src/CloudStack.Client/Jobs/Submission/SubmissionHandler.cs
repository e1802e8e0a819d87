using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Pipeline;
using CloudStack.Client.Responses;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Jobs.Submission;

/// <summary>
/// Ensures that a change is never executed twice, and that its caller learns its outcome. Every asynchronous command contains an id
/// that the client chose for its job, so that a lost response can be resolved by looking up the job.
/// </summary>
/// <param name="lookUp">Looks up jobs.</param>
/// <param name="startListening">Connects the sources of hints, because hints can arrive before the submission is answered.</param>
/// <param name="assignJobIds">Whether the client chooses an id if the caller has chosen none.</param>
/// <param name="repeatLostCreates">Whether a create command is also sent again if the server doesn't know its job.</param>
/// <param name="maxRetries">How many times a submission is sent again after a look-up.</param>
/// <param name="host">The host of the API, for tokens.</param>
/// <param name="metrics">Counts submissions that are sent again.</param>
/// <param name="timeProvider">Provides the time and the delays.</param>
/// <param name="logger">Logs each job.</param>
internal sealed class SubmissionHandler(
    JobLookUp lookUp, Action startListening, bool assignJobIds, bool repeatLostCreates, int maxRetries, string host, Metrics metrics, TimeProvider timeProvider, ILogger logger) : DelegatingHandler
{
    private static readonly TimeSpan LateRowDelay = TimeSpan.FromSeconds(1);

    private volatile CustomIds _customIds;

    private enum CustomIds
    {
        Untested,
        Honoured,
        Ignored,
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;
        return context.IsRead ? base.SendAsync(request, cancellationToken) : ChangeAsync(request, context, cancellationToken);
    }

    private async Task<HttpResponseMessage> ChangeAsync(HttpRequestMessage request, CommandContext context, CancellationToken cancellationToken)
    {
        string? id = null;
        try
        {
            if (context.StartsJob)
            {
                startListening();
                id = context.CustomJobId ?? (assignJobIds ? JobIds.New() : null);
                if (id is not null)
                {
                    context.Parameters.Set(ParameterList.CustomJobId, id);
                }

                if (context.CustomJobId is not null && await FindEarlierAsync(context, id!, cancellationToken).ConfigureAwait(false) is { } earlier)
                {
                    return Submitted(context, earlier);
                }
            }

            for (int resends = 0; ; resends++)
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (((CommandResponse)response).Failure is not { } failure)
                {
                    SubmitResponse? submitted = ((CommandResponse)response).Result as SubmitResponse;
                    if (id is not null && submitted is { IsJobWithoutId: true } && await FindNamelessAsync(context, id, submitted, cancellationToken).ConfigureAwait(false) is { } nameless)
                    {
                        return Submitted(context, nameless);
                    }

                    Note(context, id, submitted);
                    return response;
                }

                RetryStep step = RetryRules.Decide(context.Kind, failure);
                if (step is RetryStep.Fail or RetryStep.SendAgain or RetryStep.SendAgainForAWhile or RetryStep.SendAgainInTurn)
                {
                    return response;
                }

                LookUpResult found = await FindAsync(context, id, step, cancellationToken).ConfigureAwait(false);
                if (found.Job is { } job)
                {
                    return Submitted(context, job);
                }

                if (step == RetryStep.LookUpOnce || (step == RetryStep.LookUpBeforeFailing && (found.SaidNo || id is null)))
                {
                    return response;
                }

                bool mayResend = found.SaidNo && step != RetryStep.LookUpBeforeFailing && MayRepeat(context);
                if (!mayResend || resends == maxRetries)
                {
                    return new CommandResponse(context, Ambiguous(context, id, failure));
                }

                metrics.Retried(context.Command, failure);
            }
        }
        catch (OperationCanceledException) when (context.WasSent && cancellationToken.IsCancellationRequested)
        {
            // The caller didn't wait for the response, so the outcome of the change is unknown. That deserves a specific exception.
            throw CommandCanceledException.UnderWay(context.Command, TokenFor(context, id), cancellationToken);
        }
    }

    /// <summary>The job that the look-up found is what the submission would have returned.</summary>
    private CommandResponse Submitted(CommandContext context, SubmitResponse job)
    {
        Log.JobSubmitted(logger, context.Command, job.JobId!, job.ResourceId);
        return new CommandResponse(context, job);
    }

    /// <summary>Looks up the job of a submission whose response says nothing about it, if it can have a job that can be found.</summary>
    private Task<LookUpResult> FindAsync(CommandContext context, string? id, RetryStep step, CancellationToken cancellationToken)
    {
        LookUpPatience? patience = step switch
        {
            RetryStep.LookUpOnce => LookUpPatience.OneTry,
            RetryStep.LookUpBeforeFailing => LookUpPatience.OneAnswer,
            RetryStep.LookUpForSeconds when context.Kind == CommandKind.CreateJob && MayRepeat(context) => LookUpPatience.UntilSure,
            RetryStep.LookUpForSeconds when _customIds != CustomIds.Ignored => LookUpPatience.Seconds,
            RetryStep.LookUpUntilSure when _customIds != CustomIds.Ignored => LookUpPatience.UntilSure,
            _ => null,
        };
        return id is null || patience is not { } chosen
            ? Task.FromResult(default(LookUpResult))
            : lookUp.FindAsync(context, id, chosen, cancellationToken);
    }

    /// <summary>
    /// Finds the job of a submission whose response names an entity but no job. The job has the id that was sent, unless the server
    /// reports that there is no such job. In that case, the command was already over when it was answered, because a job's row
    /// exists before its submission is answered.
    /// </summary>
    private async Task<SubmitResponse?> FindNamelessAsync(CommandContext context, string id, SubmitResponse response, CancellationToken cancellationToken)
    {
        if (_customIds == CustomIds.Ignored)
        {
            return null;
        }

        LookUpResult found = await lookUp.FindAsync(context, id, LookUpPatience.OneTry, cancellationToken).ConfigureAwait(false);
        return found.SaidNo ? null : new SubmitResponse(id, response.ResourceId, Content: null);
    }

    /// <summary>
    /// Looks up the job of an earlier run before the first submission. The row of a create command appears up to 0.3 s late, so the
    /// job is looked up twice.
    /// </summary>
    /// <exception cref="CloudStackException">
    /// It's unknown whether there is a job; submitting now could do the work a second time.
    /// </exception>
    private async Task<SubmitResponse?> FindEarlierAsync(CommandContext context, string id, CancellationToken cancellationToken)
    {
        LookUpResult found = await lookUp.FindAsync(context, id, LookUpPatience.OneAnswer, cancellationToken).ConfigureAwait(false);
        if (found.SaidNo && context.Kind == CommandKind.CreateJob)
        {
            await Task.Delay(LateRowDelay, timeProvider, cancellationToken).ConfigureAwait(false);
            found = await lookUp.FindAsync(context, id, LookUpPatience.OneAnswer, cancellationToken).ConfigureAwait(false);
        }

        return found.Failure is { } failure ? throw failure : found.Job;
    }

    /// <summary>
    /// Whether a command may be sent again if the server doesn't know its job. A server that keeps ids refuses a second job with
    /// the same id before it does anything. But a create command creates its entity before its job, so the entity of the first
    /// command may be left without a job.
    /// </summary>
    private bool MayRepeat(CommandContext context) =>
        _customIds == CustomIds.Honoured && (context.Kind == CommandKind.Job || repeatLostCreates);

    private void Note(CommandContext context, string? sent, SubmitResponse? response)
    {
        if (!context.StartsJob || response?.JobId is not { } received)
        {
            return;
        }

        Log.JobSubmitted(logger, context.Command, received, response.ResourceId);
        if (sent is not null && _customIds != CustomIds.Ignored)
        {
            // Once an id was ignored, no id is relied on: another server behind the same address may ignore ids again.
            _customIds = received.Equals(sent, StringComparison.OrdinalIgnoreCase) ? CustomIds.Honoured : CustomIds.Ignored;
        }
    }

    /// <summary>Creates a token for a job that may exist; null if the server doesn't keep the ids that it is sent.</summary>
    private JobToken? TokenFor(CommandContext context, string? id) => id is null || _customIds == CustomIds.Ignored
        ? null
        : new JobToken(id, context.Command, resourceId: null, timeProvider.GetUtcNow(), host);

    private AmbiguousSubmissionException Ambiguous(CommandContext context, string? id, CloudStackException cause)
    {
        JobToken? token = TokenFor(context, id);
        string advice = (token, context.Kind) switch
        {
            (not null, CommandKind.CreateJob) => $"The server does not know the job {id} yet, and the resource may exist without a job: "
                + "query the job again, and look for the resource by name, before you repeat the command",
            (not null, _) => $"The server does not know the job {id} yet; query it again before you repeat the command",
            (null, CommandKind.Job or CommandKind.CreateJob) => "The server does not keep job ids that clients choose, so look for the resource by name",
            _ => "Check the state of the resource",
        };
        return new AmbiguousSubmissionException(
            $"{context.Command} was sent, but its response was lost. It may have been executed, and it was not sent again. {advice}. ({cause.Message})",
            context.Command,
            token,
            cause);
    }
}
