using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Tests.Jobs.Polling;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// Two handles of one job share its polls: the one of the submission, and one that was resumed from its id. The first wait used to
/// decide what the client knew about the job. If that was the wait of the resumed handle, the other one's error texts repeated the
/// secrets of the command, hints about its resource didn't find it, and nothing was learned from its duration.
/// </summary>
public class HandlesOfOneJobKnowWhatTheSubmissionKnewTests
{
    private const string Secret = "hunter2-and-more";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task Errors_repeat_no_secret([Values] bool resumedFirst, [Values] bool isFirstPollUnderWay)
    {
        bool failed = false;
        StubCloud? made = null;
        made = new StubCloud(request => request.Command != "queryAsyncJobResult"
            ? StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}""")
            : new LateResponse(made!.Clock, 0.2 * Second, () => failed
                ? StubHandler.Job(request["jobid"]!, 2, $$""" "jobresultcode":530,"jobresult":{"errorcode":530,"errortext":"cannot set {{Secret}}"}""")
                : StubHandler.Job(request["jobid"]!, 0)));
        await using StubCloud cloud = made;
        JobHandle own = await cloud.RunAsync(client => client.Commands.SubmitAsync("resetThing", [new("password", Secret)]));
        JobHandle resumed = cloud.Client.Jobs.Resume(own.JobId!);

        Task<JobResult> first = (resumedFirst ? resumed : own).WaitForCompletionAsync();
        await cloud.Clock.RunForAsync((isFirstPollUnderWay ? 0.1 : 1) * Second);
        Task<JobResult> second = (resumedFirst ? own : resumed).WaitForCompletionAsync();
        failed = true;
        JobResult[] results = await cloud.Clock.RunUntilAsync(() => Task.WhenAll(first, second));

        foreach (JobResult result in results)
        {
            Assert.That(result.Error!.Text, Does.StartWith("cannot set ").And.Not.Contain(Secret));
        }
    }

    [Test]
    public async Task A_hint_about_the_resource_finds_the_job([Values] bool isTarget)
    {
        await using JobOperationsFixture fixture = new();
        JobHandle own = fixture.Submit("a", 9.5 * Second, isTarget ? null : "vm", isTarget ? "vm" : null);
        Task<JobResult>[] waits = [Resume(fixture, "a").WaitForCompletionAsync(), own.WaitForCompletionAsync()];
        await fixture.Clock.RunForAsync(9.6 * Second);

        fixture.Operations.Poller.Notify(new JobHint(null, "vm"));
        JobResult[] results = await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        Assert.That(results.Select(static result => result.Waited), Has.All.EqualTo(9.6 * Second));
    }

    [Test]
    public async Task The_duration_is_learned([Values] bool resumedFirst)
    {
        await using JobOperationsFixture fixture = new(new PollingOptions());
        JobHandle own = fixture.Submit("a", 5 * Second);
        JobHandle resumed = Resume(fixture, "a");
        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(
            (resumedFirst ? resumed : own).WaitForCompletionAsync(), (resumedFirst ? own : resumed).WaitForCompletionAsync()));

        CommandDurations learned = new();
        learned.Add(fixture.QueryTimes("a")[^2..].Average() * Second);
        double submitted = fixture.Api.Now.TotalSeconds;
        await fixture.Clock.RunUntilAsync(() => fixture.Submit("b", 30 * Second).WaitForCompletionAsync());

        List<double> expected = [];
        for (double age = 0; age < 30; expected.Add(age))
        {
            age = Math.Ceiling(((age * Second) + PollSchedule.NextDelay(new PollingOptions(), learned, expected.Count, age * Second)).TotalMilliseconds) / 1000;
        }

        Assert.That(fixture.QueryTimes("b").Select(at => at - submitted), Is.EqualTo(expected).Within(0.0015));
    }

    [Test]
    public async Task A_list_looks_back_to_the_submission_and_no_further()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle[] own = [.. Enumerable.Range(0, 4).Select(i => fixture.Submit($"job-{i}", 60 * Second))];
        await fixture.Clock.RunForAsync(10 * Second);
        Task[] waits = [.. own.Select(job => Resume(fixture, job.JobId!).WaitForCompletionAsync()), .. own.Select(job => job.WaitForCompletionAsync())];

        await fixture.Clock.RunUntilAsync(() => Task.WhenAll(waits));

        // The first one can be requested as soon as the resumed handles wait.
        var lists = fixture.Api.Scopes.Zip(fixture.Api.Lists).Where(static list => list.Second > 10.1 * Second).ToArray();
        Assert.That(lists, Has.Length.GreaterThan(5));
        Assert.That(lists.Select(static list => list.Second - list.First.MaxAge), Has.All.EqualTo(TimeSpan.Zero));
    }

    private static JobHandle Resume(JobOperationsFixture fixture, string id) =>
        new(new JobIdentity(id, Command: "", ResourceId: null, fixture.Clock.GetUtcNow(), "cloud.invalid"), fixture.Operations);
}
