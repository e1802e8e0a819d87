namespace CloudStack.Simulator.Tests;

// A clock created in the set-up marks the very thread that then blocks until the asynchronous test has ended.
public sealed class ClockOfTheSetUpTests
{
    private ManualTimeProvider _clock = null!;

    [SetUp]
    public void CreateClock() => _clock = new ManualTimeProvider();

    [Test]
    [Repeat(20)]
    public async Task A_clock_made_in_the_set_up_runs()
    {
        await _clock.RunUntilAsync(Task.Delay(TimeSpan.FromMinutes(1), _clock));

        Assert.That(_clock.Elapsed, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void A_test_that_blocks_for_the_end_gets_it()
    {
        _clock.RunUntilAsync(() => Task.Delay(TimeSpan.FromMinutes(1), _clock)).GetAwaiter().GetResult();

        Assert.That(_clock.Elapsed, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task A_function_that_blocks_instead_of_awaiting_gets_on()
    {
        await _clock.RunUntilAsync(() =>
        {
            Task.Delay(TimeSpan.FromMinutes(1), _clock).GetAwaiter().GetResult();
            return Task.Delay(TimeSpan.FromMinutes(1), _clock);
        });

        Assert.That(_clock.Elapsed, Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public void A_function_that_throws_before_it_returns_a_task_ends_the_run() =>
        Assert.That(
            async () => await _clock.RunUntilAsync(Task () => throw new InvalidDataException()),
            Throws.TypeOf<InvalidDataException>());
}
