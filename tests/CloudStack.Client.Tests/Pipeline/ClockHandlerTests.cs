using System.Globalization;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Pipeline;

/// <summary>Responses that say "too often" or "your clock is wrong": the call waits, or is signed by the server's clock, and is sent again.</summary>
public class ClockHandlerTests
{
    [Test]
    public async Task A_throttled_call_waits_as_long_as_it_is_told_and_goes_again()
    {
        int calls = 0;
        await using StubCloud cloud = new(_ => ++calls == 1
            ? StubHandler.Error(429, "The given user has reached his/her account api limit, please retry after [700] ms.", 9999)
            : StubHandler.Json("""{"a":{"success":true}}"""));

        await cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        Assert.That((calls, cloud.Clock.Elapsed), Is.EqualTo((2, TimeSpan.FromMilliseconds(700))));
    }

    [TestCase("please retry after [700] ms.", 700)]
    [TestCase("please retry after [ 700 ] ms.", 700)]
    [TestCase("[700]", 700)]
    [TestCase("limit [5], please retry after [700] ms.", 700)]
    [TestCase("please retry later", 3000)]
    [TestCase("please retry after [] ms.", 3000)]
    [TestCase("please retry after ]700[ ms.", 3000)]
    [TestCase("please retry after [soon] ms.", 3000)]
    [TestCase("please retry after 700] ms.", 3000)]
    [TestCase(null, 3000)]
    public async Task The_text_of_a_throttled_answer_says_how_long_to_wait_before_its_header_does(string? text, int milliseconds)
    {
        int calls = 0;
        await using StubCloud cloud = new(_ =>
        {
            if (++calls > 1)
            {
                return StubHandler.Json("""{"a":{"success":true}}""");
            }

            HttpResponseMessage response = text is null ? StubHandler.Html(429) : StubHandler.Error(429, text, 9999);
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(3));
            return response;
        });

        await cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        Assert.That((calls, cloud.Clock.Elapsed), Is.EqualTo((2, TimeSpan.FromMilliseconds(milliseconds))));
    }

    [TestCase(3600, 300)]
    [TestCase(300, 300)]
    [TestCase(299, 299)]
    [TestCase(0, 1)]
    [TestCase(null, 1)]
    public async Task A_throttled_call_waits_a_second_where_nothing_is_said_and_never_more_than_five_minutes(int? told, int waited)
    {
        int calls = 0;
        await using StubCloud cloud = new(_ =>
        {
            HttpResponseMessage response = ++calls == 1 ? StubHandler.Html(429) : StubHandler.Json("""{"a":{"success":true}}""");
            response.Headers.RetryAfter = told is { } seconds ? new(TimeSpan.FromSeconds(seconds)) : null;
            return response;
        });

        await cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        Assert.That((calls, cloud.Clock.Elapsed), Is.EqualTo((2, TimeSpan.FromSeconds(waited))));
    }

    [Test]
    public async Task A_clock_that_is_wrong_by_more_than_a_signature_lives_is_corrected_once()
    {
        List<string?> expires = [];
        StubCloud? cloud = null;
        cloud = new StubCloud(request =>
        {
            expires.Add(request["expires"]);
            HttpResponseMessage response = expires.Count == 1
                ? StubHandler.Error(401, "unable to verify user credentials and/or request signature", null)
                : StubHandler.Json("""{"a":{"success":true}}""");
            response.Headers.Date = cloud!.Clock.GetUtcNow() + TimeSpan.FromMinutes(14);
            return response;
        });
        await using StubCloud _ = cloud;

        await cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        Assert.That(expires, Is.EqualTo(new[] { "2030-01-01T00:10:00+0000", "2030-01-01T00:24:00+0000" }));
    }

    /// <summary>A signature that had expired, or would have been valid for more than a quarter of an hour, to the server.</summary>
    [TestCase(598)]
    [TestCase(599)]
    [TestCase(86_400)]
    [TestCase(-301)]
    [TestCase(-599)]
    [TestCase(-86_400)]
    public async Task A_clock_that_is_wrong_enough_for_a_refusal_is_corrected(int secondsAhead)
    {
        List<string?> expires = [];
        StubCloud? made = null;
        made = new StubCloud(request =>
        {
            expires.Add(request["expires"]);
            DateTimeOffset server = made!.Clock.GetUtcNow() + TimeSpan.FromSeconds(secondsAhead);
            HttpResponseMessage response = expires.Count == 1
                ? StubHandler.Error(401, "unable to verify user credentials and/or request signature", null)
                : StubHandler.Json("""{"a":{"success":true}}""");
            response.Headers.Date = server;
            return response;
        });
        await using StubCloud cloud = made;

        await cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));
        await cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        string corrected = new DateTimeOffset(2030, 1, 1, 0, 10, 0, TimeSpan.Zero).AddSeconds(secondsAhead).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + "+0000";
        Assert.That(expires, Is.EqualTo(new[] { "2030-01-01T00:10:00+0000", corrected, corrected }), "and the correction is kept");
    }

    [TestCase(null)]
    [TestCase(0)]
    [TestCase(597)]
    [TestCase(-300)]
    public async Task A_refused_signature_with_clocks_that_agree_is_an_error_at_once(int? secondsAhead)
    {
        StubCloud? made = null;
        made = new StubCloud(_ =>
        {
            HttpResponseMessage response = StubHandler.Error(401, "unable to verify user credentials and/or request signature", null);
            response.Headers.Date = secondsAhead is { } ahead ? made!.Clock.GetUtcNow() + TimeSpan.FromSeconds(ahead) : null;
            return response;
        });
        await using StubCloud cloud = made;

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Commands.SendAsync("listZones"))))!;

        Assert.That(e.Kind, Is.EqualTo(ErrorKind.Authentication));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_clock_is_corrected_once_for_a_call()
    {
        int calls = 0;
        StubCloud? cloud = null;
        cloud = new StubCloud(
            _ =>
            {
                HttpResponseMessage response = StubHandler.Error(401, "unable to verify user credentials and/or request signature", null);
                response.Headers.Date = cloud!.Clock.GetUtcNow() + TimeSpan.FromMinutes(30 * ++calls);
                return response;
            },
            options => options.MaxRetries = 0);
        await using StubCloud _ = cloud;

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That((e.Kind, calls), Is.EqualTo((ErrorKind.Authentication, 2)));
    }
}
