using System.Globalization;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A 429 among successful requests is caused by other programs of the account, and says little about this client's pace; a limit
/// refuses everything until its window ends. A single refusal used to stop all requests for as long as it said: 1 % of them brought
/// 320 calls a second down to 22, recovery took minutes, and a steady limit of 5 calls a second was used to 40 %.
/// </summary>
public class ThrottlingCostsWhatTheServerTakesTests
{
    private const string Named = "The given user has reached his/her account api limit, please retry after [1000] ms.";

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    private static readonly TestCaseData[] SporadicRefusals =
    [
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Error(429, Named, 9999)), 0.01, 160).SetArgDisplayNames("1 % of the API"),
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Html(429)), 0.01, 160).SetArgDisplayNames("1 % of a proxy"),
        new TestCaseData((Func<HttpResponseMessage>)RetryAfter, 0.01, 160).SetArgDisplayNames("1 % of a proxy that names a time"),
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Error(429, Named, 9999)), 0.03, 120).SetArgDisplayNames("3 % of the API"),
        new TestCaseData((Func<HttpResponseMessage>)RetryAfter, 0.03, 120).SetArgDisplayNames("3 % of a proxy that names a time"),
    ];

    [TestCaseSource(nameof(SporadicRefusals))]
    public async Task Refusals_of_a_few_requests_leave_most_of_the_speed(Func<HttpResponseMessage> refusal, double share, int atLeast)
    {
        Random random = new(20261129);
        await using Busy busy = new(_ => random.NextDouble() < share ? refusal() : null);

        await busy.RunAsync(TimeSpan.FromSeconds(30));

        Assert.That(busy.AnsweredPerSecond(0, 30), Is.GreaterThanOrEqualTo(atLeast), "of 320");
        Assert.That(busy.Failures, Is.Zero);
    }

    [TestCase(1)]
    [TestCase(9)]
    [TestCase(60)]
    public async Task Half_a_minute_after_the_last_refusal_the_speed_is_back(int seconds)
    {
        await using Busy busy = new(now => now < TimeSpan.FromSeconds(seconds) ? StubHandler.Error(429, Named, 9999) : null);

        await busy.RunAsync(TimeSpan.FromSeconds(seconds + 40));

        Assert.That(busy.AnsweredPerSecond(seconds + 30, seconds + 40), Is.GreaterThanOrEqualTo(300), "of 320");
    }

    [Test]
    public async Task Refusals_that_come_again_and_again_for_a_moment_do_not_add_up()
    {
        // Everything is refused for a tenth of a second in every ten.
        await using Busy busy = new(now => now.TotalSeconds % 10 > 9.9 ? StubHandler.Error(429, "please retry after [100] ms.", 9999) : null);

        await busy.RunAsync(TimeSpan.FromSeconds(100));

        Assert.That(busy.AnsweredPerSecond(0, 100), Is.GreaterThanOrEqualTo(160), "of 320");
        Assert.That(busy.AnsweredPerSecond(90, 100), Is.GreaterThanOrEqualTo(160), "of 320");
    }

    /// <summary>Calls that are signed with a key count twice, so the server grants half of its maximum.</summary>
    [TestCase(10, 5, 1)]
    [TestCase(25, 12, 1)]
    [TestCase(100, 50, 1)]
    [TestCase(100, 10, 5)]
    public async Task A_steady_limit_is_used_to_nine_tenths(int maximum, int perSecond, int window)
    {
        await using TestCloud cloud = new(simulator: new SimulatorOptions
        {
            ThrottleLimit = maximum,
            ThrottleInterval = TimeSpan.FromSeconds(window),
            JobDuration = TimeSpan.FromMilliseconds(40),
        });
        SimulatorUser user = cloud.Engine.AddUser("tenant");
        string volume = cloud.Engine.AddZone("z");
        await using CloudStackClient client = new(
            new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = user.ApiKey, SecretKey = user.SecretKey },
            cloud.Handler,
            timeProvider: cloud.Clock);

        JobResult[] results = await cloud.Clock.RunUntilAsync(() => Task.WhenAll(Enumerable.Range(0, perSecond * 20).Select(async i =>
            (JobResult)await client.Volumes.CreateVolumeAsync(new() { Name = $"v{i}", ZoneId = volume, Size = 1 }).WaitForCompletionAsync())));

        Assert.That(results.Select(static result => result.IsSuccess), Has.All.True);
        int[] granted = [.. cloud.Engine.Requests.Where(static request => request.Status != 429)
            .GroupBy(request => (int)((request.At - cloud.Clock.Start).TotalSeconds / 10)).OrderBy(static group => group.Key).Select(static group => group.Count())];
        int refused = cloud.Engine.Requests.Count(static request => request.Status == 429);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"granted in each 10 s: {string.Join(", ", granted)} of {perSecond * 10}; refused: {refused}; {cloud.Clock.Elapsed.TotalSeconds:0.0} s"));
        Assert.That(granted[..^1], Has.Length.GreaterThanOrEqualTo(3).And.All.GreaterThanOrEqualTo(perSecond * 9));
        Assert.That(refused, Is.LessThan(granted.Sum() / 5));
    }

    private static HttpResponseMessage RetryAfter()
    {
        HttpResponseMessage response = StubHandler.Html(429);
        response.Headers.RetryAfter = new(TimeSpan.FromSeconds(1));
        return response;
    }

    /// <summary>Sixteen callers that call continuously, which is 320 calls a second.</summary>
    private sealed class Busy : IAsyncDisposable
    {
        private readonly StubCloud _cloud;
        private readonly List<TimeSpan> _answered = [];

        /// <param name="refuse">Returns a refusal, given the time; null for a response.</param>
        public Busy(Func<TimeSpan, HttpResponseMessage?> refuse) =>
            _cloud = new StubCloud(_ => refuse(_cloud!.Clock.Elapsed) ?? new LateResponse(_cloud!.Clock, Latency, static () => StubHandler.Json("""{"listzonesresponse":{}}""")));

        public int Failures { get; private set; }

        public Task RunAsync(TimeSpan time) => _cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            while (_cloud.Clock.Elapsed < time)
            {
                try
                {
                    await client.Commands.SendAsync("listZones");
                    lock (_answered)
                    {
                        _answered.Add(_cloud.Clock.Elapsed);
                    }
                }
                catch (CloudStackException)
                {
                    Failures++;
                }
            }
        })));

        public double AnsweredPerSecond(int from, int to)
        {
            double rate = _answered.Count(at => at >= TimeSpan.FromSeconds(from) && at < TimeSpan.FromSeconds(to)) / (double)(to - from);
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{from} to {to} s: {rate:0} a second"));
            return rate;
        }

        public ValueTask DisposeAsync() => _cloud.DisposeAsync();
    }
}
