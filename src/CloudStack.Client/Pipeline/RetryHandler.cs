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
    private static readonly ResiliencePropertyKey<CommandContext> ContextKey = new("CloudStack.Client.Call");

    private readonly int _maxRetries;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<HttpResponseMessage> _retry;

    /// <param name="maxRetries">How often a request goes out again; 0 for never.</param>
    /// <param name="patience">How long it may take to repeat requests that a server which is starting has not seen.</param>
    /// <param name="timeProvider">Tells the time and waits.</param>
    /// <param name="logger">Hears of repetitions.</param>
    public RetryHandler(int maxRetries, TimeSpan patience, TimeProvider timeProvider, ILogger logger)
    {
        _maxRetries = maxRetries;
        _patience = patience;
        _timeProvider = timeProvider;
        _logger = logger;
        _retry = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
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
        ResilienceContext resilience = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        resilience.Properties.Set(ContextKey, context);
        context.StartedAt = _timeProvider.GetTimestamp();
        context.Retries = 0;
        try
        {
            return await _retry.ExecuteAsync(
                static (resilience, state) => new ValueTask<HttpResponseMessage>(state.Handler.SendOnAsync(state.Request, resilience.CancellationToken)),
                resilience,
                (Handler: this, Request: request)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    private Task<HttpResponseMessage> SendOnAsync(HttpRequestMessage request, CancellationToken cancellationToken) => base.SendAsync(request, cancellationToken);

    private bool SendsAgain(RetryPredicateArguments<HttpResponseMessage> arguments)
    {
        if (FailureOf(arguments.Outcome) is not { } failure || !arguments.Context.Properties.TryGetValue(ContextKey, out CommandContext? context))
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

    private ValueTask Report(OnRetryArguments<HttpResponseMessage> arguments)
    {
        if (FailureOf(arguments.Outcome) is { } failure)
        {
            Log.Retrying(_logger, failure.Command ?? "", arguments.RetryDelay, failure.Message);
            Metrics.Retried(failure.Command ?? "", failure);
        }

        return ValueTask.CompletedTask;
    }

    private static CloudStackException? FailureOf(Outcome<HttpResponseMessage> outcome) => outcome.Result is { } response ? ((CommandResponse)response).Failure : null;

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
