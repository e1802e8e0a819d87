using System.Reflection;
using CloudStack.Client.Jobs;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Tests.Jobs.Polling;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// One failed exchange can end many waits. Every wait used to get the same exception object, so that all callers but one saw the
/// handle of another caller's job.
/// </summary>
public class EachWaitGetsAnExceptionOfItsOwnTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly HttpRequestException Reset = new("reset");

    private static readonly CloudStackException[] Failures =
    [
        new CloudStackApiException("queryAsyncJobResult", 531, 531, "not yours", 4365, [new ErrorObject("u-1", "vm")], Second),
        new CloudStackTransportException("reset", "queryAsyncJobResult", isTransient: true, Reset) { HttpStatus = 502, NothingSent = true },
        new ResponseFormatException("broken off", "queryAsyncJobResult", 200, "{", Reset) { IsLost = true, IsEmpty = true },
        new AmbiguousSubmissionException("who knows", "deployVirtualMachine", new JobToken("a", "deployVirtualMachine", null, DateTimeOffset.UnixEpoch, "h"), Reset),
        new JobTimeoutException(Over("a").Job, 3 * Second, JobStatus.Pending, Reset),
        new JobFailedException(Over("a")),
        new JobOutcomeUnknownException(new JobResult(Over("a").Job, JobCompletion.Unreadable(null))),
        WaitTimeoutException.OfQuery("Template", 3 * Second, found: 1, Reset),
        new ResourceLookupException("there is none", "web", isAmbiguous: false, []),
        new ResourceGoneException("Template", wasSeen: true),
        new UploadException("refused", "v-1", 400, Reset),
    ];

    [TestCase(0, Description = "The first failure ends the waits.")]
    [TestCase(10)]
    public async Task Several_waits_on_one_job_whose_queries_fail(int tolerance)
    {
        await using JobOperationsFixture fixture = new(JobOperationsFixture.Doubling with { FailureTolerance = tolerance * Second });
        fixture.Api.OnQuery = (_, _, _) => Task.FromException<JobSnapshot>(Failures[1]);
        JobHandle[] handles = [fixture.Submit("a"), fixture.Submit("a"), fixture.Submit("A")];

        CloudStackException[] failures = await FailAsync(fixture, [.. handles, handles[0]]);

        AssertOwn(failures, [.. handles, handles[0]]);
        Assert.That(Failures[1].Job, Is.Null, "the exception of an exchange belongs to no wait");
    }

    [Test]
    public async Task A_failure_that_waiting_does_not_mend()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (_, _, _) => Task.FromException<JobSnapshot>(Failures[0]);
        JobHandle[] handles = [fixture.Submit("a"), fixture.Submit("a"), fixture.Submit("a")];

        CloudStackException[] failures = await FailAsync(fixture, handles);

        AssertOwn(failures, handles);
        Assert.That(fixture.Api.Queries, Has.Count.EqualTo(1));
    }

    [TestCase(0.0)]
    [TestCase(0.2)]
    public async Task Many_jobs_on_a_shared_list_that_fails_for_longer_than_their_tolerance(double tolerance)
    {
        await using JobOperationsFixture fixture = new(JobOperationsFixture.Doubling with { FailureTolerance = tolerance * Second });
        CloudStackTransportException down = new("down", "listAsyncJobs", isTransient: true, Reset);
        fixture.Api.OnList = _ => Task.FromException<RunningJobs>(down);
        JobHandle[] handles = [.. Enumerable.Range(0, 20).Select(i => fixture.Submit($"job-{i}", 60 * Second))];

        CloudStackException[] failures = await FailAsync(fixture, handles);

        AssertOwn(failures, handles);
        Assert.That(fixture.Api.Queries, Is.Empty);
        Assert.That(down.Job, Is.Null);
    }

    /// <summary>The last failure is the inner exception of a deadline, and may have ended other waits.</summary>
    [Test]
    public async Task Waits_that_time_out_after_one_failure_that_ended_another_wait()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (_, _, _) => Task.FromException<JobSnapshot>(Failures[1]);
        JobHandle[] handles = [fixture.Submit("a"), fixture.Submit("a"), fixture.Submit("a")];
        Task impatient = handles[0].WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { FailureTolerance = TimeSpan.Zero } });
        Task[] others = [.. handles[1..].Select(handle => handle.WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { Timeout = 1.1 * Second } }))];

        await fixture.Clock.RunForAsync(2 * Second);

        CloudStackException first = (await Assert.ThrowsAsync<CloudStackTransportException>(() => impatient))!;
        JobTimeoutException second = (await Assert.ThrowsAsync<JobTimeoutException>(() => others[0]))!;
        JobTimeoutException third = (await Assert.ThrowsAsync<JobTimeoutException>(() => others[1]))!;
        AssertOwn([first, (CloudStackException)second.InnerException!, (CloudStackException)third.InnerException!], handles);
    }

    /// <summary>All types, including those that no poll throws today: what a copy leaves out, no caller ever sees.</summary>
    [TestCaseSource(nameof(Failures))]
    public void A_copy_says_everything_but_the_job(CloudStackException failure)
    {
        CloudStackException copy = failure.Copy();

        Assert.That(copy, Is.Not.SameAs(failure).And.TypeOf(failure.GetType()));
        Assert.That(copy.Job, Is.Null);
        Assert.That(copy.InnerException, Is.SameAs(failure.InnerException));
        Assert.Multiple(() =>
        {
            PropertyInfo[] properties = [.. failure.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(property => typeof(CloudStackException).IsAssignableFrom(property.DeclaringType) && property.Name != nameof(CloudStackException.Job))];
            Assert.That(properties, Is.Not.Empty);
            Assert.That(copy.Message, Is.EqualTo(failure.Message));
            foreach (PropertyInfo property in properties)
            {
                Assert.That(property.GetValue(copy), Is.EqualTo(property.GetValue(failure)), property.Name);
            }
        });
    }

    [Test]
    public void Every_exception_type_is_tried() =>
        Assert.That(
            Failures.Select(failure => failure.GetType()),
            Is.EquivalentTo(typeof(CloudStackException).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CloudStackException)))));

    private static JobResult Over(string id) => new(
        new JobHandle(new JobIdentity(id, "startVirtualMachine", null, DateTimeOffset.UnixEpoch, "h"), null),
        new JobCompletion(JobOutcome.Failed) { Error = new JobError(530, "it failed", ErrorKind.Internal) });

    private static async Task<CloudStackException[]> FailAsync(JobOperationsFixture fixture, JobHandle[] handles)
    {
        Task<JobResult>[] waits = [.. handles.Select(handle => handle.WaitForCompletionAsync())];
        await fixture.Clock.RunForAsync(60 * Second);
        List<CloudStackException> failures = [];
        foreach (Task<JobResult> wait in waits)
        {
            failures.Add((CloudStackException)(await Assert.CatchAsync(() => wait))!);
        }

        return [.. failures];
    }

    private static void AssertOwn(CloudStackException[] failures, JobHandle[] handles)
    {
        Assert.That(failures.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(handles.Length), "no two share an exception");
        for (int i = 0; i < handles.Length; i++)
        {
            Assert.That(failures[i].Job, Is.SameAs(handles[i]), $"the job of wait {i}");
        }
    }
}
