using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Transport;

/// <summary>What becomes of answers, good and bad.</summary>
public class ResponseTests
{
    [Test]
    public async Task An_error_carries_everything_the_server_said()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json(
            """{"listzonesresponse":{"uuidList":[{"uuid":"u1","description":"zone"},{"uuid":"u2"}],"errorcode":431,"cserrorcode":4350,"errortext":"Invalid parameter id"}}""",
            431));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.Multiple(() =>
        {
            Assert.That((e.Command, e.HttpStatus, e.ErrorCode, e.CSErrorCode, e.ErrorText), Is.EqualTo(("listZones", 431, 431, 4350, "Invalid parameter id")));
            Assert.That(e.Kind, Is.EqualTo(ErrorKind.InvalidParameter));
            Assert.That(e.UuidList, Is.EqualTo(new[] { new ErrorObject("u1", "zone"), new ErrorObject("u2", null) }));
            Assert.That(e.Message, Does.Contain("listZones").And.Contain("431/4350").And.Contain("Invalid parameter id"));
        });
    }

    [TestCase(401, "unable to verify user credentials", null, ErrorKind.Authentication)]
    [TestCase(432, "The API [x] does not exist", 9999, ErrorKind.NotPermitted)]
    [TestCase(530, "There is a concurrent operation on this VM", 9999, ErrorKind.Conflict)]
    [TestCase(531, "Account is not authorized", 4365, ErrorKind.NotPermitted)]
    [TestCase(531, "Failed to authenticate user x in domain y", null, ErrorKind.Authentication)]
    [TestCase(511, "2FA", null, ErrorKind.TwoFactorRequired)]
    [TestCase(430, "Unable to decode parameter", 9999, ErrorKind.InvalidParameter)]
    [TestCase(431, "due to incorrect long value format, or entity does not exist", 9999, ErrorKind.NotFound)]
    [TestCase(431, "Unable to find a job by id 5", 4350, ErrorKind.NotFound)]
    [TestCase(431, "affinity group already exists", 4350, ErrorKind.Conflict)]
    [TestCase(532, "limit", 4280, ErrorKind.LimitExceeded)]
    [TestCase(535, "Maximum number of resources", 4370, ErrorKind.LimitExceeded)]
    [TestCase(533, "no host", 4325, ErrorKind.Capacity)]
    [TestCase(534, "agent down", 4380, ErrorKind.ResourceUnavailable)]
    [TestCase(536, "in use", 4375, ErrorKind.InUse)]
    [TestCase(537, "conflict", 4360, ErrorKind.Conflict)]
    [TestCase(530, "There is concurrent operation", 4300, ErrorKind.Conflict)]
    [TestCase(530, "Unable to start a VM due to insufficient capacity.", 4250, ErrorKind.Capacity)]
    [TestCase(530, "Internal error", 9999, ErrorKind.Internal)]
    [TestCase(400, "bad", null, ErrorKind.InvalidParameter)]
    [TestCase(405, "bad", null, ErrorKind.InvalidParameter)]
    [TestCase(431, "bad", 4350, ErrorKind.InvalidParameter)]
    [TestCase(431, "insufficient capacity in the pod", 4350, ErrorKind.Capacity)]
    [TestCase(530, "Entity already exists ", 9999, ErrorKind.Conflict)]
    [TestCase(530, "x", 4370, ErrorKind.LimitExceeded)]
    [TestCase(530, "x", 4280, ErrorKind.LimitExceeded)]
    [TestCase(530, "x", 4290, ErrorKind.Authentication)]
    [TestCase(530, "x", 4295, ErrorKind.TwoFactorRequired)]
    [TestCase(530, "x", 4300, ErrorKind.Conflict)]
    [TestCase(530, "x", 4305, ErrorKind.Conflict)]
    [TestCase(530, "x", 4360, ErrorKind.Conflict)]
    [TestCase(530, "x", 4550, ErrorKind.Conflict)]
    [TestCase(530, "x", 4320, ErrorKind.Capacity)]
    [TestCase(530, "x", 4325, ErrorKind.Capacity)]
    [TestCase(530, "x", 4330, ErrorKind.Capacity)]
    [TestCase(530, "x", 4331, ErrorKind.Capacity)]
    [TestCase(530, "x", 4335, ErrorKind.Capacity)]
    [TestCase(530, "x", 4340, ErrorKind.Capacity)]
    [TestCase(530, "x", 4350, ErrorKind.InvalidParameter)]
    [TestCase(530, "x", 4365, ErrorKind.NotPermitted)]
    [TestCase(530, "x", 4375, ErrorKind.InUse)]
    [TestCase(530, "x", 4285, ErrorKind.ResourceUnavailable)]
    [TestCase(530, "x", 4380, ErrorKind.ResourceUnavailable)]
    [TestCase(530, "x", 4385, ErrorKind.ResourceUnavailable)]
    [TestCase(418, "teapot", null, ErrorKind.Unknown)]
    public async Task Errors_have_a_kind(int code, string text, int? cs, ErrorKind kind)
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(code, text, cs), options => options.MaxRetries = 0);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Commands.SendAsync("updateThing"))))!;

        Assert.That(e.Kind, Is.EqualTo(kind));
    }

    [TestCase("""{"errortext":"down"}""", 500, 500, "down")]
    [TestCase("""{"errorcode":431,"errortext":"wrong"}""", 500, 431, "wrong")]
    [TestCase("""{"errorcode":533,"other":[1,{}],"uuidList":null}""", 533, 533, null)]
    public async Task An_error_needs_a_code_or_a_text_and_its_own_code_counts(string content, int status, int code, string? text)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json($$"""{"a":{{content}}}""", status), options => options.MaxRetries = 0);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Commands.SendAsync("updateThing"))))!;

        Assert.That((e.HttpStatus, e.ErrorCode, e.ErrorText), Is.EqualTo((status, code, text)));
        Assert.That(e.UuidList, Is.Empty);
    }

    [TestCase("null")]
    [TestCase("errorresponse")]
    [TestCase("createLBStickinessPolicy")]
    public async Task The_name_of_the_envelope_does_not_matter(string envelope)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json($$$"""{"{{{envelope}}}":{"count":1,"whatever":[{"id":"z1","name":"one"}]}}"""));

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Name, Is.EqualTo("one"));
    }

    [TestCase(200, "text/xml", "<?xml version=\"1.0\"?><listzonesresponse/>", "XML")]
    [TestCase(200, "text/html", "<html>welcome</html>", "an HTML page")]
    [TestCase(200, "application/json", "", "empty body")]
    [TestCase(200, "application/json", "{}", "empty object")]
    [TestCase(200, "application/json", "{\"a\":{},\"b\":{}}", "more than one property")]
    [TestCase(200, "application/json", "{\"a\":{\"count\":1,\"zone\":[{\"id\":\"z", "cannot be read")]
    [TestCase(200, "application/json", "{\"a\":{}} trailing", "cannot be read")]
    [TestCase(404, "text/html", "<html>Error 404</html>", "malformed or too large")]
    [TestCase(405, "text/plain", "Please use HTTP POST to authenticate using this API", "HTTP 405")]
    [TestCase(431, "application/json", "{\"a\":{\"no\":\"error\"}}", "HTTP 431")]
    [TestCase(431, "application/json", "{\"a\":7}", "HTTP 431")]
    [TestCase(431, "application/json", "{\"a\":{\"errortext\":\"cut", "HTTP 431")]
    [TestCase(200, "text/plain", "hello", "a body of type text/plain")]
    public async Task What_is_no_answer_of_the_API_is_a_ResponseFormatException(int status, string type, string body, string telling)
    {
        await using StubCloud cloud = new(_ => Body(status, type, body), options => options.MaxRetries = 0);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.Multiple(() =>
        {
            Assert.That(e.HttpStatus, Is.EqualTo(status));
            Assert.That(e.Message, Does.Contain(telling).And.Contain("listZones"));
            Assert.That(e.Snippet, body.Length == 0 ? Is.Null : Is.EqualTo(body));
            Assert.That(e.Message, body.Length == 0 ? Does.Not.Contain("It begins") : Does.EndWith("It begins: " + body));
        });
    }

    [TestCase(511, 511)]
    [TestCase(512, 512)]
    [TestCase(513, 512)]
    public async Task Of_a_strange_answer_the_first_512_characters_are_shown(int length, int shown)
    {
        await using StubCloud cloud = new(_ => StubHandler.Html(404, new string('x', length)), options => options.MaxRetries = 0);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.Snippet, Is.EqualTo(new string('x', shown)));
    }

    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_gateway_page_is_a_transient_transport_failure(int status)
    {
        await using StubCloud cloud = new(_ => StubHandler.Html(status), options => options.MaxRetries = 0);

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That((e.IsTransient, e.HttpStatus), Is.EqualTo((true, status)));
    }

    [Test]
    public async Task Raw_control_characters_and_invalid_escapes_are_repaired()
    {
        const string Body = "{\"listzonesresponse\":{\"count\":2,\"zone\":[{\"id\":\"1\",\"name\":\"esc\u001b[31mred\ttab\"},{\"id\":\"2\",\"name\":\"back\\A \\u12 \\\\ok \\\"q\\\"\"}]}}";
        await using StubCloud cloud = new(_ => StubHandler.Json(Body));

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(zones.Select(zone => zone.Name), Is.EqualTo(new[] { "esc\u001b[31mred\ttab", "back\\A \\u12 \\ok \"q\"" }));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1), "repairing needs no second request");
    }

    [Test]
    public async Task An_error_text_with_a_raw_control_character_is_read()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("{\"a\":{\"uuidList\":[],\"errorcode\":530,\"errortext\":\"\u001b[1mscript failed\"}}", 530), options => options.MaxRetries = 0);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.ErrorText, Does.Contain("script failed"));
    }

    [Test]
    public async Task Half_a_surrogate_pair_loses_no_answer()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"count":1,"zone":[{"id":"1","name":"half \ud83d"}]}}"""));

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Id, Is.EqualTo("1"));
    }

    [Test]
    public async Task Percent_encoded_servers_are_recognised_by_an_id_and_remembered()
    {
        Queue<string> bodies = new(
        [
            """{"listzonesresponse":{"count":1,"zone":[{"id":"f2e9508a%2D3d64%2D42a9%2D8038%2De8deb16e0ff9","name":"my%20zone%2E%31+","internaldns1":"10%2E0%2E0%2E1"}]}}""",
            """{"listzonesresponse":{"count":1,"zone":[{"name":"no%20id"}]}}""",
        ]);
        await using StubCloud cloud = new(_ => StubHandler.Json(bodies.Dequeue()));

        Zone first = (await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single();
        Zone second = (await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single();

        Assert.That((first.Id, first.Name), Is.EqualTo(("f2e9508a-3d64-42a9-8038-e8deb16e0ff9", "my zone.1+")));
        Assert.That(second.Name, Is.EqualTo("no id"));
    }

    [Test]
    public async Task A_percent_sign_in_a_name_is_left_alone_elsewhere()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"count":1,"zone":[{"id":"f2e9508a-3d64-42a9-8038-e8deb16e0ff9","name":"100%25 f2e9508a%2D3d64"}]}}"""));

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Name, Is.EqualTo("100%25 f2e9508a%2D3d64"));
    }

    [Test]
    public async Task An_answer_beyond_the_limit_is_refused_by_name()
    {
        await using StubCloud cloud = new(
            _ => StubHandler.Json($$$"""{"a":{"count":1,"zone":[{"name":"{{{new string('x', 70_000)}}}"}]}}"""),
            options => options.MaxResponseBytes = 65_536);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.Message, Does.Contain("MaxResponseBytes allows 65536"));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_answer_that_is_just_as_long_as_allowed_is_read([Values] bool announced, [Values(0, 1)] int more)
    {
        const string Frame = """{"a":{"count":1,"zone":[{"name":""}]}}""";
        string body = Frame.Replace("\"\"", $"\"{new string('x', 65_536 - Frame.Length + more)}\"", StringComparison.Ordinal);
        await using StubCloud cloud = new(
            _ => announced ? StubHandler.Json(body) : new HttpResponseMessage { Content = new Unannounced(body) },
            options => options.MaxResponseBytes = 65_536);
        Task<List<Zone>> call = cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        if (more == 0)
        {
            Assert.That((await call).Single().Name, Has.Length.EqualTo(65_536 - Frame.Length));
        }
        else
        {
            ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => call))!;
            Assert.That(e.Message, Does.Contain("65537 bytes or more; MaxResponseBytes allows 65536"));
        }
    }

    [TestCase(70_000)]
    [TestCase(500_000)]
    public async Task An_answer_of_unannounced_length_is_read_whole(int length)
    {
        string name = string.Concat(Enumerable.Range(0, length / 5).Select(i => i.ToString("D5", CultureInfo.InvariantCulture)));
        await using StubCloud cloud = new(_ => new HttpResponseMessage { Content = new Unannounced($$$"""{"a":{"count":1,"zone":[{"name":"{{{name}}}"}]}}""") });

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Name, Is.EqualTo(name));
    }

    [Test]
    public async Task An_answer_of_unannounced_length_beyond_the_limit_is_refused_by_name()
    {
        await using StubCloud cloud = new(
            _ => new HttpResponseMessage { Content = new Unannounced($$$"""{"a":{"count":1,"zone":[{"name":"{{{new string('x', 200_000)}}}"}]}}""") },
            options => options.MaxResponseBytes = 65_536);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.Message, Does.Contain("MaxResponseBytes allows 65536"));
    }

    [Test]
    public async Task Reads_are_repeated_after_passing_failures_and_writes_are_not()
    {
        int calls = 0;
        await using StubCloud cloud = new(_ => ++calls <= 3 ? StubHandler.Html(502) : StubHandler.Json("""{"a":{}}"""));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Is.Empty);
        Assert.That(calls, Is.EqualTo(4));

        calls = 0;
        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => cloud.RunAsync(client => client.Commands.SendAsync("updateThing")));
        Assert.That(calls, Is.EqualTo(1));
    }

    [TestCase(530, true)]
    [TestCase(502, true)]
    [TestCase(503, true)]
    [TestCase(504, true)]
    [TestCase(431, false)]
    [TestCase(533, false)]
    [TestCase(501, false)]
    public async Task A_read_is_repeated_after_errors_that_pass(int code, bool again)
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(code, "x", null), options => options.MaxRetries = 2);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.ErrorCode, Is.EqualTo(code));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(again ? 3 : 1));
    }

    [TestCase(200, "", true)]
    [TestCase(200, "<html>welcome</html>", false)]
    [TestCase(200, """{"a":{"count":1,""", true)]
    [TestCase(500, "<html>trouble</html>", true)]
    [TestCase(501, "<html>trouble</html>", true)]
    [TestCase(499, "<html>gone</html>", false)]
    public async Task A_read_is_repeated_where_the_answer_was_cut_or_the_server_failed_without_one(int status, string body, bool again)
    {
        await using StubCloud cloud = new(_ => Body(status, body.StartsWith('<') ? "text/html" : "application/json", body), options => options.MaxRetries = 2);

        await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()));

        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(again ? 3 : 1));
    }

    [Test]
    public async Task A_connection_that_was_never_made_lets_a_write_go_again()
    {
        int calls = 0;
        await using StubCloud cloud = new(_ => ++calls == 1
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused")
            : StubHandler.Json("""{"a":{"success":true}}"""));

        JsonElement answer = await cloud.RunAsync(client => client.Commands.SendAsync("updateThing"));

        Assert.That(answer.GetProperty("success").GetBoolean());
        Assert.That(calls, Is.EqualTo(2));
    }

    [Test]
    public async Task A_call_that_takes_too_long_is_a_transient_transport_failure_at_the_timeout()
    {
        await using StubCloud cloud = new(_ => StubHandler.Hang(), options =>
        {
            options.MaxRetries = 0;
            options.ReadTimeout = TimeSpan.FromSeconds(7);
        });

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That((e.IsTransient, cloud.Clock.Elapsed), Is.EqualTo((true, TimeSpan.FromSeconds(7))));
    }

    [Test]
    public async Task Only_the_callers_own_token_cancels()
    {
        using CancellationTokenSource cancel = new();
        await using StubCloud cloud = new(_ => StubHandler.Hang());
        Task<List<Zone>> call = cloud.Client.Zones.ListZones().ToListAsync(cancel.Token);
        await cloud.Clock.RunForAsync(TimeSpan.Zero);
        await cancel.CancelAsync();

        OperationCanceledException canceled = (await Assert.CatchAsync<OperationCanceledException>(() => call))!;
        Assert.That(canceled.CancellationToken.IsCancellationRequested);

        await using StubCloud broken = new(_ => throw new TaskCanceledException("nobody asked for this"), options => options.MaxRetries = 0);
        await Assert.ThrowsAsync<CloudStackTransportException>(() => broken.RunAsync(client => client.Zones.ListZones().ToListAsync()));
    }

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

    [TestCase(null)]
    [TestCase(0)]
    [TestCase(599)]
    [TestCase(-599)]
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

    private static HttpResponseMessage Body(int status, string type, string body) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, type),
    };

    /// <summary>A body as of a chunked answer: nothing says how long it is.</summary>
    private sealed class Unannounced(string text) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
