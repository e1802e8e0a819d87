using CloudStack.Client.Diagnostics;
using CloudStack.Client.Jobs;
using Polly;

namespace CloudStack.Client.Transport;

/// <summary>
/// Submits: every asynchronous command carries an id that the client chose for its job, so that a lost answer can be
/// resolved by looking the job up, and a command is never executed twice.
/// </summary>
internal sealed partial class CommandTransport
{
    private static readonly TimeSpan LateRowDelay = TimeSpan.FromSeconds(1);
    private const string CustomJobId = "customjobid";

    private enum CustomIds
    {
        Untested,
        Honoured,
        Ignored,
    }

    private volatile CustomIds _customIds;

    /// <param name="call">The command.</param>
    /// <param name="customJobId">The id that the caller chose; null if he left that to the client.</param>
    /// <param name="cancellationToken">Ends the submit.</param>
    public async Task<SubmitAnswer> SubmitAsync(CommandCall call, string? customJobId, CancellationToken cancellationToken)
    {
        CallScope scope = CallScope.Begin(call, _settings.Endpoint, _timeProvider);
        try
        {
            SubmitAnswer answer = await SubmitInScopeAsync(call, customJobId, cancellationToken).ConfigureAwait(false);
            if (answer.IsJob)
            {
                Log.JobSubmitted(_logger, call.Command, answer.JobId!, answer.ResourceId);
            }

            scope.Submitted(answer);
            scope.End(failure: null);
            return answer;
        }
        catch (Exception e)
        {
            scope.End(e);
            ThrowIfCanceledUnderWay(call, call.Parameters.TryGet(CustomJobId, out string id) ? id : null, e, cancellationToken);
            throw;
        }
    }

    private async Task<SubmitAnswer> SubmitInScopeAsync(CommandCall call, string? customJobId, CancellationToken cancellationToken)
    {
        string? id = customJobId ?? (_settings.AssignJobIds ? JobIds.New() : null);
        if (id is not null)
        {
            call.Parameters.Set(CustomJobId, id);
        }

        if (customJobId is not null && await FindEarlierAsync(call, customJobId, cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            return earlier;
        }

        for (int resends = 0; ; resends++)
        {
            try
            {
                Outcome<object?> outcome = await RepeatAsync(
                    _pipelines.SubmitRetry, new Exchange(this, call, _pipelines.ReadTimeout, SubmitAnswer.Read), cancellationToken).ConfigureAwait(false);
                outcome.ThrowIfException();
                SubmitAnswer answer = (SubmitAnswer)outcome.Result!;
                NoteId(id, answer);
                return answer;
            }
            catch (CloudStackApiException e) when (id is not null && FailureClassifier.MayHideJob(e))
            {
                // The server refuses a second job of one id with these; everything else it says with them as well.
                LookUp found = await LookUpAsync(call, id, LookUpPatience.OneAnswer, cancellationToken).ConfigureAwait(false);
                if (found.Job is { } job)
                {
                    return job;
                }

                if (found.SaidNo)
                {
                    throw;
                }

                throw Ambiguous(call, id, e);
            }
            catch (ResponseFormatException e) when (id is not null && e is { HttpStatus: 200, IsLost: false })
            {
                // Something else than the API answered. One look is enough: if it answers queries as well, nothing can be learnt.
                if ((await LookUpAsync(call, id, LookUpPatience.OneTry, cancellationToken).ConfigureAwait(false)).Job is { } job)
                {
                    return job;
                }

                throw;
            }
            catch (CloudStackException e) when (FailureClassifier.LostTheAnswer(e))
            {
                if (id is not null && _customIds != CustomIds.Ignored)
                {
                    LookUp found = await LookUpAsync(call, id, LookUpPatience.UntilSure, cancellationToken).ConfigureAwait(false);
                    if (found.Job is { } job)
                    {
                        return job;
                    }

                    // This server is known to refuse a second job of one id before it acts; a create command makes its entity first.
                    bool mayResend = found.SaidNo && call.Kind == CommandKind.Job && _customIds == CustomIds.Honoured;
                    if (mayResend && resends < _settings.MaxRetries)
                    {
                        Metrics.Retried(call.Command, e);
                        continue;
                    }
                }

                throw Ambiguous(call, id, e);
            }
        }
    }

    /// <summary>
    /// Looks for the job of an earlier run before the first submit. A create command's row appears up to 0.3 s late, so it is
    /// looked for twice.
    /// </summary>
    /// <exception cref="CloudStackException">Nobody can tell; submitting now could do the work a second time.</exception>
    private async Task<SubmitAnswer?> FindEarlierAsync(CommandCall call, string id, CancellationToken cancellationToken)
    {
        LookUp found = await LookUpAsync(call, id, LookUpPatience.OneAnswer, cancellationToken).ConfigureAwait(false);
        if (found.SaidNo && call.Kind == CommandKind.CreateJob)
        {
            await Task.Delay(LateRowDelay, _timeProvider, cancellationToken).ConfigureAwait(false);
            found = await LookUpAsync(call, id, LookUpPatience.OneAnswer, cancellationToken).ConfigureAwait(false);
        }

        if (found.Failure is { } failure)
        {
            throw failure;
        }

        return found.Job;
    }

    /// <summary>Once an id was ignored, none is relied on: another server behind the same address may do it again.</summary>
    private void NoteId(string? sent, SubmitAnswer answer)
    {
        if (sent is not null && answer.JobId is { } received && _customIds != CustomIds.Ignored)
        {
            _customIds = received.Equals(sent, StringComparison.OrdinalIgnoreCase) ? CustomIds.Honoured : CustomIds.Ignored;
        }
    }

    /// <summary>Leads to a job that may exist; null where the server does not keep the ids that it is sent.</summary>
    private JobToken? TokenFor(CommandCall call, string? id) => id is null || _customIds == CustomIds.Ignored
        ? null
        : new JobToken(id, call.Command, resourceId: null, _timeProvider.GetUtcNow(), _settings.Endpoint.Host);

    private AmbiguousSubmissionException Ambiguous(CommandCall call, string? id, CloudStackException cause)
    {
        JobToken? token = TokenFor(call, id);
        string advice = token is not null
            ? $"The server does not know its job {id}, so far; query it again before you repeat the command"
            : "The server does not keep ids chosen by clients, so only the resource itself can tell";
        return new AmbiguousSubmissionException(
            $"{call.Command} was sent and its answer was lost; it may have been executed, and was not sent again. {advice}. ({cause.Message})",
            call.Command,
            token,
            cause);
    }
}
