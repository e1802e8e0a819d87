using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace CloudStack.Client.Pipeline;

/// <summary>Sends a request again if <see cref="RetryRules"/> says so.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(8);

    // A limit of calls grants something at least every few minutes. What refuses for longer is another thing, such as a firewall.
    private static readonly TimeSpan LongestThrottling = TimeSpan.FromMinutes(15);

    private readonly int _maxRetries;
    private readonly TimeSpan _patience;
    private readonly Metrics _metrics;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _retry;
    private readonly ResilienceRunner _runner;

    /// <param name="maxRetries">How often a request is retried; 0 for never.</param>
    /// <param name="patience">How long to keep retrying requests that a server that is starting has not received.</param>
    /// <param name="metrics">Counts retries.</param>
    /// <param name="timeProvider">The clock, which also runs the delays.</param>
    /// <param name="logger">Logs retries.</param>
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
                // SendsAgain limits the number.
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
        context.FirstSentAt ??= context.StartedAt;
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
            // A look-up has a time limit, so it decides itself.
            return context.Paused < LongestThrottling && (context.IsPoll || context.PollLimit is null);
        }

        // The code that sends a poll has its own loop.
        if (context.IsInternal || _maxRetries == 0)
        {
            return false;
        }

        // If the server says how long it will be unavailable, no retry is sent earlier. If that's longer than the remaining
        // patience, no retry is sent at all.
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

    /// <summary>
    /// How long to wait; null for the usual delay. A throttled request queues for its turn, and the queue knows the delay.
    /// </summary>
    private static TimeSpan? DelayAfter(CloudStackException? failure) =>
        failure is CloudStackApiException { Kind: ErrorKind.RateLimited } ? TimeSpan.Zero : RetryAfter(failure);

    /// <summary>How long the server asks the client to wait; null if it doesn't say, or if the value is no valid delay.</summary>
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
