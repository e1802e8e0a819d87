using CloudStack.Simulator;
using Fleet.RateLimits;

namespace Fleet.Tests;

/// <summary>The rate of a silo's requests. In virtual time.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PermitsTests
{
    private readonly ManualTimeProvider _clock = new();

    [Test]
    public async Task Requests_go_evenly_at_the_pace_of_the_share()
    {
        using Permits permits = new(_clock) { PerSecond = 10 };
        await _clock.RunUntilAsync(() => Task.WhenAll(Enumerable.Range(0, 31).Select(_ => permits.TakeAsync(CancellationToken.None))));
        Assert.That(_clock.Elapsed.TotalSeconds, Is.EqualTo(3).Within(0.01));
        Assert.That(permits.Sent, Is.EqualTo(31));
    }

    [Test]
    public async Task Without_a_share_nothing_waits()
    {
        using Permits permits = new(_clock);
        await _clock.RunUntilAsync(() => Task.WhenAll(Enumerable.Range(0, 100).Select(_ => permits.TakeAsync(CancellationToken.None))));
        Assert.That(_clock.Elapsed, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task A_share_that_grows_helps_those_that_wait_already()
    {
        using Permits permits = new(_clock) { PerSecond = 0.1 };
        Task all = Task.WhenAll(Enumerable.Range(0, 11).Select(_ => permits.TakeAsync(CancellationToken.None)));
        await _clock.RunForAsync(TimeSpan.FromSeconds(1));
        Assert.That(permits.Sent, Is.EqualTo(1));
        permits.PerSecond = 10;
        await _clock.RunUntilAsync(() => all);
        Assert.That(_clock.Elapsed.TotalSeconds, Is.EqualTo(2).Within(0.2));
    }

    [Test]
    public async Task What_waits_is_wanted_and_what_was_given_up_is_not()
    {
        using Permits permits = new(_clock) { PerSecond = 1 };
        using CancellationTokenSource gone = new();
        Task[] all = [.. Enumerable.Range(0, 4).Select(_ => permits.TakeAsync(gone.Token))];
        Assert.That(permits.TakeDemand(TimeSpan.FromSeconds(1)), Is.EqualTo(4 + 3), "arrived, and of these still waiting");
        Assert.That(permits.TakeDemand(TimeSpan.FromSeconds(1)), Is.EqualTo(3));
        await gone.CancelAsync();
        Assert.That(async () => await _clock.RunUntilAsync(() => Task.WhenAll(all)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(permits.TakeDemand(TimeSpan.FromSeconds(1)), Is.Zero);
    }
}
