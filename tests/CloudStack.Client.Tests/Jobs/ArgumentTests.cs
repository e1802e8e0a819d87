using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>The arguments of waits, batches and look-ups are validated by name, before anything is sent.</summary>
public class ArgumentTests
{
    private static readonly PollingOptions Bad = new() { MaxDelay = TimeSpan.Zero };

    private static readonly JobHandle<VirtualMachine> Finished =
        JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Success(new VirtualMachine { Id = "v1" }, "v1"));

    private static IEnumerable<TestCaseData> Accepted()
    {
        yield return Case("RequestCost at least", options => options.RequestCost = TimeSpan.FromMilliseconds(1));
        yield return Case("RequestCost at most", options => options.RequestCost = TimeSpan.FromHours(1));
        yield return Case("no delays of one's own", options => (options.InitialDelay, options.BackoffFactor, options.MaxDelay) = (null, null, null));
        yield return Case("InitialDelay at least", options => options.InitialDelay = TimeSpan.FromMilliseconds(10));
        yield return Case("InitialDelay at most", options => options.InitialDelay = TimeSpan.FromHours(24));
        yield return Case("MaxDelay at least", options => options.MaxDelay = TimeSpan.FromMilliseconds(10));
        yield return Case("MaxDelay at most", options => options.MaxDelay = TimeSpan.FromHours(24));
        yield return Case("BackoffFactor at least", options => options.BackoffFactor = 1);
        yield return Case("BackoffFactor at most", options => options.BackoffFactor = 100);
        yield return Case("Timeout at least", options => options.Timeout = TimeSpan.FromMilliseconds(10));
        yield return Case("Timeout at most", options => options.Timeout = TimeSpan.FromDays(24));
        yield return Case("FailureTolerance at least", options => options.FailureTolerance = TimeSpan.Zero);
        yield return Case("FailureTolerance at most", options => options.FailureTolerance = TimeSpan.FromHours(24));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("RequestCost", options => options.RequestCost = TimeSpan.FromMilliseconds(0.9));
        yield return Case("RequestCost", options => options.RequestCost = TimeSpan.FromMinutes(61));
        yield return Case("InitialDelay", options => options.InitialDelay = TimeSpan.FromMilliseconds(9));
        yield return Case("InitialDelay", options => options.InitialDelay = TimeSpan.FromHours(25));
        yield return Case("MaxDelay", options => options.MaxDelay = TimeSpan.FromMilliseconds(9));
        yield return Case("MaxDelay", options => options.MaxDelay = TimeSpan.FromHours(25));
        yield return Case("BackoffFactor", options => options.BackoffFactor = 0.99);
        yield return Case("BackoffFactor", options => options.BackoffFactor = 100.1);
        yield return Case("BackoffFactor", options => options.BackoffFactor = double.NaN);
        yield return Case("Timeout", options => options.Timeout = TimeSpan.FromMilliseconds(9));
        yield return Case("Timeout", options => options.Timeout = TimeSpan.FromDays(25));
        yield return Case("FailureTolerance", options => options.FailureTolerance = TimeSpan.FromTicks(-1));
        yield return Case("FailureTolerance", options => options.FailureTolerance = TimeSpan.FromHours(25));
    }

    [TestCaseSource(nameof(Accepted))]
    public async Task Options_may_be_as_small_and_as_large_as_they_say(string name, PollingOptions options)
    {
        Assert.That((await Finished.WaitForCompletionAsync(new JobWaitOptions { Polling = options })).IsSuccess, name);
    }

    [TestCaseSource(nameof(Refused))]
    public void Options_beyond_their_limits_are_refused(string name, PollingOptions options) => Assert.That(
        () => Finished.WaitForCompletionAsync(new JobWaitOptions { Polling = options }),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains($"JobWaitOptions.Polling.{name} is "));

    [Test]
    public void Every_way_to_wait_checks_its_options()
    {
        Task<JobHandle<VirtualMachine>> submit = Task.FromResult(Finished);
        JobHandle<VirtualMachine>[] jobs = [Finished];

        Assert.Multiple(() =>
        {
            Refuses(() => submit.WaitForCompletionAsync(new JobWaitOptions { Polling = Bad }));
            Refuses(() => submit.WaitForResultAsync(new JobWaitOptions { Polling = Bad }));
            Refuses(() => Finished.WaitForResultAsync(new JobWaitOptions { Polling = Bad }));
            Refuses(() => Finished.WatchAsync(new JobWaitOptions { Polling = Bad }));
            Refuses(() => jobs.WhenEach(new JobWaitOptions { Polling = Bad }));
            Refuses(() => jobs.WhenAllAsync(new JobWaitOptions { Polling = Bad }));
            Assert.That(
                () => { new TaskCompletionSource<JobHandle<VirtualMachine>>().Task.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.Zero }); },
                Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("JobWaitOptions.Timeout"),
                "while the submit is under way");
        });

        static void Refuses(Func<object> wait) => Assert.That(
            () => { wait(); }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("JobWaitOptions.Polling.MaxDelay"));
    }

    [Test]
    public void Every_way_to_wait_needs_something_to_wait_for()
    {
        Task<JobHandle<VirtualMachine>> submit = null!;
        IEnumerable<JobHandle<VirtualMachine>> jobs = null!;

        Assert.Multiple(() =>
        {
            Misses("submit", () => submit.WaitForCompletionAsync());
            Misses("submit", () => submit.WaitForResultAsync());
            Misses("jobs", () => jobs.WhenEach());
            Misses("jobs", () => jobs.WhenAllAsync());
            Misses("items", () => new JobList<VirtualMachine>(null!));
            Misses("result", () => JobHandle<VirtualMachine>.FromResult(null!));
            Misses("value", () => JobResult<VirtualMachine>.Success(null!));
            Misses("error", () => JobResult<VirtualMachine>.Failure(null!));
            Misses("command", () => JobToken.Create("1", null!));
            Misses("s", () => JobToken.Parse(null!));
        });
    }

    [Test]
    public async Task Batches_and_look_ups_check_what_they_are_given()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("{}"));
        IJobClient jobs = cloud.Client.Jobs;

        Assert.Multiple(() =>
        {
            Misses("jobs", () => JobBatchExtensions.StartBatch<int, VirtualMachine>(null!, [], Submit));
            Misses("inputs", () => jobs.StartBatch<int, VirtualMachine>(null!, Submit));
            Misses("submit", () => jobs.StartBatch<int, VirtualMachine>([], null!));
            Assert.That(
                () => jobs.StartBatch([], (Func<int, CancellationToken, Task<JobHandle<VirtualMachine>>>)Submit, new JobBatchOptions { Polling = Bad }),
                Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("JobBatchOptions.Polling.MaxDelay"));
            Assert.That(() => jobs.Resume(""), Throws.ArgumentException.With.Message.Contains("jobId"));
            Assert.That(() => jobs.Resume<VirtualMachine>(" "), Throws.ArgumentException.With.Message.Contains("jobId"));
            Assert.That(() => jobs.FindByResourceAsync("", "v1"), Throws.ArgumentException.With.Message.Contains("resourceType"));
            Assert.That(() => jobs.FindByResourceAsync("VirtualMachine", ""), Throws.ArgumentException.With.Message.Contains("resourceId"));
            Assert.That(cloud.Handler.Requests, Is.Empty);
        });

        static Task<JobHandle<VirtualMachine>> Submit(int input, CancellationToken cancellationToken) => Task.FromResult(Finished);
    }

    [TestCase(1)]
    [TestCase(1000)]
    public async Task A_batch_may_be_as_narrow_and_as_wide_as_it_says(int concurrency)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("{}"));

        TaskCompletionSource<JobHandle<VirtualMachine>> submitted = new();
        int submits = 0;

        JobBatch<int, VirtualMachine> batch = cloud.Client.Jobs.StartBatch(
            Enumerable.Range(0, 20),
            (_, _) =>
            {
                Interlocked.Increment(ref submits);
                return submitted.Task;
            },
            new JobBatchOptions { MaxConcurrency = concurrency });
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(1));
        int atOnce = submits;
        submitted.SetResult(Finished);

        Assert.That(((await batch.Completion).Succeeded, atOnce), Is.EqualTo((20, Math.Min(concurrency, 20))));
    }

    private static void Misses(string parameter, Func<object?> action) =>
        Assert.That(() => { action(); }, Throws.ArgumentNullException.With.Property("ParamName").EqualTo(parameter));

    private static TestCaseData Case(string name, Action<PollingOptions> set)
    {
        PollingOptions options = new();
        set(options);
        return new TestCaseData(name, options).SetArgDisplayNames(options.ToString());
    }
}
