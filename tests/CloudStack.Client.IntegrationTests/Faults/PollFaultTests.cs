using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Faults;

/// <summary>Faults on the polls of a wait: single ones, in a row, and endless.</summary>
internal sealed class PollFaultTests
{
    private static readonly Fault[] Passing =
    [
        Fault.LoseAnswer,
        Fault.LoseRequest,
        Fault.ResetConnection,
        Fault.RefuseConnection,
        Fault.Hang,
        Fault.BadGatewayPage,
        Fault.GatewayTimeoutPage,
        Fault.StartingPage,
        Fault.UnavailablePage,
        Fault.Maintenance,
        Fault.InternalError,
        Fault.EmptyAnswer,
        Fault.NotFoundPage,
        Fault.CutBody(),
        Fault.Throttle(700),
        Fault.Delay(TimeSpan.FromSeconds(30)),
        Fault.SlowBody(TimeSpan.FromSeconds(30)),
        Fault.RawControlByte,
        Fault.InvalidEscape,
        Fault.PercentEncodedStrings,
        Fault.DateOffset(TimeSpan.FromMinutes(330)),
        Fault.NumericManagementServerId,
        Fault.ListFinishedJobs,
        Fault.Answer(200, "application/json", """{"queryasyncjobresultresponse":{"jobid":"""),
    ];

    private static readonly (Fault Fault, Outcome Outcome)[] Ending =
    [
        (Fault.Error(401, "unable to verify user credentials and/or request signature"), Outcome.Refused),
        (Fault.Error(432, "The given command is not available"), Outcome.Refused),
        (Fault.Error(531, "Acct is not authorized to see job"), Outcome.Refused),
        (Fault.Error(511, "Two factor authentication is needed"), Outcome.Refused),
    ];

    private static readonly (Fault Fault, Outcome Outcome)[] Lasting =
    [
        (Fault.NotFoundPage, Outcome.Unreadable),
        (Fault.LoseAnswer, Outcome.Unreachable),
        (Fault.RefuseConnection, Outcome.Unreachable),
        (Fault.Hang, Outcome.Unreachable),
        (Fault.BadGatewayPage, Outcome.Unreachable),
        (Fault.EmptyAnswer, Outcome.Unreadable),
        (Fault.InternalError, Outcome.Refused),
    ];

    [TestCaseSource(nameof(Passing))]
    public async Task A_poll_that_fails_does_not_end_the_wait(Fault fault)
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(fault, "queryAsyncJobResult", times: 3);

        JobResult<VirtualMachine> result = await cloud.RunAsync(() => DeployAndWaitAsync(cloud));

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Succeeded));
            Assert.That(result.Value!.State, Is.EqualTo("Running"));
            Assert.That(cloud.Engine.CountRequests("deployVirtualMachine"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Six_polls_that_fail_in_six_ways_do_not_end_the_wait()
    {
        await using VirtualCloud cloud = new(configure: options => options.ReadTimeout = TimeSpan.FromSeconds(1));
        foreach (Fault fault in (Fault[])[Fault.ResetConnection, Fault.RefuseConnection, Fault.BadGatewayPage, Fault.Maintenance, Fault.Hang, Fault.InternalError])
        {
            cloud.Engine.Faults.Add(fault, "queryAsyncJobResult", times: 1);
        }

        JobResult<VirtualMachine> result = await cloud.RunAsync(() => DeployAndWaitAsync(cloud));

        Assert.Multiple(() =>
        {
            Assert.That(cloud.Engine.Faults.Rules, Has.All.Property("Hits").EqualTo(1));
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Succeeded));
        });
    }

    [Test]
    public async Task Thirty_seconds_of_530_on_every_call_make_no_outcome_unknown()
    {
        await using VirtualCloud cloud = new();
        DateTimeOffset start = cloud.Clock.GetUtcNow();

        JobResult<VirtualMachine> result = await cloud.RunAsync(async () =>
        {
            JobHandle<VirtualMachine> job = await cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web"));
            cloud.Engine.Faults.Add(Fault.InternalError, when: request => request.At < start + TimeSpan.FromSeconds(30));
            return await job.WaitForCompletionAsync();
        });

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Succeeded));
            Assert.That(result.Waited, Is.GreaterThan(TimeSpan.FromSeconds(29)));
        });
    }

    [TestCaseSource(nameof(Ending))]
    public async Task A_refusal_that_waiting_does_not_mend_ends_the_wait_with_the_handle((Fault Fault, Outcome Outcome) expected)
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(expected.Fault, "queryAsyncJobResult");

        (Outcome outcome, Exception? exception) = await FaultCase.RunAsync(() => cloud.RunAsync(() => DeployAndWaitAsync(cloud)));

        Assert.Multiple(() =>
        {
            Assert.That(outcome, Is.EqualTo(expected.Outcome), exception?.ToString());
            Assert.That(((CloudStackException)exception!).Job!.JobId, Is.EqualTo(cloud.Engine.Jobs[0].Id));
            Assert.That(cloud.Clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
        });
    }

    [TestCaseSource(nameof(Lasting))]
    public async Task Polls_that_fail_for_longer_than_tolerated_end_the_wait_with_the_handle((Fault Fault, Outcome Outcome) expected)
    {
        await using VirtualCloud cloud = new(new SimulatorOptions { JobDuration = TimeSpan.FromMinutes(20) });
        FaultRule rule = cloud.Engine.Faults.Add(expected.Fault, when: request => request.Command is "queryAsyncJobResult" or "listAsyncJobs");

        (Outcome outcome, Exception? exception) = await FaultCase.RunAsync(() => cloud.RunAsync(() => DeployAndWaitAsync(cloud)));
        TimeSpan ended = cloud.Clock.Elapsed;
        cloud.Engine.Faults.Remove(rule);
        JobHandle job = ((CloudStackException)exception!).Job!;
        JobResult again = await cloud.RunAsync(() => job.WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That(outcome, Is.EqualTo(expected.Outcome), exception.ToString());
            Assert.That(ended, Is.InRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6)));
            Assert.That(again.IsSuccess, Is.True, "the handle remains usable");
        });
    }

    [Test]
    public async Task A_purged_job_has_an_unknown_outcome_and_is_never_called_failed()
    {
        await using VirtualCloud cloud = new();

        JobResult<VirtualMachine> result = await cloud.RunAsync(async () =>
        {
            JobHandle<VirtualMachine> job = await cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web"));
            cloud.Engine.PurgeJob(job.JobId!);
            return await job.WaitForCompletionAsync();
        });

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Unknown));
            Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.NotFound));
            Assert.That(result.Error, Is.Null);
            Assert.That(() => result.GetValueOrThrow(), Throws.TypeOf<JobOutcomeUnknownException>());
        });
    }

    [Test]
    public async Task A_result_that_the_server_cannot_read_is_an_unknown_outcome()
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.PlanJob(ending: JobEnding.Unreadable);

        JobResult<VirtualMachine> result = await cloud.RunAsync(() => DeployAndWaitAsync(cloud));

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Unknown));
            Assert.That(result.UnknownReason, Is.EqualTo(UnknownReason.ResultUnreadable));
            Assert.That(result.Waited, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(20)).And.LessThan(TimeSpan.FromMinutes(1)));
        });
    }

    [Test]
    public async Task A_failed_job_costs_one_query_that_saw_it()
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.PlanJob(duration: TimeSpan.Zero, ending: JobEnding.Failure(530, "Unable to start a VM [U] due to insufficient capacity."));

        JobResult<VirtualMachine> result = await cloud.RunAsync(() => DeployAndWaitAsync(cloud));

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(result.Error, Is.EqualTo(new JobError(530, "Unable to start a VM [U] due to insufficient capacity.", ErrorKind.Capacity)));
            Assert.That(cloud.Engine.CountRequests("queryAsyncJobResult"), Is.EqualTo(1));
            Assert.That(cloud.Engine.CountRequests("deployVirtualMachine"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_server_that_restarts_fails_its_jobs_without_a_word()
    {
        await using VirtualCloud cloud = new();

        JobResult<VirtualMachine> result = await cloud.RunAsync(async () =>
        {
            JobHandle<VirtualMachine> job = await cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web"));
            cloud.Engine.Restart();
            return await job.WaitForCompletionAsync();
        });

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(result.Error!.ErrorCode, Is.EqualTo(530));
            Assert.That(result.Error.Text, Does.Contain("restarted"));
        });
    }

    [Test]
    public async Task A_deadline_over_a_longer_job_ends_on_time_with_the_handle_also_while_a_poll_hangs()
    {
        await using VirtualCloud cloud = new(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(60) });
        cloud.Engine.Faults.Add(Fault.Hang, "queryAsyncJobResult", skip: 3, times: 1);
        DateTimeOffset waitedFrom = default;

        JobHandle<VirtualMachine> job = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")));
        waitedFrom = cloud.Clock.GetUtcNow();
        (_, Exception? exception) = await FaultCase.RunAsync(() => cloud.RunAsync(() => job.WaitForResultAsync(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(16) })));
        TimeSpan took = cloud.Clock.GetUtcNow() - waitedFrom;
        VirtualMachine machine = await cloud.RunAsync(() => ((JobHandle<VirtualMachine>)((JobTimeoutException)exception!).Job!).WaitForResultAsync());

        Assert.Multiple(() =>
        {
            Assert.That(took, Is.EqualTo(TimeSpan.FromSeconds(16)));
            Assert.That(machine.State, Is.EqualTo("Running"));
        });
    }

    private static async Task<JobResult<VirtualMachine>> DeployAndWaitAsync(VirtualCloud cloud) =>
        await cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForCompletionAsync();
}
