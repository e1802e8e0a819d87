using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace CloudStack.Client.Transport;

/// <summary>Sends commands: one exchange, with the repetitions that the kind of the command allows around it.</summary>
internal sealed partial class CommandTransport : IDisposable
{
    private static readonly HashSet<string> ProtocolNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "command", "response", "apikey", "signature", "signatureversion", "expires", "sessionkey",
    };

    private readonly ClientSettings _settings;
    private readonly Func<HttpClient> _http;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ResiliencePipelines _pipelines;
    private readonly ResponseInterpreter _interpreter;
    private readonly RequestGovernor _governor;
    private readonly ServerClock _clock;
    private readonly BodyBuffers _bodies = new();
    private readonly SessionManager _sessions;
    private readonly CancellationTokenSource _stopping = new();

    private volatile bool _disposed;

    public CommandTransport(ClientSettings settings, Func<HttpClient> http, TimeProvider timeProvider, ILogger logger)
    {
        _settings = settings;
        _http = http;
        _timeProvider = timeProvider;
        _logger = logger;
        _pipelines = new ResiliencePipelines(settings, timeProvider, logger);
        _interpreter = new ResponseInterpreter(logger, timeProvider);
        _governor = new RequestGovernor(settings.MaxConcurrentRequests, timeProvider);
        _clock = new ServerClock(timeProvider);
        _sessions = new SessionManager(LogInAsync, timeProvider, _stopping.Token);
    }

    /// <summary>The parameters of a request, checked.</summary>
    /// <exception cref="ArgumentException">A parameter is reserved for the protocol or has no wire form.</exception>
    public static ParameterList Parameters(CommandRequest? request)
    {
        ParameterList parameters = new();
        if (request is null)
        {
            return parameters;
        }

        ParameterWriter writer = new(parameters);
        request.WriteTo(ref writer);
        if (request.AdditionalParametersOrNull is { } additional)
        {
            AddAll(parameters, additional);
        }

        return parameters;
    }

    /// <inheritdoc cref="Parameters(CommandRequest?)"/>
    public static ParameterList Parameters(IEnumerable<KeyValuePair<string, string>>? given)
    {
        ParameterList parameters = new();
        if (given is not null)
        {
            AddAll(parameters, given);
        }

        return parameters;
    }

    /// <summary>Sends a synchronous command, again where its kind allows that, and reads the answer.</summary>
    public async Task<TResult> SendAsync<TResult>(CommandCall call, ContentReader<TResult> read, CancellationToken cancellationToken)
        where TResult : class?
    {
        CallScope scope = CallScope.Begin(call, _settings.Endpoint, _timeProvider);
        Exception? failure = null;
        try
        {
            (ResiliencePipeline retry, ResiliencePipeline timeout) = call.IsRead
                ? (_pipelines.ReadRetry, _pipelines.ReadTimeout)
                : (_pipelines.WriteRetry, _pipelines.WriteTimeout);
            Outcome<object?> outcome = await ExchangeAsync(retry, new Exchange(this, call, timeout, read), cancellationToken).ConfigureAwait(false);
            failure = outcome.Exception;
            outcome.ThrowIfException();
            return (TResult)outcome.Result!;
        }
        catch (CloudStackTransportException e) when (!call.IsRead && FailureClassifier.LostTheAnswer(e))
        {
            failure = new AmbiguousSubmissionException(
                $"{call.Command} was sent and its answer was lost; it may have been executed, and was not sent again. Look at the resource. ({e.Message})",
                call.Command,
                token: null,
                e);
            throw failure;
        }
        finally
        {
            scope.End(failure);
        }
    }

    /// <summary>From now on every call ends with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _disposed = true;
        _governor.Dispose();
        // Requests that are under way end now, whoever owns the connections.
        _stopping.Cancel();
    }

    private static void AddAll(ParameterList parameters, IEnumerable<KeyValuePair<string, string>> given)
    {
        foreach ((string name, string value) in given)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ArgumentException("A parameter has no name.", nameof(given));
            }

            if (value is null)
            {
                throw new ArgumentException($"Parameter '{name}' is null; leave it out.", name);
            }

            if (ProtocolNames.Contains(name))
            {
                throw new ArgumentException($"Parameter '{name}' belongs to the protocol; the client sets it itself.", name);
            }

            parameters.Set(name, value);
        }
    }

    /// <summary>Exchanges as often as a pipeline says.</summary>
    private static async ValueTask<Outcome<object?>> ExchangeAsync(ResiliencePipeline retry, Exchange exchange, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            return await retry.ExecuteOutcomeAsync(
                static (context, exchange) => exchange.Transport.ExchangeAsync(exchange, context.CancellationToken),
                context,
                exchange).ConfigureAwait(false);
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
                    Outcome<object?> outcome = await TryOnceAsync(exchange, cancellationToken).ConfigureAwait(false);
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
                                NothingSent = !exchange.Attempt.HasPassed,
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

    /// <summary>One request within the time that it may take.</summary>
    private static async ValueTask<Outcome<object?>> TryOnceAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            return await exchange.Timeout.ExecuteOutcomeAsync(
                static (context, exchange) => exchange.Transport.SendOnceAsync(exchange, context.CancellationToken),
                context,
                exchange).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
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
