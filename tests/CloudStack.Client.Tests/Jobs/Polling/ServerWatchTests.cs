using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>The checks of the management servers: what they survive, and when they are sent.</summary>
public class ServerWatchTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly Func<Task<IReadOnlyList<ServerState>?>>[] Failures =
    [
        () => throw new InvalidOperationException("a handler of the caller's"),
        () => Task.FromException<IReadOnlyList<ServerState>?>(new InvalidOperationException("a handler of the caller's")),
        () => Task.FromException<IReadOnlyList<ServerState>?>(new HttpRequestException("reset")),
        () => Task.FromException<IReadOnlyList<ServerState>?>(new OperationCanceledException("of something else")),
        () => Task.FromCanceled<IReadOnlyList<ServerState>?>(new CancellationToken(canceled: true)),
        () => Task.FromException<IReadOnlyList<ServerState>?>(new CloudStackTransportException("down", "listManagementServers", isTransient: true)),
    ];

    [Test]
    public async Task A_check_that_fails_in_any_way_ends_no_later_check([Range(0, 5)] int failure)
    {
        await using JobOperationsFixture fixture = Fixture(20);
        int checks = 0;
        fixture.Api.OnServers = () => ++checks <= 2 ? Failures[failure]() : Down();

        JobResult result = await fixture.Clock.RunUntilAsync(() => fixture.Submit("a").WaitForCompletionAsync());

        Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.ServerDown));
        Assert.That(fixture.Clock.Elapsed, Is.EqualTo(35 * Second), "checks at 5, 10, 15 … s, of which the third is the first to be answered");
    }

    [Test]
    public async Task A_check_that_fails_is_forgotten_by_the_waits_that_follow([Range(0, 5)] int failure)
    {
        await using JobOperationsFixture fixture = Fixture(20);
        fixture.Api.OnServers = Failures[failure];
        await Assert.ThrowsAsync<JobTimeoutException>(() => fixture.Clock.RunUntilAsync(() => fixture.Submit("a").WaitForCompletionAsync(new JobWaitOptions { Timeout = 30 * Second })));
        fixture.Api.OnServers = Down;

        JobResult result = await fixture.Clock.RunUntilAsync(() => fixture.Submit("b").WaitForCompletionAsync());

        Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.ServerDown));
    }

    [TestCase(10)]
    [TestCase(40)]
    [TestCase(200)]
    public async Task A_wait_with_a_short_tolerance_does_not_wait_for_the_checks_of_a_patient_one(int tolerance)
    {
        await using JobOperationsFixture fixture = Fixture(3600);
        List<double> checks = RecordChecks(fixture, Down);
        JobHandle job = fixture.Submit("a");
        Task patient = job.WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(7 * Second);

        JobResult result = await fixture.Clock.RunUntilAsync(() => job.WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { ServerDownTolerance = tolerance * Second } }));

        double step = tolerance / 4.0;
        Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.ServerDown));
        Assert.That(result.Waited, Is.EqualTo(1.25 * tolerance * Second));
        Assert.That(checks, Is.EqualTo(new[] { 7 + step, 7 + (2 * step), 7 + (3 * step), 7 + (4 * step), 7 + (5 * step) }));
        Assert.That(patient.IsCompleted, Is.False);
    }

    [Test]
    public async Task More_waits_bring_no_more_checks_than_the_most_impatient_one_needs()
    {
        await using JobOperationsFixture fixture = Fixture(40);
        List<double> checks = RecordChecks(fixture, static () => Task.FromResult<IReadOnlyList<ServerState>?>([]));
        List<Task> waits = [];
        for (int i = 0; i < 35; i++)
        {
            waits.Add(fixture.Submit($"job-{i}").WaitForCompletionAsync(new JobWaitOptions { Polling = fixture.Polling with { ServerDownTolerance = (40 + i) * Second } }));
            await fixture.Clock.RunForAsync(Second);
        }

        Assert.That(checks, Is.EqualTo(new double[] { 10, 20, 30 }));
        Assert.That(waits.TrueForAll(static wait => !wait.IsCompleted));
    }

    [Test]
    public async Task A_server_that_was_down_only_for_a_while_ends_no_wait()
    {
        await using JobOperationsFixture fixture = Fixture(20);
        int checks = 0;
        fixture.Api.OnServers = () => ++checks is 4 ? Up() : Down();
        Task<JobResult> wait = fixture.Submit("a").WaitForCompletionAsync();

        JobResult result = await fixture.Clock.RunUntilAsync(wait);

        Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.ServerDown));
        Assert.That(result.Waited, Is.EqualTo(45 * Second), "checks every 5 s: up at 20 s, and down for good since 25 s");
    }

    [Test]
    public async Task What_an_earlier_wait_learned_is_forgotten_when_nobody_has_checked_since()
    {
        await using JobOperationsFixture fixture = Fixture(20);
        fixture.Api.OnServers = Down;
        await Assert.ThrowsAsync<JobTimeoutException>(() => fixture.Clock.RunUntilAsync(() => fixture.Submit("a").WaitForCompletionAsync(new JobWaitOptions { Timeout = 10 * Second })));
        await fixture.Clock.RunForAsync(3600 * Second);

        JobResult result = await fixture.Clock.RunUntilAsync(() => fixture.Submit("b").WaitForCompletionAsync());

        Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.ServerDown));
        Assert.That(result.Waited, Is.EqualTo(25 * Second), "first seen after 5 s, and down for 20 s");
    }

    [Test]
    public async Task A_check_that_is_not_answered_in_time_lets_the_next_one_take_longer()
    {
        await using JobOperationsFixture fixture = Fixture(20);
        List<double> limits = [];
        fixture.Api.OnServers = () =>
        {
            limits.Add(fixture.Api.ServersLimit.TotalSeconds);
            return Task.FromException<IReadOnlyList<ServerState>?>(new CloudStackTransportException("no response", "listManagementServers", isTransient: true) { TimedOut = true });
        };
        _ = fixture.Submit("a").WaitForCompletionAsync();

        await fixture.Clock.RunForAsync(16 * Second);

        Assert.That(limits, Is.EqualTo(new double[] { 10, 20, 40 }));
    }

    [Test]
    public async Task However_patient_a_wait_is_the_servers_are_checked_each_minute()
    {
        await using JobOperationsFixture fixture = Fixture(3600);
        List<double> checks = RecordChecks(fixture, Up);
        _ = fixture.Submit("a").WaitForCompletionAsync();

        await fixture.Clock.RunForAsync(200 * Second);

        Assert.That(checks, Is.EqualTo(new double[] { 60, 120, 180 }));
    }

    [Test]
    public async Task Nothing_runs_once_the_waits_have_ended_or_the_client_is_disposed([Values] bool disposed)
    {
        JobOperationsFixture fixture = Fixture(20);
        int checks = 0;
        fixture.Api.OnServers = () =>
        {
            checks++;
            return Task.FromResult<IReadOnlyList<ServerState>?>([]);
        };
        using CancellationTokenSource cancel = new();
        Task wait = fixture.Submit("a").WaitForCompletionAsync(cancel.Token);
        await fixture.Clock.RunForAsync(7 * Second);

        await (disposed ? fixture.DisposeAsync().AsTask() : cancel.CancelAsync());
        await fixture.Clock.RunForAsync(60 * Second);

        Assert.That(wait.IsCompleted);
        Assert.That((fixture.Clock.ActiveTimers, checks), Is.EqualTo((0, 1)));
        await fixture.DisposeAsync();
    }

    [Test]
    public async Task A_callback_on_its_token_that_throws_does_not_disturb_the_end_of_the_client()
    {
        JobOperationsFixture fixture = Fixture(20);
        TaskCompletionSource<IReadOnlyList<ServerState>?> hanging = new();
        fixture.Api.OnServers = () =>
        {
            CancellationToken token = fixture.Api.ServersToken;
            token.Register(static () => throw new InvalidOperationException("a handler of the caller's"));
            token.Register(() => hanging.TrySetCanceled(token));
            return hanging.Task;
        };
        Task wait = fixture.Submit("a").WaitForCompletionAsync();
        await fixture.Clock.RunForAsync(7 * Second);

        await fixture.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);
        await fixture.Clock.RunForAsync(Second);
        Assert.That((hanging.Task.IsCanceled, fixture.Clock.ActiveTimers), Is.EqualTo((true, 0)));
    }

    private static JobOperationsFixture Fixture(int tolerance)
    {
        JobOperationsFixture fixture = new(JobOperationsFixture.Doubling with { ServerDownTolerance = tolerance * Second });
        fixture.Api.OnQuery = (id, _, _) => Task.FromResult(new JobSnapshot { JobId = id, RawStatus = 0, Status = JobStatus.Pending, ManagementServerId = "m1" });
        return fixture;
    }

    /// <summary>Records when the servers are checked, and answers each check.</summary>
    private static List<double> RecordChecks(JobOperationsFixture fixture, Func<Task<IReadOnlyList<ServerState>?>> answer)
    {
        List<double> checks = [];
        fixture.Api.OnServers = () =>
        {
            checks.Add(fixture.Api.Now.TotalSeconds);
            return answer();
        };
        return checks;
    }

    private static Task<IReadOnlyList<ServerState>?> Up() => Task.FromResult<IReadOnlyList<ServerState>?>([new ServerState { Id = "m1", State = "Up" }]);

    private static Task<IReadOnlyList<ServerState>?> Down() => Task.FromResult<IReadOnlyList<ServerState>?>([new ServerState { Id = "m1", State = "Down" }]);
}
