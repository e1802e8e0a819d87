using System.Collections.Concurrent;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace CloudStack.Simulator.Tests;

public sealed class VirtualTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task Running_until_a_delay_is_over_stops_exactly_there()
    {
        var clock = new ManualTimeProvider();

        await clock.RunUntilAsync(Task.Delay(TimeSpan.FromHours(5), clock));

        Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.FromHours(5)));
    }

    [Test]
    public async Task The_result_and_the_exception_of_the_task_come_through()
    {
        var clock = new ManualTimeProvider();
        async Task<int> Answer()
        {
            await Task.Delay(Second, clock);
            return 42;
        }

        async Task Fail()
        {
            await Task.Delay(Second, clock);
            throw new InvalidDataException("as it should");
        }

        Assert.That(await clock.RunUntilAsync(Answer()), Is.EqualTo(42));
        Assert.That(await clock.RunUntilAsync(Answer), Is.EqualTo(42));
        Assert.That(async () => await clock.RunUntilAsync(Fail()), Throws.TypeOf<InvalidDataException>());
        Assert.That(async () => await clock.RunUntilAsync(Fail), Throws.TypeOf<InvalidDataException>());
        Assert.That(clock.Elapsed, Is.EqualTo(4 * Second));
    }

    [Test]
    public void A_task_that_waits_for_something_else_is_reported()
    {
        var clock = new ManualTimeProvider();
        var never = new TaskCompletionSource();

        Assert.That(
            async () => await clock.RunUntilAsync(never.Task),
            Throws.InvalidOperationException.With.Message.Contains("something other than this clock"));
    }

    [Test]
    public void The_limit_of_virtual_time_ends_an_endless_loop_exactly_there()
    {
        var clock = new ManualTimeProvider();
        async Task Endless()
        {
            while (true)
            {
                await Task.Delay(7 * Second, clock);
            }
        }

        Assert.That(async () => await clock.RunUntilAsync(Endless(), 60 * Second), Throws.TypeOf<TimeoutException>());
        Assert.That(clock.Elapsed, Is.EqualTo(60 * Second));
    }

    [Test]
    public void A_limit_that_is_not_positive_is_refused() =>
        Assert.That(
            async () => await new ManualTimeProvider().RunUntilAsync(Task.Delay(1), TimeSpan.Zero),
            Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task Delays_timeouts_and_cancellation_sources_end_at_their_times()
    {
        var clock = new ManualTimeProvider();
        var log = new ConcurrentQueue<(string What, TimeSpan At)>();
        void Note(string what) => log.Enqueue((what, clock.Elapsed));

        async Task Loop()
        {
            for (int i = 0; i < 3; i++)
            {
                await Task.Delay(2 * Second, clock).ConfigureAwait(false);
                await Task.Yield();
                Note("loop");
            }
        }

        async Task TimeOut()
        {
            try
            {
                await new TaskCompletionSource().Task.WaitAsync(3 * Second, clock).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                Note("timeout");
            }
        }

        async Task Canceled()
        {
            using var source = new CancellationTokenSource(5 * Second, clock);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, source.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Note("cancelled");
            }
        }

        await clock.RunUntilAsync(() => Task.WhenAll(Loop(), TimeOut(), Canceled()));

        Assert.That(log, Is.EqualTo(new[]
        {
            ("loop", 2 * Second), ("timeout", 3 * Second), ("loop", 4 * Second), ("cancelled", 5 * Second), ("loop", 6 * Second),
        }));
    }

    [Test]
    public async Task Running_for_a_span_settles_all_work_and_stops_exactly_there()
    {
        var clock = new ManualTimeProvider();
        int rounds = 0;
        using var stop = new CancellationTokenSource();
        async Task Loop()
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(Second, clock);
                await Task.Yield();
                rounds++;
            }
        }

        Task loop = Loop();
        await clock.RunForAsync(10.5 * Second);

        Assert.That(rounds, Is.EqualTo(10));
        Assert.That(clock.Elapsed, Is.EqualTo(10.5 * Second));
        await stop.CancelAsync();
        await clock.RunUntilAsync(loop);
    }

    [Test]
    public async Task Code_that_still_computes_keeps_the_clock_where_it_is()
    {
        var clock = new ManualTimeProvider();
        TimeSpan seen = TimeSpan.MaxValue;
        using ITimer other = clock.CreateTimer(_ => { }, null, 2 * Second, Second);
        async Task Work()
        {
            await Task.Delay(Second, clock).ConfigureAwait(false);
            await Task.Yield();
            long until = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(until) < TimeSpan.FromMilliseconds(150))
            {
                // Computes for longer than a watcher that guesses by real time would wait.
            }

            seen = clock.Elapsed;
        }

        await clock.RunUntilAsync(Work());

        Assert.That(seen, Is.EqualTo(Second));
    }

    [Test]
    public async Task The_clock_stands_while_the_test_itself_is_busy()
    {
        var clock = new ManualTimeProvider();
        Task run = clock.RunUntilAsync(Task.Delay(Second, clock));
        long from = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(from) < TimeSpan.FromMilliseconds(100))
        {
            Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.Zero));
        }

        await run;
        Assert.That(clock.Elapsed, Is.EqualTo(Second));
    }

    [Test]
    public async Task A_thousand_runs_of_hopping_loops_under_full_load_are_exact()
    {
        using var load = new CpuLoad();
        for (int repetition = 0; repetition < 1000; repetition++)
        {
            var clock = new ManualTimeProvider();
            var log = new ConcurrentQueue<(int Period, TimeSpan At)>();
            int[] periods = [70, 100, 130];

            await clock.RunUntilAsync(Task.WhenAll(periods.Select(p => HoppingLoop(clock, p, rounds: 2, log))));

            foreach (int period in periods)
            {
                Assert.That(
                    log.Where(entry => entry.Period == period).Select(entry => entry.At.TotalMilliseconds),
                    Is.EqualTo(Enumerable.Range(1, 2).Select(i => (double)(i * period))),
                    $"repetition {repetition}, period {period}");
            }
        }
    }

    [Test]
    public async Task Runs_with_a_clock_of_another_flow_are_exact_under_full_load()
    {
        using var load = new CpuLoad();
        for (int repetition = 0; repetition < 100; repetition++)
        {
            ManualTimeProvider clock;
            using (ExecutionContext.SuppressFlow())
            {
                // Created where its execution context doesn't flow to this test: only the thread pool shows when work has ended.
                clock = Task.Factory.StartNew(() => new ManualTimeProvider(), default, TaskCreationOptions.LongRunning, TaskScheduler.Default).GetAwaiter().GetResult();
            }

            var log = new ConcurrentQueue<(int Period, TimeSpan At)>();
            await clock.RunUntilAsync(Task.WhenAll(HoppingLoop(clock, 70, 4, log), HoppingLoop(clock, 110, 4, log)));

            Assert.That(
                log.Where(entry => entry.Period == 110).Select(entry => entry.At.TotalMilliseconds),
                Is.EqualTo(new[] { 110d, 220, 330, 440 }), $"repetition {repetition}");
        }
    }

    [Test]
    public async Task Resilience_pipelines_under_full_load_retry_at_exact_times()
    {
        using var load = new CpuLoad();
        for (int repetition = 0; repetition < 100; repetition++)
        {
            var clock = new ManualTimeProvider();
            var attempts = new ConcurrentQueue<TimeSpan>();
            ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
                .AddRetry(new RetryStrategyOptions
                {
                    MaxRetryAttempts = 4,
                    Delay = Second,
                    BackoffType = DelayBackoffType.Exponential,
                    ShouldHandle = new PredicateBuilder().Handle<TimeoutRejectedException>(),
                })
                .AddTimeout(TimeSpan.FromMilliseconds(250))
                .Build();

            await clock.RunUntilAsync(pipeline.ExecuteAsync(async token =>
            {
                attempts.Enqueue(clock.Elapsed);
                await Task.Yield();
                if (attempts.Count < 5)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, clock, token).ConfigureAwait(false);
                }
            }).AsTask());

            Assert.That(
                attempts.Select(at => at.TotalMilliseconds),
                Is.EqualTo(new[] { 0d, 1250, 3500, 7750, 16000 }), $"repetition {repetition}");
        }
    }

    private static async Task HoppingLoop(ManualTimeProvider clock, int period, int rounds, ConcurrentQueue<(int Period, TimeSpan At)> log)
    {
        for (int i = 0; i < rounds; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(period), clock).ConfigureAwait(false);
            await Task.Yield();
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ThreadPool.QueueUserWorkItem(_ => signal.SetResult());
            await signal.Task.ConfigureAwait(false);
            await Task.Run(static () => { }).ConfigureAwait(false);
            log.Enqueue((period, clock.Elapsed));
        }
    }
}
