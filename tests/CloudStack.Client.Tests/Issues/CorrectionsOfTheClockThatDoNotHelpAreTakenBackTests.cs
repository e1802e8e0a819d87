using System.Globalization;
using System.Text.Json;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// The clock in a response may be that of a load balancer. A single 401 used to be enough to sign everything by it from then on,
/// which the server refused with 401 until the program was restarted.
/// </summary>
public class CorrectionsOfTheClockThatDoNotHelpAreTakenBackTests
{
    private const int ClockCorrected = 16;
    private const int Lifetime = 10;

    [TestCase(-60)]
    [TestCase(-1440)]
    public async Task A_wrong_clock_in_between_and_one_refusal_are_one_failed_call(int balancerAhead)
    {
        await using Server server = new() { BalancerAhead = Minutes(balancerAhead), RefuseAnyway = 1 };

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(server.ChangeAsync))!;
        await server.ChangeAsync();
        await server.ChangeAsync();

        Assert.That(e.Kind, Is.EqualTo(ErrorKind.Authentication));
        Assert.That(server.Expiries, Is.EqualTo(new[] { Lifetime, balancerAhead + Lifetime, Lifetime, Lifetime }.Select(Minutes)));
        Assert.That(server.Warnings, Is.Empty);
    }

    [Test]
    public async Task Every_refusal_is_tried_anew_and_none_is_remembered()
    {
        await using Server server = new() { BalancerAhead = Minutes(-60) };
        for (int i = 0; i < 3; i++)
        {
            server.RefuseAnyway = 1;
            await Assert.ThrowsAsync<CloudStackApiException>(server.ChangeAsync);
            await server.ChangeAsync();
        }

        Assert.That(server.Expiries, Is.EqualTo(Enumerable.Repeat(new[] { Lifetime, Lifetime - 60, Lifetime }, 3).SelectMany(minutes => minutes).Select(Minutes)));
    }

    /// <summary>A correction that no request has confirmed proves nothing, however its trial ended.</summary>
    [TestCase(429)]
    [TestCase(502)]
    [TestCase(404)]
    [TestCase(0)]
    public async Task A_correction_whose_trial_brought_no_answer_of_the_API_is_not_kept(int status)
    {
        await using Server server = new() { BalancerAhead = Minutes(-60), RefuseAnyway = 1 };
        server.OnTrial = () => status == 0 ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset") : StubHandler.Html(status);

        // A throttled call is sent again, and is accepted; the others fail.
        await server.ChangeAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.ChangeAsync();

        Assert.That(server.Expiries[^1], Is.EqualTo(Minutes(Lifetime)));
        Assert.That(server.Warnings, Is.Empty);
    }

    /// <summary>While one call tries a correction, the others sign as before; otherwise it could cause their refusal.</summary>
    [Test]
    public async Task A_trial_that_takes_long_harms_no_other_call()
    {
        await using Server server = new() { BalancerAhead = Minutes(-60), RefuseAnyway = 1, TrialsTake = TimeSpan.FromSeconds(10) };
        Task<CloudStackApiException?> first = server.Cloud.Clock.RunUntilAsync(() => Assert.ThrowsAsync<CloudStackApiException>(server.SendAsync));
        await server.Cloud.RunAsync(async _ =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), server.Cloud.Clock);
            await server.SendAsync();
        });

        Assert.That((await first)!.ErrorCode, Is.EqualTo(401));
        Assert.That(server.Expiries, Is.EqualTo(new[] { Lifetime, Lifetime - 60, Lifetime }.Select(Minutes)));
    }

    [TestCase(14)]
    [TestCase(90)]
    public async Task A_correction_that_helps_stays(int serverAhead)
    {
        await using Server server = new() { ServerAhead = Minutes(serverAhead), BalancerAhead = Minutes(serverAhead) };

        await server.ChangeAsync();
        await server.ChangeAsync();
        await server.ChangeAsync();

        int corrected = serverAhead + Lifetime;
        Assert.That(server.Expiries, Is.EqualTo(new[] { Lifetime, corrected, corrected, corrected }.Select(Minutes)));
        Assert.That(server.Warnings, Has.Count.EqualTo(1));
    }

    /// <summary>A refusal of the command itself proves that the signature was valid.</summary>
    [Test]
    public async Task A_correction_helps_as_well_where_the_API_refuses_the_command()
    {
        await using Server server = new() { ServerAhead = Minutes(90), BalancerAhead = Minutes(90) };
        server.OnAccepted = () => StubHandler.Error(535, "limit");

        for (int i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<CloudStackApiException>(server.ChangeAsync);
        }

        Assert.That(server.Expiries, Is.EqualTo(new[] { Lifetime, 90 + Lifetime, 90 + Lifetime }.Select(Minutes)));
    }

    [Test]
    public async Task A_clock_that_is_set_right_later_is_followed()
    {
        await using Server server = new() { ServerAhead = Minutes(90), BalancerAhead = Minutes(90) };
        await server.ChangeAsync();

        (server.ServerAhead, server.BalancerAhead) = (Minutes(200), Minutes(200));
        await server.ChangeAsync();

        Assert.That(server.Expiries, Is.EqualTo(new[] { Lifetime, 90 + Lifetime, 90 + Lifetime, 200 + Lifetime }.Select(Minutes)));
        Assert.That(server.Warnings, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Several_calls_that_are_refused_together_succeed_with_one_correction_and_one_warning()
    {
        await using Server server = new() { ServerAhead = Minutes(90), BalancerAhead = Minutes(90), AnswersTake = TimeSpan.FromSeconds(1) };

        await server.Cloud.RunAsync(_ => Task.WhenAll(Enumerable.Range(0, 12).Select(_ => server.SendAsync())));
        await server.ChangeAsync();

        Assert.That(server.Expiries, Has.Count.EqualTo(12 + 12 + 1));
        Assert.That(server.Expiries[^1], Is.EqualTo(Minutes(90 + Lifetime)));
        Assert.That(server.Warnings, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Several_calls_that_are_refused_together_for_another_reason_leave_the_clock_alone()
    {
        await using Server server = new() { BalancerAhead = Minutes(-60), RefuseAnyway = 12, AnswersTake = TimeSpan.FromSeconds(1) };

        await server.Cloud.RunAsync(_ => Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Assert.ThrowsAsync<CloudStackApiException>(server.SendAsync))));
        await server.ChangeAsync();

        Assert.That(server.Expiries, Has.Count.EqualTo(12 + 12 + 1));
        Assert.That(server.Expiries[^1], Is.EqualTo(Minutes(Lifetime)));
        Assert.That(server.Warnings, Is.Empty);
    }

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    /// <summary>Refuses requests that have expired by its own clock; its responses carry the load balancer's.</summary>
    private sealed class Server : IAsyncDisposable
    {
        private readonly EventLog _log = new();

        public Server() => Cloud = new StubCloud(Answer, options => options.MaxRetries = 0, loggers: _log);

        public StubCloud Cloud { get; }

        /// <summary>How far the server's clock is ahead of the client's, and the load balancer's.</summary>
        public TimeSpan ServerAhead { get; set; }

        public TimeSpan BalancerAhead { get; set; }

        /// <summary>The number of requests that are refused although their signatures are valid.</summary>
        public int RefuseAnyway { get; set; }

        public TimeSpan AnswersTake { get; init; }

        public TimeSpan TrialsTake { get; init; }

        /// <summary>The response to a request that is signed by the load balancer's clock.</summary>
        public Func<HttpResponseMessage>? OnTrial { get; set; }

        public Func<HttpResponseMessage>? OnAccepted { get; set; }

        /// <summary>How many minutes ahead of the client's clock each signature would expire.</summary>
        public List<TimeSpan> Expiries { get; } = [];

        public IReadOnlyList<string> Warnings => _log.Of(ClockCorrected);

        public Task<JsonElement> SendAsync() => Cloud.Client.Commands.SendAsync("updateThing");

        public async Task ChangeAsync() => await Cloud.RunAsync(_ => SendAsync());

        public ValueTask DisposeAsync() => Cloud.DisposeAsync();

        private HttpResponseMessage Answer(StubRequest request)
        {
            DateTimeOffset expires = DateTimeOffset.ParseExact(request["expires"]!, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
            TimeSpan expiry = expires - Cloud.Clock.GetUtcNow();
            bool isTrial = expiry < TimeSpan.Zero;
            lock (Expiries)
            {
                Expiries.Add(TimeSpan.FromMinutes(Math.Round(expiry.TotalMinutes)));
            }

            TimeSpan takes = isTrial && TrialsTake > TimeSpan.Zero ? TrialsTake : AnswersTake;
            return takes > TimeSpan.Zero ? new LateResponse(Cloud.Clock, takes, () => Judge(expires, isTrial)) : Judge(expires, isTrial);
        }

        private HttpResponseMessage Judge(DateTimeOffset expires, bool isTrial)
        {
            HttpResponseMessage response = isTrial && OnTrial is { } trial ? trial()
                : RefuseAnyway-- > 0 || expires < Cloud.Clock.GetUtcNow() + ServerAhead
                    ? StubHandler.Error(401, "unable to verify user credentials and/or request signature", null)
                : OnAccepted?.Invoke() ?? StubHandler.Json("""{"a":{"success":true}}""");
            response.Headers.Date = Cloud.Clock.GetUtcNow() + BalancerAhead;
            return response;
        }
    }
}
