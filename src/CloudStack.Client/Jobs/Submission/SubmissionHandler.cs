using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Pipeline;
using CloudStack.Client.Responses;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Jobs.Submission;

/// <summary>
/// Sees to it that a change is never executed twice, and that its caller learns what became of it. Every asynchronous command
/// carries an id that the client chose for its job, so that a lost response can be resolved by looking the job up.
/// </summary>
/// <param name="lookUp">Looks jobs up.</param>
/// <param name="startListening">Connects the sources of hints; hints can come before the submit is answered.</param>
/// <param name="assignJobIds">Whether the client chooses ids where the caller has chosen none.</param>
/// <param name="repeatLostCreates">Whether a create command goes out again, too, whose job the server does not know.</param>
/// <param name="maxRetries">How often a submit goes out again after a look-up.</param>
/// <param name="host">The host of the API, for tokens.</param>
/// <param name="metrics">Counts submits that go out again.</param>
/// <param name="timeProvider">Tells the time and waits.</param>
/// <param name="logger">Hears of each job.</param>
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
        catch (OperationCanceledException) when (context.Attempts > 0 && cancellationToken.IsCancellationRequested)
        {
            // Nobody can tell what became of a change whose caller did not wait for its response: that is worth an exception of its own.
            throw CommandCanceledException.UnderWay(context.Command, TokenFor(context, id), cancellationToken);
        }
    }

    /// <summary>What the look-up found is what the submit would have brought.</summary>
    private CommandResponse Submitted(CommandContext context, SubmitResponse job)
    {
        Log.JobSubmitted(logger, context.Command, job.JobId!, job.ResourceId);
        return new CommandResponse(context, job);
    }

    /// <summary>Looks for the job of a submit whose response says nothing about it, if it can have one that can be found.</summary>
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
    /// The job of a submit whose response names an entity, but no job: the id that was sent is the job's, unless the server says that
    /// there is none. Then the command was over when it was answered; a job's row is there before its submit is answered.
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
    /// Looks for the job of an earlier run before the first submit. A create command's row appears up to 0.3 s late, so it is
    /// looked for twice.
    /// </summary>
    /// <exception cref="CloudStackException">Nobody can tell; submitting now could do the work a second time.</exception>
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
    /// Whether a command may go out again whose job the server does not know. A server that keeps ids refuses a second job of one id
    /// before it acts; but a create command makes its entity before its job, so the entity of the first one may be left without.
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
            // Once an id was ignored, none is relied on: another server behind the same address may do it again.
            _customIds = received.Equals(sent, StringComparison.OrdinalIgnoreCase) ? CustomIds.Honoured : CustomIds.Ignored;
        }
    }

    /// <summary>Leads to a job that may exist; null where the server does not keep the ids that it is sent.</summary>
    private JobToken? TokenFor(CommandContext context, string? id) => id is null || _customIds == CustomIds.Ignored
        ? null
        : new JobToken(id, context.Command, resourceId: null, timeProvider.GetUtcNow(), host);

    private AmbiguousSubmissionException Ambiguous(CommandContext context, string? id, CloudStackException cause)
    {
        JobToken? token = TokenFor(context, id);
        string advice = (token, context.Kind) switch
        {
            (not null, CommandKind.CreateJob) => $"The server does not know its job {id} so far, and what the command creates may exist all the same, "
                + "without a job: query it again, and look for the resource by its name, before you repeat the command",
            (not null, _) => $"The server does not know its job {id} so far; query it again before you repeat the command",
            (null, CommandKind.Job or CommandKind.CreateJob) => "The server does not keep ids chosen by clients, so only the resource itself can tell: look for it by its name",
            _ => "Look at the resource",
        };
        return new AmbiguousSubmissionException(
            $"{context.Command} was sent and its answer was lost; it may have been executed, and was not sent again. {advice}. ({cause.Message})",
            context.Command,
            token,
            cause);
    }
}
