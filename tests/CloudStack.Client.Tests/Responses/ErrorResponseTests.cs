using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Responses;

/// <summary>How errors that the server reports are read.</summary>
public class ErrorResponseTests
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

    [TestCase(503, "Maintenance has been initiated. Can not accept new jobs", true)]
    [TestCase(503, "overloaded", false)]
    [TestCase(530, "Can not accept new jobs", false)]
    public void Only_a_503_that_says_so_refuses_new_jobs(int code, string text, bool refuses) =>
        Assert.That(ErrorClassifier.SaysNoNewJobs(new CloudStackApiException("startThing", code, code, text)), Is.EqualTo(refuses));

    [TestCase(432, "The given command does not exist or it is not available for user", true)]
    [TestCase(401, "The API listAsyncJobs is not available for user", true)]
    [TestCase(401, "unable to verify user credentials", false)]
    [TestCase(531, "The template is not available for user", false)]
    public void A_missing_right_is_told_from_a_bad_signature(int code, string text, bool isMissing) =>
        Assert.That(ErrorClassifier.SaysNotAllowed(new CloudStackApiException("listAsyncJobs", code, code, text)), Is.EqualTo(isMissing));

    [Test]
    public async Task Only_a_throttled_call_takes_the_time_to_wait_from_the_text()
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(530, "please retry after [100] ms.", 9999), options => options.MaxRetries = 0);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Commands.SendAsync("updateThing"))))!;

        Assert.That(e.RetryAfter, Is.Null);
    }

    [Test]
    public async Task An_error_text_with_a_raw_control_character_is_read()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("{\"a\":{\"uuidList\":[],\"errorcode\":530,\"errortext\":\"\u001b[1mscript failed\"}}", 530), options => options.MaxRetries = 0);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.That(e.ErrorText, Does.Contain("script failed"));
    }
}
