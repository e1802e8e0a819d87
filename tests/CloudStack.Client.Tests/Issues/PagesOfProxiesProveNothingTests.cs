using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A proxy's 503 may be sent before the request reaches the server, or after the connection to it broke. Unlike the page of the
/// server's own container it proves nothing, but the server's response about the job soon does. Jobs used to be looked up for a
/// minute.
/// </summary>
public class PagesOfProxiesProveNothingTests
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(10);

    private static readonly TestCaseData[] SomeonesPages =
    [
        new TestCaseData((Func<HttpResponseMessage>)Pages.Balancer).SetArgDisplayNames("a balancer"),
        new TestCaseData((Func<HttpResponseMessage>)Pages.Nothing).SetArgDisplayNames("an empty body"),
        new TestCaseData((Func<HttpResponseMessage>)Pages.Mesh).SetArgDisplayNames("a mesh"),
        new TestCaseData((Func<HttpResponseMessage>)Pages.Servlet).SetArgDisplayNames("the container, of the API itself"),
    ];

    [TestCaseSource(nameof(SomeonesPages))]
    public async Task A_synchronous_change_is_ambiguous_at_once(Func<HttpResponseMessage> page)
    {
        await using ProxiedServer server = new(page);

        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SendAsync(CommandKind.Write)))!;

        Assert.That(e.Message, Does.Contain("It may have been executed, and it was not sent again"));
        Assert.That((server.Cloud.Handler.Requests.Count, server.Clock.Elapsed), Is.EqualTo((1, TimeSpan.Zero)));
    }

    [TestCaseSource(nameof(SomeonesPages))]
    public async Task A_create_is_ambiguous_in_seconds_even_where_the_server_keeps_ids(Func<HttpResponseMessage> page)
    {
        await using ProxiedServer server = new(page, requestsBefore: 1);
        await server.SendAsync(CommandKind.CreateJob);

        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SendAsync(CommandKind.CreateJob)))!;

        Assert.That(e.Token!.Value.JobId, Is.EqualTo(server.Ids("deployVirtualMachine")[^1]));
        Assert.That(server.Ids("deployVirtualMachine"), Has.Length.EqualTo(2), "never sent again");
        Assert.That(server.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(3), Seconds), "a row may be late");
    }

    [TestCaseSource(nameof(SomeonesPages))]
    public async Task A_plain_job_goes_again_with_the_same_id_where_the_server_keeps_ids(Func<HttpResponseMessage> page)
    {
        await using ProxiedServer server = new(page, requestsBefore: 1);
        await server.SendAsync(CommandKind.Job);

        await server.SendAsync(CommandKind.Job);

        string[] ids = server.Ids("startVirtualMachine");
        Assert.That(ids, Has.Length.EqualTo(3));
        Assert.That(ids[2], Is.EqualTo(ids[1]).And.Not.EqualTo(ids[0]));
        Assert.That(server.Clock.Elapsed, Is.LessThan(Seconds));
    }

    [Test]
    public async Task A_plain_job_is_ambiguous_in_seconds_where_nothing_is_known_of_the_server()
    {
        await using ProxiedServer server = new(Pages.Balancer);

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SendAsync(CommandKind.Job));

        Assert.That(server.Ids("startVirtualMachine"), Has.Length.EqualTo(1));
        Assert.That(server.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(3), Seconds));
    }

    [Test]
    public async Task A_plain_job_whose_every_submit_meets_the_page_is_ambiguous_after_its_repetitions()
    {
        await using ProxiedServer server = new(Pages.Balancer, requestsBefore: 1, pages: 100);
        await server.SendAsync(CommandKind.Job);

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SendAsync(CommandKind.Job));

        Assert.That(server.Ids("startVirtualMachine").Skip(1), Has.Exactly(1 + 3).Items);
        Assert.That(server.Clock.Elapsed, Is.LessThan(4 * Seconds));
    }

    [TestCase(CommandKind.Job, 0)]
    [TestCase(CommandKind.CreateJob, 0)]
    [TestCase(CommandKind.Job, 2)]
    [TestCase(CommandKind.CreateJob, 2)]
    public async Task A_job_that_is_there_or_soon_is_has_its_handle(CommandKind kind, int rowAfterSeconds)
    {
        await using ProxiedServer server = new(Pages.Balancer) { RowAppearsAt = TimeSpan.FromSeconds(rowAfterSeconds) };

        await server.SendAsync(kind);

        Assert.That(server.Ids(KindOfCall.CommandOf(kind)), Has.Length.EqualTo(1));
        Assert.That(server.Clock.Elapsed, Is.LessThan(Seconds));
    }

    /// <summary>The seconds count from the server's first "no": before it, it's unknown whether the command is still running.</summary>
    [Test]
    public async Task A_server_that_does_not_answer_queries_is_asked_until_it_does([Values(CommandKind.Job, CommandKind.CreateJob)] CommandKind kind)
    {
        await using ProxiedServer server = new(Pages.Balancer) { QueriesWorkFrom = TimeSpan.FromSeconds(20) };

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => server.SendAsync(kind));

        Assert.That(server.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(23), TimeSpan.FromSeconds(20) + Seconds));
    }

    [Test]
    public async Task A_read_meets_the_page_and_is_sent_again()
    {
        await using ProxiedServer server = new(Pages.Balancer, pages: 3);

        await server.SendAsync(CommandKind.Read);

        Assert.That(server.Cloud.Handler.Requests, Has.Count.EqualTo(4));
    }

    /// <summary>Lets some requests through, then answers all but queries with a page.</summary>
    private sealed class ProxiedServer : IAsyncDisposable
    {
        private int _requestsBefore;
        private int _pages;

        public ProxiedServer(Func<HttpResponseMessage> page, int requestsBefore = 0, int pages = 1)
        {
            (_requestsBefore, _pages) = (requestsBefore, pages);
            Cloud = new StubCloud(request =>
                request.Command == "queryAsyncJobResult" ? Query(request)
                : _requestsBefore-- > 0 || _pages-- <= 0 ? KindOfCall.Answer(request)
                : page());
        }

        public StubCloud Cloud { get; }

        public ManualTimeProvider Clock => Cloud.Clock;

        public TimeSpan? RowAppearsAt { get; init; }

        public TimeSpan QueriesWorkFrom { get; init; }

        public string[] Ids(string command) => [.. Cloud.Handler.Requests.Where(request => request.Command == command).Select(request => request["customjobid"]!)];

        public Task SendAsync(CommandKind kind) => Cloud.RunAsync(client => KindOfCall.SendAsync(client, kind));

        public ValueTask DisposeAsync() => Cloud.DisposeAsync();

        private HttpResponseMessage Query(StubRequest request) => Clock.Elapsed < QueriesWorkFrom ? Pages.Balancer()
            : Clock.Elapsed >= RowAppearsAt ? StubHandler.Job(request["jobid"]!, 0)
            : StubHandler.NoSuchJob(request["jobid"]!);
    }
}
