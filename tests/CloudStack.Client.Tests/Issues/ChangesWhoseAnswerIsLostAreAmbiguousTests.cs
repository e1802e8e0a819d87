using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A synchronous change whose response isn't one that the API sends may have been executed. Only a broken connection and a
/// gateway's error page used to be reported as such; an empty body, a page with status 200 or an unreadable response looked as if
/// the address were wrong.
/// </summary>
public class ChangesWhoseAnswerIsLostAreAmbiguousTests
{
    private static readonly TestCaseData[] LostAnswers =
    [
        Lost("a page of 500", () => StubHandler.Html(500)),
        Lost("a page of 520", () => StubHandler.Html(520)),
        Lost("an error of 500 that breaks off", () => StubHandler.Json("""{"createnetworkresponse":{"errorcode":53""", 500)),
        Lost("a page of 502", () => StubHandler.Html(502)),
        Lost("half a body", () => StubHandler.Json("""{"createnetworkresponse":{"network":{"id":"n","na""")),
        Lost("a body that ends between its braces", () => StubHandler.Json("""{"createnetworkresponse":{"network":{"id":"n"}}""")),
        Lost("a body that breaks under way", () => StubHandler.BrokenBody(new IOException("The response ended prematurely."))),
        Lost("an empty body", () => StubHandler.Body(200, "application/json", "")),
        Lost("white space", () => StubHandler.Body(200, "application/json", "\r\n")),
        Lost("no content", () => StubHandler.Body(204, "application/json", "")),
        Lost("a page of 200", () => StubHandler.Html(200)),
        Lost("XML", () => StubHandler.Body(200, "text/xml", "<createnetworkresponse/>")),
        Lost("text", () => StubHandler.Body(200, "text/plain", "OK")),
        Lost("another structure", () => StubHandler.Json("[]")),
        Lost("an object without an envelope", () => StubHandler.Json("{}")),
        Lost("a number in the place of the object", () => StubHandler.Json("""{"createnetworkresponse":7}""")),
        Lost("null in the place of the object", () => StubHandler.Json("""{"createnetworkresponse":null}""")),
        Lost("a list in the place of the object", () => StubHandler.Json("""{"createnetworkresponse":[{"id":"n"}]}""")),
        Lost("more than is allowed", () => StubHandler.Json($$$$"""{"createnetworkresponse":{"network":{"name":"{{{{new string('x', 70_000)}}}}"}}}""")),
        Lost("a filter that also looks at answers", () => StubHandler.Html(403)),
        Lost("a page of 409", () => StubHandler.Html(409)),
    ];

    private static readonly int[] RefusalsOfTheRequest = [301, 302, 307, 400, 401, 404, 405, 407, 411, 413, 414, 415, 421, 426, 428];

    [TestCaseSource(nameof(LostAnswers))]
    public async Task A_change_whose_answer_is_lost_may_have_been_executed(Func<HttpResponseMessage> answer)
    {
        await using StubCloud cloud = new(_ => answer(), options => options.MaxResponseBytes = 65_536);

        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.Write))))!;

        Assert.That((e.Command, e.Token), Is.EqualTo(("createNetwork", (JobToken?)null)));
        Assert.That(e.Message, Does.Contain("It may have been executed, and it was not sent again").And.Contain(e.InnerException!.Message));
        Assert.That((cloud.Handler.Requests.Count, cloud.Clock.Elapsed), Is.EqualTo((1, TimeSpan.Zero)));
    }

    [Test]
    public async Task The_form_of_the_answer_makes_no_difference([Values("success", "list", "by name")] string form, [Values("", "<html>", "{\"a\":{\"b\":")] string body)
    {
        await using StubCloud cloud = new(_ => StubHandler.Body(200, "application/json", body));

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => cloud.RunAsync(client => form switch
        {
            "success" => client.Volumes.DeleteVolumeAsync(new() { Id = "v" }),
            "list" => client.Templates.RegisterTemplateAsync(new() { Format = "QCOW2", Hypervisor = "KVM", Name = "n", Url = "http://t.example.org/t" }),
            _ => (Task)client.Commands.SendAsync("updateThing"),
        }));
    }

    /// <summary>
    /// A server that refuses the request itself (its address, its size, its form) or redirects it hasn't passed it on. A 403 proves
    /// no such thing: filters of responses return it, too.
    /// </summary>
    [TestCaseSource(nameof(RefusalsOfTheRequest))]
    public async Task A_page_that_refuses_the_request_is_a_plain_failure(int status)
    {
        await using StubCloud cloud = new(_ => StubHandler.Html(status));

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.Write))))!;

        Assert.That((e.HttpStatus, cloud.Handler.Requests.Count), Is.EqualTo((status, 1)));
    }

    [TestCase(431, ErrorKind.InvalidParameter)]
    [TestCase(500, ErrorKind.Unknown)]
    [TestCase(503, ErrorKind.ServerUnavailable)]
    [TestCase(530, ErrorKind.Internal)]
    [TestCase(533, ErrorKind.Capacity)]
    public async Task The_servers_own_word_is_passed_on(int code, ErrorKind kind)
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(code, "no", csErrorCode: null));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.Write))))!;

        Assert.That((e.ErrorCode, e.Kind), Is.EqualTo((code, kind)));
    }

    /// <summary>Reads are repeated or reported, but never ambiguous.</summary>
    [TestCaseSource(nameof(LostAnswers))]
    public async Task A_read_is_never_ambiguous(Func<HttpResponseMessage> answer)
    {
        await using StubCloud cloud = new(_ => answer(), options => options.MaxResponseBytes = 65_536);

        CloudStackException? failure = null;
        try
        {
            await cloud.RunAsync(client => client.Commands.SendAsync("listThings"));
        }
        catch (CloudStackException e)
        {
            failure = e;
        }

        Assert.That(failure, Is.Null.Or.InstanceOf<ResponseFormatException>().Or.InstanceOf<CloudStackTransportException>());
    }

    private static TestCaseData Lost(string name, Func<HttpResponseMessage> answer) => new TestCaseData(answer).SetArgDisplayNames(name);
}
