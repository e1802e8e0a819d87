using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A retrying handler that a program puts around every HttpClient (dotnet/extensions#5248, microsoft/aspire#4631) treats refusals
/// of the API, 530 to 537 above all, as a server in trouble. It used to resend them and was held back, and the caller got "it may
/// have been executed" instead of the refusal; many refusals opened the handler's circuit.
/// </summary>
public class OuterRetryingHandlersSeeAnswersOfTheApiAsGoodTests
{
    private static readonly CommandKind[] Changes = [CommandKind.Write, CommandKind.Job, CommandKind.CreateJob];

    [Test]
    public async Task A_refused_change_is_refused_once_and_at_once(
        [ValueSource(nameof(Changes))] CommandKind kind, [Values(408, 500, 531, 532, 533, 534, 535, 536, 537)] int code)
    {
        await using Setup setup = new(_ => StubHandler.Error(code, "it cannot be done", null));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => setup.SendAsync(kind)))!;

        Assert.That((e.ErrorCode, e.HttpStatus, e.Kind), Is.EqualTo((code, code, ErrorClassifier.Classify(code, null, null))));
        Assert.That((setup.Cloud.Handler.Requests.Count, setup.Cloud.Clock.Elapsed), Is.EqualTo((1, TimeSpan.Zero)));
        Assert.That((setup.Outer.Repeats, setup.Outer.Failures), Is.EqualTo((0, 0)));
        Assert.That(setup.Outer.Seen, Is.EqualTo(new[] { 200 }));
    }

    [Test]
    public void Refusals_have_kinds_of_their_own() => Assert.That(
        new[] { 531, 532, 533, 534, 535, 536, 537 }.Select(code => ErrorClassifier.Classify(code, null, null)),
        Is.EqualTo(new[] { ErrorKind.NotPermitted, ErrorKind.LimitExceeded, ErrorKind.Capacity, ErrorKind.ResourceUnavailable, ErrorKind.LimitExceeded, ErrorKind.InUse, ErrorKind.Conflict }));

    /// <summary>A 530 can mean anything, including that a job exists, so the client queries the job once.</summary>
    [Test]
    public async Task An_internal_error_is_told_after_one_look_for_a_job([ValueSource(nameof(Changes))] CommandKind kind)
    {
        await using Setup setup = new(request => request.Command == "queryAsyncJobResult"
            ? KindOfCall.Answer(request)
            : StubHandler.Error(530, "Internal error executing command", 9999));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => setup.SendAsync(kind)))!;

        Assert.That((e.ErrorCode, e.Kind), Is.EqualTo((530, ErrorKind.Internal)));
        Assert.That(setup.Cloud.Handler.Count(KindOfCall.CommandOf(kind)), Is.EqualTo(1));
        Assert.That(setup.Cloud.Handler.Count("queryAsyncJobResult"), Is.EqualTo(kind == CommandKind.Write ? 0 : 1));
        Assert.That(setup.Outer.Seen, Has.All.EqualTo(200));
    }

    /// <summary>Only the client itself waits for a throttling server.</summary>
    [Test]
    public async Task A_throttled_call_is_sent_again_by_the_client_alone([Values] CommandKind kind)
    {
        int requests = 0;
        await using Setup setup = new(request => ++requests == 1 ? StubHandler.Error(429, "please retry after [700] ms.", 4545) : KindOfCall.Answer(request));

        await setup.SendAsync(kind);

        Assert.That((requests, setup.Outer.Repeats, setup.Cloud.Clock.Elapsed), Is.EqualTo((2, 0, TimeSpan.FromMilliseconds(700))));
        Assert.That(setup.Outer.Seen, Is.EqualTo(new[] { 200, 200 }));
    }

    [Test]
    public async Task Any_number_of_refusals_leaves_the_circuit_closed()
    {
        int refusals = 0;
        await using Setup setup = new(request => request.Command == "createNetwork" && ++refusals <= 50 ? StubHandler.Error(535, "limit") : KindOfCall.Answer(request));
        for (int i = 0; i < 50; i++)
        {
            await Assert.ThrowsAsync<CloudStackApiException>(() => setup.SendAsync(CommandKind.Write));
        }

        await setup.SendAsync(CommandKind.Write);

        Assert.That((refusals, setup.Outer.Failures), Is.EqualTo((51, 0)));
    }

    /// <summary>Jobs that don't exist yet, and servers that fail to read them, are valid responses of the API to polls.</summary>
    [Test]
    public async Task Polls_that_the_API_cannot_answer_leave_the_circuit_closed()
    {
        int queries = 0;
        await using Setup setup = new(request => request.Command != "queryAsyncJobResult" ? KindOfCall.Answer(request)
            : ++queries <= 25 ? StubHandler.Error(533, "trouble") : StubHandler.Job(request["jobid"]!, 1));
        JobHandle job = await setup.Cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));

        JobResult result = await setup.Cloud.RunAsync(_ => job.WaitForCompletionAsync());

        Assert.That((result.IsSuccess, queries, setup.Outer.Failures), Is.EqualTo((true, 26, 0)));
    }

    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    [TestCase(408)]
    [TestCase(500)]
    public async Task A_page_of_a_proxy_is_shown_again_to_whoever_repeats_a_change(int status)
    {
        await using Setup setup = new(_ => StubHandler.Html(status));

        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => setup.SendAsync(CommandKind.Write)))!;

        Assert.That(e.InnerException!.Message, Does.Contain($"HTTP {status} and an HTML page"));
        Assert.That(setup.Cloud.Handler.Requests, Has.Count.EqualTo(1));
        Assert.That(setup.Outer.Seen, Is.EqualTo(Enumerable.Repeat(status, 4)));
    }

    [Test]
    public async Task A_job_behind_the_page_of_a_proxy_is_found([Values(CommandKind.Job, CommandKind.CreateJob)] CommandKind kind)
    {
        await using Setup setup = new(request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 0) : StubHandler.Html(504));

        await setup.SendAsync(kind);

        Assert.That(setup.Cloud.Handler.Requests.Select(request => request.Command), Is.EqualTo(new[] { KindOfCall.CommandOf(kind), "queryAsyncJobResult" }));
    }

    /// <summary>A second pass of an attempt without a response is held back; only that attempt is lost.</summary>
    [Test]
    public async Task A_change_without_an_answer_is_not_sent_twice()
    {
        await using Setup setup = new(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely"));

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => setup.SendAsync(CommandKind.Write));

        Assert.That(setup.Cloud.Handler.Requests, Has.Count.EqualTo(1));
        Assert.That(setup.Outer.Seen, Is.EqualTo(new[] { 0, 0, 0, 0 }));
    }

    [Test]
    public async Task A_read_may_be_repeated_and_is_signed_afresh()
    {
        StubCloud? cloud = null;
        int lists = 0;
        await using Setup setup = new(request =>
        {
            cloud!.Clock.Advance(TimeSpan.FromSeconds(1));
            return ++lists <= 2 ? StubHandler.Html(502) : KindOfCall.Answer(request);
        });
        cloud = setup.Cloud;

        await setup.SendAsync(CommandKind.Read);

        Assert.That(setup.Outer.Seen, Is.EqualTo(new[] { 502, 502, 200 }));
        Assert.That(cloud.Handler.Requests.Select(request => request["expires"]), Is.Unique.And.Exactly(3).Items);
    }

    /// <summary>Both treat the container's page as a failure. The handler's retries fail; the client's own complete the call.</summary>
    [Test]
    public async Task A_server_that_starts_is_waited_for_by_the_client([ValueSource(nameof(Changes))] CommandKind kind)
    {
        int requests = 0;
        await using Setup setup = new(request => ++requests <= 2 ? Pages.Container() : KindOfCall.Answer(request));

        await setup.SendAsync(kind);

        Assert.That(requests, Is.EqualTo(3));
        Assert.That(setup.Outer.Seen, Is.EqualTo(new[] { 503, 503, 503, 503, 503, 503, 503, 503, 200 }));
    }

    private sealed class Setup : IAsyncDisposable
    {
        private ForeignResilience? _outer;

        public Setup(Func<StubRequest, HttpResponseMessage> answer) => Cloud = new StubCloud(answer, outside: inner => _outer = new ForeignResilience(inner));

        public StubCloud Cloud { get; }

        public ForeignResilience Outer => _outer!;

        public Task SendAsync(CommandKind kind) => Cloud.RunAsync(client => KindOfCall.SendAsync(client, kind));

        public ValueTask DisposeAsync() => Cloud.DisposeAsync();
    }
}
