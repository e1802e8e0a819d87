using System.Net;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Http;

/// <summary>Third-party handlers around the signing that repeat requests and fail in their own ways.</summary>
public class SigningHandlerOuterTests
{
    /// <summary>They look like good responses to the handler; the client knows that nothing was executed, and resends the request itself.</summary>
    [TestCase(429)]
    [TestCase(503)]
    public async Task What_the_server_refused_untouched_is_sent_again_by_the_client(int status)
    {
        int submits = 0;
        Repeater? repeater = null;
        await using Setup setup = new(
            request => request.Command == "queryAsyncJobResult" ? StubHandler.NoSuchJob(request["jobid"]!)
                : ++submits > 1 ? StubHandler.Json($$$"""{"a":{"id":"vm","jobid":"{{{request["customjobid"]}}}"}}""")
                : status == 429 ? StubHandler.Error(429, "please retry after [500] ms.", 9999)
                : StubHandler.Error(503, "Maintenance or Shutdown has been initiated on this management server. Can not accept new jobs", 9999),
            inner => repeater = new Repeater(inner));

        JobHandle<VirtualMachine> job = await setup.DeployAsync();

        Assert.That((job.ResourceId, submits, setup.Stub.Count("queryAsyncJobResult")), Is.EqualTo(("vm", 2, 0)));
        Assert.That(repeater!.Repeats, Is.Zero);
    }

    [Test]
    public async Task What_may_have_been_executed_is_not_sent_again_by_a_handler()
    {
        int submits = 0;
        Repeater? repeater = null;
        await using Setup setup = new(
            request =>
            {
                if (request.Command == "queryAsyncJobResult")
                {
                    return StubHandler.Job(request["jobid"]!, 0);
                }

                submits++;
                return StubHandler.Html(503, "<html>starting</html>");
            },
            inner => repeater = new Repeater(inner));

        _ = await setup.DeployAsync();

        Assert.That((submits, repeater!.Repeats), Is.EqualTo((1, 3)), "the handler got the first response again");
    }

    [Test]
    public async Task A_handler_that_fails_after_the_command_went_out_makes_a_lost_answer_that_is_looked_up()
    {
        await using Setup setup = new(
            request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 0) : StubHandler.Html(502),
            static inner => new Breaker(inner, opensAfterSending: true));

        JobHandle<VirtualMachine> job = await setup.DeployAsync();

        Assert.That(job.JobId, Is.EqualTo(setup.Stub.Requests.First(request => request.Command == "deployVirtualMachine")["customjobid"]));
    }

    /// <summary>The client's own time limit expires, and the handler turns the cancellation into its own exception.</summary>
    [Test]
    public async Task A_handler_that_fails_because_the_time_is_over_has_lost_the_answer()
    {
        await using Setup setup = new(
            request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 0) : StubHandler.Hang(),
            static inner => new Hider(inner));

        JobHandle<VirtualMachine> job = await setup.DeployAsync();

        Assert.That(job.JobId, Is.EqualTo(setup.Stub.Requests.First(request => request.Command == "deployVirtualMachine")["customjobid"]));
        Assert.That(setup.Stub.Count("deployVirtualMachine"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_handler_that_refuses_to_send_is_a_transport_failure_that_waiting_mends()
    {
        Breaker? breaker = null;
        await using Setup setup = new(
            request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 1) : StubHandler.Json($$$"""{"a":{"id":"vm","jobid":"{{{request["customjobid"]}}}"}}"""),
            inner => breaker = new Breaker(inner));
        JobHandle<VirtualMachine> job = await setup.DeployAsync();

        breaker!.IsOpen = true;
        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => setup.DeployAsync()))!;
        Assert.That((e.IsTransient, e.NothingSent, e.InnerException), Is.EqualTo((true, true, e.InnerException)));
        Assert.That(e.InnerException, Is.TypeOf<Breaker.OpenException>());
        Task<JobResult<VirtualMachine>> wait = job.WaitForCompletionAsync();
        await setup.Clock.RunForAsync(TimeSpan.FromSeconds(20));
        Assert.That(wait.IsCompleted, Is.False);
        breaker.IsOpen = false;

        Assert.That((await setup.Clock.RunUntilAsync(wait)).Outcome, Is.EqualTo(JobOutcome.Succeeded));
    }

    [Test]
    public async Task A_read_of_a_session_that_a_handler_repeats_carries_its_cookies_once()
    {
        int lists = 0;
        await using Setup setup = new(
            request =>
            {
                HttpResponseMessage response = request.Command != "login" ? ++lists == 1 ? StubHandler.Html(503) : StubHandler.Json("""{"a":{}}""")
                    : StubHandler.Json("""{"loginresponse":{"sessionkey":"k"}}""");
                response.Headers.TryAddWithoutValidation("Set-Cookie", "JSESSIONID=node1");
                return response;
            },
            static inner => new Repeater(inner),
            new SessionCredentials("ann", "p"));

        await setup.ListAsync();

        Assert.That(setup.Stub.Requests.Where(request => request.Command == "listZones").Select(request => request.Cookie), Is.EqualTo(new[] { "JSESSIONID=node1", "JSESSIONID=node1" }));
    }

    /// <summary>Handlers that log a request do so after it was sent, too.</summary>
    [Test]
    public async Task A_handler_sees_no_session_and_no_headers_of_the_client_in_what_was_sent()
    {
        List<HttpRequestMessage> sent = [];
        await using Setup setup = new(
            request =>
            {
                HttpResponseMessage response = StubHandler.Json(request.Command == "login" ? """{"loginresponse":{"sessionkey":"k"}}""" : """{"a":{}}""");
                response.Headers.TryAddWithoutValidation("Set-Cookie", "JSESSIONID=node1");
                return response;
            },
            inner => new Watcher(inner, sent),
            new SessionCredentials("ann", "p"));

        await setup.ListAsync();

        Assert.That(setup.Stub.Requests[1].Cookie, Is.EqualTo("JSESSIONID=node1"));
        Assert.That(sent.Select(request => request.ToString()), Has.Exactly(2).Items.And.None.Contains("node1").And.None.Contains("User-Agent"));
        Assert.That(sent.Select(request => request.Content), Is.All.Null);
    }

    [Test]
    public async Task A_handler_that_says_it_is_put_together_wrongly_is_heard_as_it_is()
    {
        InvalidOperationException wrong = new("no inner handler");
        await using Setup setup = new(_ => StubHandler.Json("""{"a":{}}"""), inner => new Wrong(inner) { Failure = wrong });

        InvalidOperationException e = (await Assert.ThrowsAsync<InvalidOperationException>(() => setup.ListAsync()))!;

        Assert.That(e, Is.SameAs(wrong));
        Assert.That(setup.Stub.Requests, Is.Empty);
    }

    /// <summary>A container may have disposed the handlers before the client.</summary>
    [Test]
    public async Task Handlers_that_are_gone_or_wrong_do_not_make_a_logout_fail([Values] bool gone)
    {
        Wrong? handler = null;
        await using Setup setup = new(
            request => StubHandler.Json(request.Command == "login" ? """{"loginresponse":{"sessionkey":"k"}}""" : """{"a":{}}"""),
            inner => handler = new Wrong(inner),
            new SessionCredentials("ann", "p"));
        await setup.ListAsync();

        handler!.Failure = gone ? new ObjectDisposedException("handler") : new InvalidOperationException("no inner handler");
        await setup.EndAsync();

        Assert.That(setup.Stub.Requests.Select(request => request.Command), Is.EqualTo(new[] { "login", "listZones" }));
    }

    private sealed class Setup : IAsyncDisposable
    {
        private readonly CloudStackClient _client;

        public Setup(Func<StubRequest, HttpResponseMessage> answer, Func<HttpMessageHandler, HttpMessageHandler> outside, SessionCredentials? user = null)
        {
            Clock = new ManualTimeProvider();
            Stub = new StubHandler(answer);
            CloudStackClientOptions options = new() { Endpoint = new Uri("http://cloud.invalid/client/api"), Credentials = user };
            (options.ApiKey, options.SecretKey) = user is null ? ("k", "s") : (null, null);
            _client = new CloudStackClient(options, Stub, timeProvider: Clock, outerHandlers: outside);
        }

        public ManualTimeProvider Clock { get; }

        public StubHandler Stub { get; }

        public Task<JobHandle<VirtualMachine>> DeployAsync() =>
            Clock.RunUntilAsync(() => _client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" }));

        public Task<List<Zone>> ListAsync() => Clock.RunUntilAsync(() => _client.Zones.ListZones().ToListAsync());

        public Task EndAsync() => _client.DisposeAsync().AsTask();

        public ValueTask DisposeAsync() => _client.DisposeAsync();
    }

    private sealed class Repeater(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int Repeats { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            for (int i = 0; i < 3 && (int)response.StatusCode is 429 or >= 500; i++)
            {
                response = await base.SendAsync(request, cancellationToken);
                Repeats++;
            }

            return response;
        }
    }

    private sealed class Watcher(HttpMessageHandler inner, List<HttpRequestMessage> sent) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            sent.Add(request);
            return response;
        }
    }

    private sealed class Wrong(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public InvalidOperationException? Failure { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Failure is null ? base.SendAsync(request, cancellationToken) : Task.FromException<HttpResponseMessage>(Failure);
    }

    /// <summary>Turns a cancellation into its own exception, as handlers with time limits do.</summary>
    private sealed class Hider(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException("The handler gave up.");
            }
        }
    }

    private sealed class Breaker(HttpMessageHandler inner, bool opensAfterSending = false) : DelegatingHandler(inner)
    {
        public bool IsOpen { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsOpen)
            {
                throw new OpenException();
            }

            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            return opensAfterSending && response.StatusCode == HttpStatusCode.BadGateway ? throw new OpenException() : response;
        }

        public sealed class OpenException() : Exception("the circuit is open");
    }
}
