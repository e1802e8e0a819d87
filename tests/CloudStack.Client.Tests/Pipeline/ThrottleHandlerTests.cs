using CloudStack.Client.Http;
using CloudStack.Client.Jobs;
using CloudStack.Client.Pipeline;
using CloudStack.Client.Tests.Credentials;
using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Pipeline;

/// <summary>Unused permits to send, and requests that don't count toward what a server grants.</summary>
public class ThrottleHandlerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_right_that_nobody_takes_any_more_is_there_for_whoever_comes_next()
    {
        ManualTimeProvider clock = new();
        using RequestThrottle throttle = new(limit: 1, clock);
        throttle.Refuse(2 * Second);
        throttle.Refuse(2 * Second);
        throttle.Refuse(2 * Second);
        using CancellationTokenSource cancel = new();
        Task cancelled = throttle.EnterAsync(RequestPriority.Other, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => cancelled);

        await clock.RunForAsync(2 * Second);

        Task next = throttle.EnterAsync(RequestPriority.Other, CancellationToken.None).AsTask();

        Assert.That(next.IsCompletedSuccessfully);
    }

    /// <summary>Three requests are refused for a second: nothing was granted, so the pace is one per second.</summary>
    [Test]
    public async Task A_refused_request_is_not_one_that_was_granted()
    {
        ManualTimeProvider clock = new();
        using Refusing handler = new(clock);
        await using CloudStackClient client = new(
            new CloudStackClientOptions { Endpoint = new Uri("http://cloud.invalid/client/api"), ApiKey = "k", SecretKey = "s" }, handler, timeProvider: clock);

        await clock.RunUntilAsync(() => Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.Zones.ListZones().ToListAsync())));

        Assert.That(handler.Times.Take(4), Is.EqualTo(new[] { 0, 0, 0, 1 }.Select(seconds => seconds * Second)));
        AssertPace(handler.Times[3..], Second);
    }

    /// <summary>Exchanges that failed say nothing about the limit, so the refusals between them are refusals in a row.</summary>
    [Test]
    public async Task A_broken_exchange_is_not_one_that_was_granted([Values] bool page)
    {
        List<TimeSpan> times = [];
        StubCloud? made = null;
        made = new StubCloud(
            _ =>
            {
                times.Add(made!.Clock.Elapsed);
                return times.Count > 6 ? StubHandler.Json("""{"a":{}}""")
                    : times.Count % 2 == 1 ? StubHandler.Error(429, "please retry after [1000] ms.", 9999)
                    : page ? StubHandler.Html(502) : AwayServer.Reset();
            },
            options => options.MaxRetries = 0);
        await using StubCloud cloud = made;
        for (int i = 0; i < 3; i++)
        {
            await Assert.CatchAsync<CloudStackException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()));
        }

        await cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.Zones.ListZones().ToListAsync())));

        Assert.That(times[7] - times[6], Is.GreaterThan(Second), "the third refusal has set a pace");
    }

    /// <summary>Requests that find no session aren't sent; the login is the only one that was granted.</summary>
    [Test]
    public async Task A_request_that_has_to_wait_for_a_login_is_not_one_that_was_granted()
    {
        List<TimeSpan> times = [];
        SessionServer? made = null;
        made = new SessionServer
        {
            CommandAnswer = _ =>
            {
                times.Add(made!.Cloud.Clock.Elapsed);
                return times.Count <= 3 ? StubHandler.Error(429, "please retry after [5000] ms.", 9999) : StubHandler.Json("""{"a":{}}""");
            },
        };
        await using SessionServer server = made;

        await server.Cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.Zones.ListZones().ToListAsync())));

        Assert.That(times.Take(4), Is.EqualTo(new[] { 0, 0, 0, 5 }.Select(seconds => seconds * Second)));
        AssertPace(times[3..], 5 * Second);
    }

    /// <summary>One per interval, and a little less often.</summary>
    private static void AssertPace(List<TimeSpan> times, TimeSpan distance) =>
        Assert.That(times.Zip(times.Skip(1), (before, after) => after - before), Has.Exactly(2).Items.And.All.InRange(distance, 1.1 * distance));

    /// <summary>Refuses three requests at once as soon as the third arrives.</summary>
    private sealed class Refusing(TimeProvider clock) : HttpMessageHandler
    {
        private readonly long _start = clock.GetTimestamp();
        private readonly TaskCompletionSource _third = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<TimeSpan> Times { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            int number;
            lock (Times)
            {
                Times.Add(clock.GetElapsedTime(_start));
                number = Times.Count;
            }

            if (number == 3)
            {
                _third.SetResult();
            }

            await _third.Task;
            return number <= 3 ? StubHandler.Error(429, "please retry after [1000] ms.", 9999)
                : StubHandler.Json("""{"a":{}}""");
        }
    }
}
