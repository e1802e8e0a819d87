using Polly;
using Polly.Retry;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The one loop of a <see cref="JobPoller"/>. Polly runs it: it is a retry whose attempts are rounds. A round sends what is due; while
/// jobs are pending after it, Polly tries again, after the delay that leads to the next poll. Nothing runs while nobody waits.
/// </summary>
/// <remarks>
/// So the schedule only has to say when the next poll is due. It may be due earlier while the loop sleeps, because of a new wait or
/// a hint; then the sleep is interrupted by cancelling this run of the retry, and another run begins.
/// </remarks>
internal sealed class PollLoop
{
    // What a round returns while jobs are pending: the result that Polly retries. Null ends the loop.
    private static readonly object StillPending = new();

    // Longer than any wait for the next poll, and no longer than timers can run.
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

    /// <param name="sendDue">Sends the polls that are due; the task ends with the last of them. Never throws.</param>
    /// <param name="nextDueAt">
    /// When the next poll is due, in ticks of the clock; <see cref="long.MaxValue"/> for not before an exchange ends,
    /// <see cref="long.MinValue"/> if nobody waits. It must not call the loop.
    /// </param>
    /// <param name="timeProvider">Tells the time and runs the timers.</param>
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

    /// <summary>Ends when the loop has ended that was begun last.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// What is due next may have changed: begins the loop if it does not run, and ends a sleep that would last too long. Never call it
    /// inside the lock that the answer to "when is the next poll due" needs.
    /// </summary>
    public void Wake()
    {
        lock (_gate)
        {
            long due = _nextDueAt();
            if (_isRunning)
            {
                _round?.TrySetResult();
                if (due < _sleepsUntil)
                {
                    _interrupt?.CancelInBackground();
                    _sleepsUntil = long.MinValue;
                }

                return;
            }

            if (due == long.MinValue)
            {
                return;
            }

            _isRunning = true;
        }

        Completion = Background.Run(RunAsync);
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
                // The outcome does not matter: "nobody waits" and "interrupted" both lead back to the top.
                await _rounds.ExecuteOutcomeAsync(static (_, loop) => loop.RoundAsync(), context, this).ConfigureAwait(false);
            }
            finally
            {
                ResilienceContextPool.Shared.Return(context);
            }
        }
    }

    /// <summary>How long to sleep after a round. From here on, what is due earlier wakes the loop.</summary>
    private TimeSpan SleepUntilNextPoll()
    {
        lock (_gate)
        {
            _sleepsUntil = _nextDueAt();
            TimeSpan delay = _sleepsUntil == long.MaxValue ? LongestSleep : Clock.Until(_timeProvider, _sleepsUntil);
            return delay < LongestSleep ? delay : LongestSleep;
        }
    }

    /// <summary>Sends what is due, and waits for it; but not for an exchange that hangs while another job becomes due.</summary>
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
            long due = _nextDueAt();
            using CancellationTokenSource stop = new();
            Task next = due == long.MaxValue ? woken.Task : Task.Delay(Clock.Until(_timeProvider, due), _timeProvider, stop.Token);
            await Task.WhenAny(exchanges, woken.Task, next).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
        }

        lock (_gate)
        {
            _round = null;
            return Outcome.FromResult<object?>(_nextDueAt() == long.MinValue ? null : StillPending);
        }
    }
}
