using Polly;
using Polly.Retry;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The one loop of a <see cref="JobPoller"/>. Polly runs it as a retry whose attempts are rounds. A round sends what is due. If
/// jobs are still pending after it, Polly tries again after the delay until the next poll. Nothing runs while there are no waits.
/// </summary>
/// <remarks>
/// The schedule therefore only has to know when the next poll is due. If a new wait or a hint makes a poll due earlier while the
/// loop sleeps, the sleep is interrupted by canceling this run of the retry, and another run begins.
/// </remarks>
internal sealed class PollLoop
{
    // The result of a round while jobs are pending, which Polly retries. Null ends the loop.
    private static readonly object StillPending = new();

    // Longer than any delay until the next poll, and within the range of timers.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(12);

    private readonly object _gate = new();
    private readonly Func<Task> _sendDue;
    private readonly Func<long> _nextDueAt;
    private readonly TimeProvider _timeProvider;
    private readonly ResiliencePipeline _rounds;
    private bool _isRunning;
    private TaskCompletionSource? _round;
    private CancellationTokenSource? _interrupt;
    private long _sleepsUntil = long.MinValue;

    /// <param name="sendDue">Sends the polls that are due. The task completes with the last of them. Never throws.</param>
    /// <param name="nextDueAt">
    /// Returns when the next poll is due, in clock ticks; <see cref="long.MaxValue"/> for not before an exchange ends,
    /// <see cref="long.MinValue"/> if there are no waits. It must not call the loop.
    /// </param>
    /// <param name="timeProvider">Provides the time and the timers.</param>
    public PollLoop(Func<Task> sendDue, Func<long> nextDueAt, TimeProvider timeProvider)
    {
        _sendDue = sendDue;
        _nextDueAt = nextDueAt;
        _timeProvider = timeProvider;
        _rounds = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static arguments => new ValueTask<bool>(arguments.Outcome is { Exception: null, Result: not null }),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Constant,
                DelayGenerator = _ => new ValueTask<TimeSpan?>(SleepUntilNextPoll()),
            })
            .Build();
    }

    /// <summary>Completes when the most recently started run of the loop has ended.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// Handles a possible change of what is due next: starts the loop if it isn't running, and ends a sleep that would last too
    /// long. Never call this method inside the lock that is needed to determine when the next poll is due.
    /// </summary>
    public void Wake()
    {
        lock (_gate)
        {
            long due = _nextDueAt();
            if (_isRunning)
            {
                if (due < _sleepsUntil)
                {
                    _sleepsUntil = long.MinValue;
                    if (_round is { } round)
                    {
                        round.TrySetResult();
                    }
                    else
                    {
                        _interrupt?.CancelInBackground();
                    }
                }

                return;
            }

            if (due == long.MinValue)
            {
                return;
            }

            _isRunning = true;
            Completion = Background.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            using CancellationTokenSource interrupt = new();
            lock (_gate)
            {
                _sleepsUntil = long.MinValue;
                _isRunning = _nextDueAt() != long.MinValue;
                _interrupt = _isRunning ? interrupt : null;
                if (!_isRunning)
                {
                    return;
                }
            }

            ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, interrupt.Token);
            try
            {
                // The outcome doesn't matter: both "no waits" and "interrupted" lead back to the top.
                await _rounds.ExecuteOutcomeAsync(static (_, loop) => loop.RoundAsync(), context, this).ConfigureAwait(false);
            }
            finally
            {
                ResilienceContextPool.Shared.Return(context);
            }
        }
    }

    /// <summary>Returns how long to sleep after a round. From here on, anything that becomes due earlier wakes the loop.</summary>
    private TimeSpan SleepUntilNextPoll()
    {
        lock (_gate)
        {
            _sleepsUntil = _nextDueAt();
            TimeSpan delay = _sleepsUntil == long.MaxValue ? LongestSleep : Clock.Until(_timeProvider, _sleepsUntil);
            return delay < LongestSleep ? delay : LongestSleep;
        }
    }

    /// <summary>Sends what is due and waits for it, but not for an exchange that hangs while another job becomes due.</summary>
    private async ValueTask<Outcome<object?>> RoundAsync()
    {
        TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _sleepsUntil = long.MinValue;
            _round = woken;
        }

        Task exchanges = _sendDue();
        if (!exchanges.IsCompleted)
        {
            long due;
            lock (_gate)
            {
                due = _sleepsUntil = _nextDueAt();
            }

            using CancellationTokenSource stop = new();
            Task next = due == long.MaxValue ? woken.Task : Task.Delay(Clock.Until(_timeProvider, due), _timeProvider, stop.Token);
            await Task.WhenAny(exchanges, woken.Task, next).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
        }

        lock (_gate)
        {
            _round = null;
            _sleepsUntil = long.MinValue;
            return Outcome.FromResult<object?>(_nextDueAt() == long.MinValue ? null : StillPending);
        }
    }
}
