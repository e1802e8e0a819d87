using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A server in trouble is slow to respond. Polls were abandoned after ten seconds each, so a wait for a job of a server that needs
/// eleven could never end, whatever the settings.
/// </summary>
public class SlowServersAreWaitedForTests
{
    [TestCase(11)]
    [TestCase(25)]
    [TestCase(55)]
    public async Task A_wait_hears_of_its_job(int seconds)
    {
        await using StubCloud cloud = Slow(seconds);
        JobHandle[] jobs = await StartAsync(cloud, 1);

        JobResult result = await cloud.RunAsync(_ => jobs[0].WaitForCompletionAsync());

        Assert.That(result.IsSuccess);
        Assert.That(cloud.Clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10 + 20 + 40 + 65)), "twice the time after each poll");
    }

    [Test]
    public async Task Many_waits_hear_of_their_jobs_although_lists_take_long_too()
    {
        await using StubCloud cloud = Slow(11);
        JobHandle[] jobs = await StartAsync(cloud, 20);

        JobResult[] results = await cloud.RunAsync(_ => Task.WhenAll(jobs.Select(static job => job.WaitForCompletionAsync())));

        Assert.That(results.Select(static result => result.IsSuccess), Has.All.True);
    }

    /// <summary>One job whose response is slow must not have to wait for others, nor they for it.</summary>
    [Test]
    public async Task One_job_that_takes_long_to_ask_for_is_given_the_time_among_quick_ones()
    {
        await using StubCloud cloud = Slow(25, id => id == "slow");
        JobHandle slow = cloud.Client.Jobs.Resume("slow");
        JobHandle[] jobs = await StartAsync(cloud, 3);
        Task<JobResult> late = slow.WaitForCompletionAsync();

        await cloud.RunAsync(_ => Task.WhenAll(jobs.Select(static job => job.WaitForCompletionAsync())));
        Assert.That(cloud.Clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));

        Assert.That((await cloud.RunAsync(_ => late)).IsSuccess);
    }

    [Test]
    public async Task The_job_of_a_lost_submit_is_found()
    {
        await using StubCloud cloud = Slow(25, losesSubmits: true);

        JobHandle[] jobs = await StartAsync(cloud, 1);

        Assert.That(cloud.Handler.Count("startVirtualMachine"), Is.EqualTo(1));
        Assert.That(jobs[0].JobId, Is.EqualTo(cloud.Handler.Requests[0]["customjobid"]));
    }

    [Test]
    public async Task A_caller_who_asks_once_waits_for_as_long_as_a_read_may_take()
    {
        await using StubCloud cloud = Slow(55);
        JobHandle[] jobs = await StartAsync(cloud, 1);

        Assert.That((await cloud.RunAsync(_ => jobs[0].QueryAsync())).Status, Is.EqualTo(JobStatus.Succeeded));
        Assert.That((await cloud.RunAsync(client => client.Jobs.QueryAsync(jobs[0].JobId!))).Status, Is.EqualTo(JobStatus.Succeeded));
        Assert.That(cloud.Handler.Count("queryAsyncJobResult"), Is.EqualTo(2));
    }

    /// <summary>The read timeout is the caller's limit for how slow a server may be.</summary>
    [TestCase(5)]
    [TestCase(30)]
    public async Task No_poll_takes_longer_than_a_read_may(int seconds)
    {
        await using StubCloud cloud = Slow(100, configure: options =>
        {
            options.ReadTimeout = TimeSpan.FromSeconds(seconds);
            options.Polling.FailureTolerance = TimeSpan.FromMinutes(3);
        });
        JobHandle[] jobs = await StartAsync(cloud, 1);

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(_ => jobs[0].WaitForCompletionAsync())))!;

        Assert.That(e.Message, Does.Contain($"no response within {seconds} s"));
        Assert.That(cloud.Clock.Elapsed, Is.LessThan(TimeSpan.FromMinutes(3) + 2 * TimeSpan.FromSeconds(seconds)));
    }

    private static StubCloud Slow(int seconds, Func<string, bool>? isSlow = null, bool losesSubmits = false, Action<CloudStackClientOptions>? configure = null)
    {
        StubCloud? cloud = null;
        cloud = new StubCloud(
            request => request.Command switch
            {
                "queryAsyncJobResult" when isSlow?.Invoke(request["jobid"]!) == false => StubHandler.Job(request["jobid"]!, 1),
                "queryAsyncJobResult" => new LateResponse(cloud!.Clock, TimeSpan.FromSeconds(seconds), () => StubHandler.Job(request["jobid"]!, 1)),
                "listAsyncJobs" when isSlow is null => new LateResponse(cloud!.Clock, TimeSpan.FromSeconds(seconds), () => StubHandler.Json("""{"listasyncjobsresponse":{}}""")),
                "listAsyncJobs" => StubHandler.Json("{\"listasyncjobsresponse\":{\"count\":1,\"asyncjobs\":[{\"jobid\":\"slow\",\"jobstatus\":0}]}}"),
                _ when losesSubmits => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely."),
                _ => KindOfCall.Answer(request),
            },
            configure);
        return cloud;
    }

    private static Task<JobHandle[]> StartAsync(StubCloud cloud, int count) => cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, count).Select(
        async _ => (JobHandle)await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }))));
}
