using CloudStack.Client.Diagnostics;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace CloudStack.Client.Transport;

/// <summary>Every Polly pipeline of the client. Polly stays inside: nothing of it shows in the public API.</summary>
internal sealed class ResiliencePipelines
{
    /// <summary>Longer than any wait for the next poll; the loop sleeps at most this long at a time.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromHours(12);

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(10);

    public ResiliencePipelines(ClientSettings settings, TimeProvider timeProvider, ILogger logger)
    {
        ReadRetry = CreateRetry(settings.MaxRetries, FailureClassifier.IsRetryableRead, timeProvider, logger);
        WriteRetry = CreateRetry(settings.MaxRetries, FailureClassifier.IsSafeToResend, timeProvider, logger);
        SubmitRetry = CreateRetry(settings.MaxRetries, FailureClassifier.WasRefusedUntouched, timeProvider, logger);
        ReadTimeout = CreateTimeout(settings.ReadTimeout, timeProvider);
        WriteTimeout = CreateTimeout(settings.WriteTimeout, timeProvider);
        Poll = CreateTimeout(settings.ReadTimeout < PollTimeout ? settings.ReadTimeout : PollTimeout, timeProvider);
    }

    public ResiliencePipeline ReadRetry { get; }

    public ResiliencePipeline WriteRetry { get; }

    public ResiliencePipeline SubmitRetry { get; }

    public ResiliencePipeline ReadTimeout { get; }

    public ResiliencePipeline WriteTimeout { get; }

    /// <summary>One poll: short, and without a retry of its own, because the next round is the retry.</summary>
    public ResiliencePipeline Poll { get; }

    /// <summary>The monitor's loop: goes on while a round's result is not null, and sleeps as the schedule says.</summary>
    public static ResiliencePipeline CreateRounds(TimeProvider timeProvider, Func<TimeSpan> planSleep) =>
        new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static arguments => new ValueTask<bool>(arguments.Outcome is { Exception: null, Result: not null }),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Constant,
                DelayGenerator = _ => new ValueTask<TimeSpan?>(planSleep()),
            })
            .Build();

    private static ResiliencePipeline CreateRetry(int maxRetries, Func<Exception, bool> shouldRetry, TimeProvider timeProvider, ILogger logger)
    {
        if (maxRetries == 0)
        {
            // Polly refuses a retry strategy without retries.
            return ResiliencePipeline.Empty;
        }

        return new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => new ValueTask<bool>(arguments.Outcome.Exception is { } e && shouldRetry(e)),
                MaxRetryAttempts = maxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstRetryDelay,
                MaxDelay = LongestRetryDelay,
                OnRetry = arguments =>
                {
                    string command = (arguments.Outcome.Exception as CloudStackException)?.Command ?? "";
                    Log.Retrying(logger, command, arguments.RetryDelay, arguments.Outcome.Exception?.Message ?? "");
                    if (arguments.Outcome.Exception is { } failure)
                    {
                        Metrics.Retried(command, failure);
                    }

                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    private static ResiliencePipeline CreateTimeout(TimeSpan timeout, TimeProvider timeProvider) =>
        new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = timeout })
            .Build();
}
