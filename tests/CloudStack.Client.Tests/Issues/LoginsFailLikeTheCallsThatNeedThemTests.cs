using CloudStack.Client.Tests.Credentials;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A call that needs a login goes through the same starting server and the same proxies twice. A failed login used to lose what kind
/// of failure it was: a starting server was given up after three quick retries, and one odd page ended a wait.
/// </summary>
public class LoginsFailLikeTheCallsThatNeedThemTests
{
    private static readonly TestCaseData[] OddPages =
    [
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Html(404))).SetArgDisplayNames("404"),
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Html(200))).SetArgDisplayNames("a page with 200"),
        new TestCaseData((Func<HttpResponseMessage>)Redirect).SetArgDisplayNames("a redirect"),
        new TestCaseData((Func<HttpResponseMessage>)Pages.Balancer).SetArgDisplayNames("a balancer"),
        new TestCaseData((Func<HttpResponseMessage>)Pages.Container).SetArgDisplayNames("a server that starts"),
        new TestCaseData((Func<HttpResponseMessage>)AwayServer.Reset).SetArgDisplayNames("a broken connection"),
    ];

    [Test]
    public async Task A_login_at_a_server_that_is_starting_is_repeated_as_long_as_a_read([Values] CommandKind kind)
    {
        SessionServer? made = null;
        made = new SessionServer
        {
            LoginResponse = () => made!.Cloud.Clock.Elapsed < TimeSpan.FromSeconds(45) ? Pages.Container() : null!,
            CommandAnswer = KindOfCall.Answer,
        };
        await using SessionServer server = made;

        await server.Cloud.RunAsync(client => KindOfCall.SendAsync(client, kind));

        Assert.That(server.Cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(60)));
        Assert.That(server.Count(KindOfCall.CommandOf(kind)), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(OddPages))]
    public async Task A_wait_whose_login_meets_a_page_goes_on(Func<HttpResponseMessage> page)
    {
        bool done = false;
        await using SessionServer server = new()
        {
            CommandAnswer = request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, done ? 1 : 0) : KindOfCall.Answer(request),
        };
        JobHandle job = await server.Cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));
        Task<JobResult> wait = job.WaitForCompletionAsync();
        await server.Cloud.Clock.RunForAsync(TimeSpan.FromSeconds(3));

        server.ExpireSessions();
        server.LoginResponse = page;
        await server.Cloud.Clock.RunForAsync(TimeSpan.FromSeconds(60));
        Assert.That(wait.IsCompleted, Is.False);
        (server.LoginResponse, done) = (null, true);

        Assert.That((await server.Cloud.RunAsync(_ => wait)).IsSuccess);
    }

    [TestCaseSource(nameof(OddPages))]
    public async Task A_wait_ends_after_its_tolerance_with_the_failure_of_the_login(Func<HttpResponseMessage> page)
    {
        await using SessionServer server = new(configure: options => options.Polling.FailureTolerance = TimeSpan.FromSeconds(40))
        {
            CommandAnswer = request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 0) : KindOfCall.Answer(request),
        };
        JobHandle job = await server.Cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));
        Task<JobResult> wait = job.WaitForCompletionAsync();
        await server.Cloud.Clock.RunForAsync(TimeSpan.FromSeconds(3));

        server.ExpireSessions();
        server.LoginResponse = page;

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => server.Cloud.RunAsync(_ => wait)))!;
        Assert.That(e.Job, Is.EqualTo(job));
        Assert.That(e.Message, Does.Contain("the login failed"));
        Assert.That(server.Cloud.Clock.Elapsed, Is.GreaterThan(TimeSpan.FromSeconds(40)));
    }

    private static HttpResponseMessage Redirect()
    {
        HttpResponseMessage response = StubHandler.Html(302);
        response.Headers.Location = new Uri("https://login.invalid/");
        return response;
    }
}
