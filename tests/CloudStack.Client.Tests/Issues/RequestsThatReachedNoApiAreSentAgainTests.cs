using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// While the application of a management server starts, its container responds with 503 and its own page, and nothing is executed.
/// That used to cost a minute of look-ups and end as "it may have been executed".
/// </summary>
public class RequestsThatReachedNoApiAreSentAgainTests
{
    [Test]
    public async Task A_call_to_a_server_that_starts_is_executed_once_when_it_is_up([Values] CommandKind kind)
    {
        await using StartingServer server = new(TimeSpan.FromSeconds(20));

        await server.SendAsync(kind);

        Assert.That(server.Executed, Is.EqualTo(new[] { KindOfCall.CommandOf(kind) }));
        Assert.That(server.Cloud.Handler.Count(KindOfCall.CommandOf(kind)), Is.EqualTo(server.Cloud.Handler.Requests.Count), "nothing is looked up");
        Assert.That(server.Cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40)));
        Assert.That(server.Cloud.Handler.Requests, Has.Count.InRange(4, 20), "with growing pauses");
    }

    /// <summary>A job keeps its id: if one of the requests got through after all, the server refuses the others.</summary>
    [Test]
    public async Task Every_repetition_of_a_submit_has_the_same_id([Values(CommandKind.Job, CommandKind.CreateJob)] CommandKind kind)
    {
        await using StartingServer server = new(TimeSpan.FromSeconds(5));

        await server.SendAsync(kind);

        Assert.That(server.Cloud.Handler.Requests.Select(request => request["customjobid"]).Distinct().Single(), Is.Not.Null);
        Assert.That(server.Cloud.Handler.Requests, Has.Count.GreaterThan(2));
    }

    [Test]
    public async Task A_server_that_says_when_it_is_up_is_asked_then([Values] CommandKind kind)
    {
        await using StartingServer server = new(TimeSpan.FromSeconds(20)) { SaysHowLong = true };

        await server.SendAsync(kind);

        Assert.That((server.Cloud.Handler.Requests.Count, server.Cloud.Clock.Elapsed), Is.EqualTo((2, TimeSpan.FromSeconds(20))));
        Assert.That(server.Executed, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_stays_away_for_longer_than_a_read_may_take_has_executed_nothing([Values] CommandKind kind)
    {
        await using StartingServer server = new(TimeSpan.FromHours(1));

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => server.SendAsync(kind)))!;

        Assert.That(e.Message, Does.Contain("the management server is starting. Nothing was executed."));
        Assert.That((e.Command, e.HttpStatus, e.IsTransient), Is.EqualTo((KindOfCall.CommandOf(kind), 503, true)));
        Assert.That(server.Cloud.Handler.Count("queryAsyncJobResult"), Is.Zero);
        Assert.That(server.Cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(75)));
    }

    [Test]
    public async Task A_server_that_will_be_away_for_longer_than_a_read_may_take_is_not_waited_for([Values] CommandKind kind)
    {
        await using StartingServer server = new(TimeSpan.FromMinutes(10)) { SaysHowLong = true };

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => server.SendAsync(kind)))!;

        Assert.That(e.Message, Does.Contain("Nothing was executed."));
        Assert.That((server.Cloud.Handler.Requests.Count, server.Cloud.Clock.Elapsed), Is.EqualTo((1, TimeSpan.Zero)));
    }

    /// <summary>The query before the submit, for the job of an earlier run, gets the same page.</summary>
    [Test]
    public async Task A_job_with_the_callers_own_id_is_submitted_once_the_server_is_up([Values] bool create)
    {
        await using StartingServer server = new(TimeSpan.FromSeconds(20));
        const string Id = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

        JobHandle job = await server.Cloud.RunAsync<JobHandle>(async client => create
            ? await client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o", CustomJobId = Id })
            : await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v", CustomJobId = Id }));

        Assert.That(job.JobId, Is.EqualTo(Id));
        Assert.That(server.Executed.Where(command => command != "queryAsyncJobResult"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_wait_outlives_the_start_of_its_server()
    {
        await using StartingServer server = new(TimeSpan.Zero);
        JobHandle job = await server.Cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));
        server.UpAt = TimeSpan.FromMinutes(3);
        server.JobsAreOver = true;

        JobResult result = await server.Cloud.RunAsync(_ => job.WaitForCompletionAsync());

        Assert.That(result.IsSuccess);
        Assert.That(server.Cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4)));
    }

    private sealed class StartingServer : IAsyncDisposable
    {
        public StartingServer(TimeSpan upAt)
        {
            UpAt = upAt;
            Cloud = new StubCloud(Answer);
        }

        public StubCloud Cloud { get; }

        public TimeSpan UpAt { get; set; }

        public bool SaysHowLong { get; init; }

        public bool JobsAreOver { get; set; }

        public List<string> Executed { get; } = [];

        public Task SendAsync(CommandKind kind) => Cloud.RunAsync(client => KindOfCall.SendAsync(client, kind));

        public ValueTask DisposeAsync() => Cloud.DisposeAsync();

        private HttpResponseMessage Answer(StubRequest request)
        {
            TimeSpan left = UpAt - Cloud.Clock.Elapsed;
            if (left > TimeSpan.Zero)
            {
                HttpResponseMessage page = Pages.Container();
                page.Headers.RetryAfter = SaysHowLong ? new(left) : null;
                return page;
            }

            Executed.Add(request.Command);
            return JobsAreOver && request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, 1) : KindOfCall.Answer(request);
        }
    }
}
