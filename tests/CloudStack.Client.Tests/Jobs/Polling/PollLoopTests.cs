using CloudStack.Client.Jobs.Polling;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>The loop by itself: when it sends, and when it rests.</summary>
public class PollLoopTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly List<double> _rounds = [];
    private Func<Task> _send = () => Task.CompletedTask;
    private long _due = long.MinValue;

    [SetUp]
    public void SetUp()
    {
        _rounds.Clear();
        _send = () => Task.CompletedTask;
        _due = long.MinValue;
    }

    [Test]
    public async Task Nothing_runs_while_nobody_waits()
    {
        PollLoop loop = Create();

        loop.Wake();
        await _clock.RunForAsync(10 * Second);

        Assert.That((_rounds.Count, loop.Completion.IsCompleted, _clock.ActiveTimers), Is.EqualTo((0, true, 0)));
    }

    [Test]
    public async Task A_round_comes_when_something_is_due_and_the_loop_ends_with_the_last_wait()
    {
        PollLoop loop = Create();
        _due = At(3);
        _send = () =>
        {
            _due = Elapsed < 3 ? At(3) : Elapsed < 5 ? At(5) : long.MinValue;
            return Task.CompletedTask;
        };

        loop.Wake();
        await _clock.RunForAsync(60 * Second);

        Assert.That(_rounds, Is.EqualTo(new double[] { 0, 3, 5 }), "the first determines what is due");
        Assert.That((loop.Completion.IsCompleted, _clock.ActiveTimers), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task What_is_due_earlier_wakes_the_loop_and_what_is_due_later_does_not()
    {
        PollLoop loop = Create();
        _due = At(30);
        loop.Wake();
        await _clock.RunForAsync(Second);
        Assert.That(_rounds, Has.Count.EqualTo(1));

        _due = At(40);
        loop.Wake();
        await _clock.RunForAsync(Second);
        Assert.That(_rounds, Has.Count.EqualTo(1));
        _due = At(4);
        loop.Wake();
        await _clock.RunForAsync(Second);
        Assert.That(_rounds, Is.EqualTo(new double[] { 0, 2 }), "it checks what is due, and sleeps again");
        _due = long.MinValue;
        await _clock.RunForAsync(2 * Second);

        Assert.That((_rounds.Count, loop.Completion.IsCompleted), Is.EqualTo((3, true)));
    }

    [Test]
    public async Task What_becomes_due_while_a_round_sends_is_not_slept_through()
    {
        PollLoop loop = Create();
        _due = At(0);
        _send = () =>
        {
            _due = At(100);
            if (_rounds.Count == 1)
            {
                _due = At(7);
                loop.Wake();
            }

            return Task.CompletedTask;
        };

        loop.Wake();
        await _clock.RunForAsync(8 * Second);

        Assert.That(_rounds, Is.EqualTo(new double[] { 0, 7 }));
        _due = long.MinValue;
        loop.Wake();
        await loop.Completion;
    }

    [Test]
    public async Task An_exchange_that_hangs_delays_nothing_that_is_due([Values] bool known)
    {
        PollLoop loop = Create();
        TaskCompletionSource hangs = new();
        _due = At(0);
        _send = () =>
        {
            _due = _rounds.Count > 1 ? long.MinValue : known ? At(2) : long.MaxValue;
            return hangs.Task;
        };

        loop.Wake();
        await _clock.RunForAsync(2 * Second);
        Assert.That(_rounds, Has.Count.EqualTo(known ? 2 : 1));
        if (!known)
        {
            _due = At(2);
            loop.Wake();
            await _clock.RunForAsync(Second);
        }

        Assert.That(_rounds, Is.EqualTo(new double[] { 0, 2 }));
        hangs.SetResult();
        loop.Wake();
        await loop.Completion;
    }

    [Test]
    public async Task A_loop_that_has_ended_begins_anew()
    {
        PollLoop loop = Create();
        _send = () =>
        {
            _due = long.MinValue;
            return Task.CompletedTask;
        };

        for (int i = 1; i <= 3; i++)
        {
            _due = At(Elapsed);
            loop.Wake();
            await _clock.RunForAsync(Second);
            Assert.That((_rounds.Count, loop.Completion.IsCompleted), Is.EqualTo((i, true)));
        }
    }

    private double Elapsed => _clock.Elapsed.TotalSeconds - _start;

    private double _start;

    private PollLoop Create()
    {
        _start = _clock.Elapsed.TotalSeconds;
        return new PollLoop(
            () =>
            {
                _rounds.Add(Elapsed);
                return _send();
            },
            () => _due,
            _clock);
    }

    private long At(double seconds) => _clock.GetTimestamp() + TimeSpan.FromSeconds(seconds - Elapsed).Ticks;
}
