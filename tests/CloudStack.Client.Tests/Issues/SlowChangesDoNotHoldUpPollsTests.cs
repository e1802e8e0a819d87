using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A synchronous change can take minutes, and each occupies one of the client's turns. Sixteen of them used to block all polls: a
/// job had ended, and its wait timed out.
/// </summary>
public class SlowChangesDoNotHoldUpPollsTests
{
    private static readonly TimeSpan ChangesTake = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan JobsTake = TimeSpan.FromSeconds(20);

    [TestCase(16, 16)]
    [TestCase(16, 40)]
    [TestCase(1, 5)]
    public async Task A_wait_hears_of_its_job_while_changes_hold_all_turns(int turns, int changes)
    {
        await using SlowServer server = new(turns);
        JobHandle[] jobs = await server.StartAsync(1);
        Task[] slow = server.ChangeAsync(changes);

        JobResult result = await server.Cloud.RunAsync(_ => jobs[0].WaitForCompletionAsync());

        Assert.That(result.IsSuccess);
        Assert.That(server.Cloud.Clock.Elapsed, Is.InRange(JobsTake, JobsTake + TimeSpan.FromSeconds(5)));
        Assert.That(server.PollTimes, Has.Count.GreaterThan(4));
        Assert.That(server.PollTimes[0], Is.LessThan(TimeSpan.FromSeconds(0.12)), "the first poll is not late either");
        await AssertAllChangeAsync(server, slow);
    }

    [Test]
    public async Task Many_waits_hear_of_their_jobs_by_lists_that_go_out_in_time()
    {
        await using SlowServer server = new(turns: 16);
        JobHandle[] jobs = await server.StartAsync(30);
        Task[] slow = server.ChangeAsync(20);

        JobResult[] results = await server.Cloud.RunAsync(_ => Task.WhenAll(jobs.Select(job => job.WaitForCompletionAsync())));

        Assert.That(results.Select(result => result.IsSuccess), Has.All.True);
        Assert.That(server.Cloud.Handler.Count("listAsyncJobs"), Is.GreaterThan(10));
        Assert.That(server.Cloud.Clock.Elapsed, Is.InRange(JobsTake, JobsTake + TimeSpan.FromSeconds(5)));
        await AssertAllChangeAsync(server, slow);
    }

    /// <summary>A look-up is a poll: the caller of a lost submit doesn't have to wait for others' changes.</summary>
    [Test]
    public async Task The_job_of_a_lost_submit_is_found_while_changes_hold_all_other_turns()
    {
        await using SlowServer server = new(turns: 4) { LosesSubmits = true };
        Task<JobHandle[]> submit = server.StartAsync(1);
        Task[] slow = server.ChangeAsync(10);

        JobHandle[] jobs = await submit;

        Assert.That(server.Cloud.Handler.Count("startVirtualMachine"), Is.EqualTo(1));
        Assert.That(jobs.Single().JobId, Is.EqualTo(server.Cloud.Handler.Requests.First(request => request.Command == "startVirtualMachine")["customjobid"]));
        Assert.That(server.Cloud.Clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        await AssertAllChangeAsync(server, slow);
    }

    [Test]
    public async Task Changes_keep_to_their_own_limit()
    {
        await using SlowServer server = new(turns: 16);

        Task[] slow = server.ChangeAsync(40);
        await server.Cloud.Clock.RunForAsync(TimeSpan.FromMinutes(1));

        Assert.That(server.Cloud.Handler.Count("createNetwork"), Is.EqualTo(16));
        await AssertAllChangeAsync(server, slow);
    }

    private static async Task AssertAllChangeAsync(SlowServer server, Task[] slow)
    {
        await server.Cloud.RunAsync(_ => Task.WhenAll(slow));
        Assert.That(server.Cloud.Handler.Count("createNetwork"), Is.EqualTo(slow.Length));
    }

    private sealed class SlowServer : IAsyncDisposable
    {
        public SlowServer(int turns) => Cloud = new StubCloud(
            Answer,
            options => (options.MaxConcurrentRequests, options.Polling.Timeout) = (turns, TimeSpan.FromMinutes(1)));

        public StubCloud Cloud { get; }

        /// <summary>Whether the connection breaks a second after a job was submitted.</summary>
        public bool LosesSubmits { get; init; }

        public List<TimeSpan> PollTimes { get; } = [];

        private bool JobsRun => Cloud.Clock.Elapsed < JobsTake;

        public Task[] ChangeAsync(int count) => [.. Enumerable.Range(0, count).Select(_ => KindOfCall.SendAsync(Cloud.Client, CommandKind.Write))];

        public Task<JobHandle[]> StartAsync(int count) => Cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, count).Select(
            async i => (JobHandle)await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = $"v-{i}" }))));

        public ValueTask DisposeAsync() => Cloud.DisposeAsync();

        private HttpResponseMessage Answer(StubRequest request)
        {
            switch (request.Command)
            {
                case "createNetwork":
                    return new LateResponse(Cloud.Clock, ChangesTake, () => KindOfCall.Answer(request));
                case "startVirtualMachine" when LosesSubmits:
                    return new LateResponse(Cloud.Clock, TimeSpan.FromSeconds(1), () => throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset"));
                case "queryAsyncJobResult":
                    PollTimes.Add(Cloud.Clock.Elapsed);
                    return StubHandler.Job(request["jobid"]!, JobsRun ? 0 : 1);
                case "listAsyncJobs":
                    return StubHandler.Json(JobsRun ? RunningJobs() : """{"listasyncjobsresponse":{}}""");
                default:
                    return KindOfCall.Answer(request);
            }
        }

        private string RunningJobs()
        {
            string[] ids = [.. Cloud.Handler.Requests.Where(request => request.Command == "startVirtualMachine").Select(request => request["customjobid"]!)];
            return $$$"""{"listasyncjobsresponse":{"count":{{{ids.Length}}},"asyncjobs":[{{{string.Join(',', ids.Select(id => $$"""{"jobid":"{{id}}","jobstatus":0}"""))}}}]}}""";
        }
    }
}
