using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace CloudStack.Client.Pipeline;

/// <summary>Sends a request again where <see cref="RetryRules"/> says so.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(8);

    private readonly int _maxRetries;
    private readonly TimeSpan _patience;
    private readonly Metrics _metrics;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _retry;
    private readonly ResilienceRunner _runner;

    /// <param name="maxRetries">How often a request goes out again; 0 for never.</param>
    /// <param name="patience">How long it may take to repeat requests that a server which is starting has not seen.</param>
    /// <param name="metrics">Counts repetitions.</param>
    /// <param name="timeProvider">Tells the time and waits.</param>
    /// <param name="logger">Hears of repetitions.</param>
    public RetryHandler(int maxRetries, TimeSpan patience, Metrics metrics, TimeProvider timeProvider, ILogger logger)
    {
        _maxRetries = maxRetries;
        _patience = patience;
        _metrics = metrics;
        _timeProvider = timeProvider;
        _logger = logger;
        _runner = new ResilienceRunner(base.SendAsync);
        _retry = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => new ValueTask<bool>(SendsAgain(arguments)),
                // The rules say how often.
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                DelayGenerator = static arguments => new ValueTask<TimeSpan?>(DelayAfter(FailureOf(arguments.Outcome))),
                OnRetry = Report,
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;
        context.StartedAt = _timeProvider.GetTimestamp();
        context.Retries = 0;
        Outcome<HttpResponseMessage> outcome = await _runner.RunAsync(_retry, request, cancellationToken).ConfigureAwait(false);
        outcome.ThrowIfException();
        return outcome.Result!;
    }

    private bool SendsAgain(RetryPredicateArguments<object> arguments)
    {
        if (arguments.Outcome.Result is not CommandResponse { Failure: { } failure, Context: var context })
        {
            return false;
        }

        RetryStep step = RetryRules.Decide(context.Kind, failure);
        if (step == RetryStep.SendAgainInTurn)
        {
            return true;
        }

        // Whoever sends a poll has a loop of its own.
        if (context.IsInternal || _maxRetries == 0)
        {
            return false;
        }

        // A server that says how long it will be away is not asked before; longer than the patience nobody waits.
        TimeSpan left = _patience - _timeProvider.GetElapsedTime(context.StartedAt);
        if (RetryAfter(failure) > left)
        {
            return false;
        }

        return step switch
        {
            RetryStep.SendAgain => context.Retries++ < _maxRetries,
            RetryStep.SendAgainForAWhile => left > TimeSpan.Zero,
            _ => false,
        };
    }

    private ValueTask Report(OnRetryArguments<object> arguments)
    {
        if (FailureOf(arguments.Outcome) is { } failure)
        {
            Log.Retrying(_logger, failure.Command ?? "", arguments.RetryDelay, failure.Message);
            _metrics.Retried(failure.Command ?? "", failure);
        }

        return ValueTask.CompletedTask;
    }

    private static CloudStackException? FailureOf(Outcome<object> outcome) => (outcome.Result as CommandResponse)?.Failure;

    /// <summary>How long to wait; null for the usual time. A throttled request waits for its turn, which knows how long that is.</summary>
    private static TimeSpan? DelayAfter(CloudStackException? failure) =>
        failure is CloudStackApiException { Kind: ErrorKind.RateLimited } ? TimeSpan.Zero : RetryAfter(failure);

    /// <summary>How long the server asks to wait; null if it does not say, or names a time that is no wait.</summary>
    private static TimeSpan? RetryAfter(CloudStackException? failure)
    {
        TimeSpan? wait = failure switch
        {
            CloudStackTransportException e => e.RetryAfter,
            CloudStackApiException e => e.RetryAfter,
            _ => null,
        };
        return wait > TimeSpan.Zero ? wait : null;
    }
}
