using CloudStack.Client.Diagnostics;
using Polly;
using Polly.Timeout;

namespace CloudStack.Client.Transport;

/// <summary>One exchange: a turn, the request within its time, and what makes it go again although nothing failed.</summary>
internal sealed partial class CommandTransport
{
    /// <summary>Exchanges as often as a pipeline says.</summary>
    private static ValueTask<Outcome<object?>> RepeatAsync(ResiliencePipeline retry, Exchange exchange, CancellationToken cancellationToken) =>
        RunAsync(retry, static (context, exchange) => exchange.Transport.ExchangeAsync(exchange, context.CancellationToken), exchange, cancellationToken);

    private static async ValueTask<Outcome<object?>> RunAsync(
        ResiliencePipeline pipeline,
        Func<ResilienceContext, Exchange, ValueTask<Outcome<object?>>> callback,
        Exchange exchange,
        CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            return await pipeline.ExecuteOutcomeAsync(callback, context, exchange).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>One exchange that is not repeated.</summary>
    private async Task<TResult> AskAsync<TResult>(CommandCall call, ResiliencePipeline timeout, ContentReader<TResult> read, CancellationToken cancellationToken)
        where TResult : class?
    {
        Outcome<object?> outcome = await ExchangeAsync(new Exchange(this, call, timeout, read), cancellationToken).ConfigureAwait(false);
        outcome.ThrowIfException();
        return (TResult)outcome.Result!;
    }

    /// <summary>
    /// One exchange. A throttled request waits and goes again: it has done nothing. So does one whose signature had expired
    /// because the clocks differ, and one whose session has ended.
    /// </summary>
    private async ValueTask<Outcome<object?>> ExchangeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        CommandCall call = exchange.Call;
        bool clockCorrected = false;
        bool sessionRenewed = false;
        SessionCredentials? login = null;
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                if (login is not null)
                {
                    // Not while holding a turn: the login needs one itself, and may wait for a person.
                    await _sessions.LogInAsync(login, cancellationToken).ConfigureAwait(false);
                    login = null;
                }

                await _governor.EnterAsync(call.Priority, cancellationToken).ConfigureAwait(false);
                exchange.Attempt = new RequestAttempt(call, _settings, _clock) { Number = attempt };
                bool wasGranted = true;
                long startedAt = _timeProvider.GetTimestamp();
                try
                {
                    Outcome<object?> outcome = await RunAsync(
                        exchange.Timeout,
                        static (context, exchange) => exchange.Transport.SendOnceAsync(exchange, context.CancellationToken),
                        exchange,
                        cancellationToken).ConfigureAwait(false);
                    switch (outcome.Exception)
                    {
                        case CloudStackApiException { Kind: ErrorKind.RateLimited } e:
                            wasGranted = false;
                            _governor.Throttle(e.RetryAfter);
                            Metrics.Retried(call.Command, e);
                            break;
                        case SessionMissingException e:
                            wasGranted = false;
                            attempt--;
                            login = e.Credentials;
                            break;
                        case SessionEndedException e when !sessionRenewed:
                            sessionRenewed = true;
                            Metrics.Retried(call.Command, e.Error);
                            break;
                        case SessionEndedException e:
                            return Failed(e.Error);
                        case ClockDiffersException e when !clockCorrected:
                            clockCorrected = true;
                            Metrics.Retried(call.Command, e.Error);
                            Log.ClockCorrected(_logger, e.Difference);
                            break;
                        case ClockDiffersException e:
                            return Failed(e.Error);
                        case TimeoutRejectedException e:
                            return Failed(new CloudStackTransportException(
                                FormattableString.Invariant($"{call.Command} was not answered within {e.Timeout.TotalSeconds:0.###} s."), call.Command, isTransient: true)
                            {
                                NothingSent = !exchange.Attempt.Passes.Any,
                            });
                        case CloudStackException e:
                            Log.Failed(_logger, call.Command, e.Message);
                            return outcome;
                        default:
                            return outcome;
                    }
                }
                finally
                {
                    call.ExchangeTime = _timeProvider.GetElapsedTime(startedAt);
                    _governor.Leave(wasGranted);
                }
            }
        }
        catch (Exception e)
        {
            return Outcome.FromException<object?>(e);
        }
    }

    private Outcome<object?> Failed(CloudStackException e)
    {
        Log.Failed(_logger, e.Command ?? "", e.Message);
        return Outcome.FromException<object?>(e);
    }

    private sealed class ClockDiffersException(TimeSpan difference, CloudStackApiException error) : Exception
    {
        public TimeSpan Difference { get; } = difference;

        public CloudStackApiException Error { get; } = error;
    }
}
