using CloudStack.Client.Apis;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Faults;

/// <summary>Every fault once, on the submit of an asynchronous command.</summary>
internal sealed class SubmitFaultTests
{
    private const string Marker = "marker-of-the-submit";

    /// <summary>The cases that are the same for commands that create an entity first and for those that don't.</summary>
    private static readonly FaultCase[] Both =
    [
        // The response was lost, but the job exists: it's looked up, never sent again.
        new(Fault.LoseAnswer, Outcome.Works, 1, 1),
        new(Fault.ResetConnection.AfterExecuting(), Outcome.Works, 1, 1),
        new(Fault.Hang.AfterExecuting(), Outcome.Works, 1, 1),
        new(Fault.BadGatewayPage.AfterExecuting(), Outcome.Works, 1, 1),
        new(Fault.GatewayTimeoutPage.AfterExecuting(), Outcome.Works, 1, 1),
        new(Fault.UnavailablePage.AfterExecuting(), Outcome.Works, 1, 1),
        new(Fault.StartingPage, Outcome.Works, 1, 2),
        new(Fault.EmptyAnswer.AfterExecuting(), Outcome.Works, 1, 1),
        new(Fault.InternalError.AfterExecuting(), Outcome.Works, 1, 1),
        new(Fault.CutBody(), Outcome.Works, 1, 1),
        new(Fault.CutBody(0), Outcome.Works, 1, 1),
        new(Fault.Delay(TimeSpan.FromSeconds(90)), Outcome.Works, 1, 1),
        new(Fault.SlowBody(TimeSpan.FromSeconds(90)), Outcome.Works, 1, 1),
        new(Fault.Error(431, "Job with id U already exists").AfterExecuting(), Outcome.Works, 1, 1),

        // Nothing was lost.
        new(Fault.Delay(TimeSpan.FromSeconds(30)), Outcome.Works, 1, 1),
        new(Fault.SlowBody(TimeSpan.FromSeconds(30)), Outcome.Works, 1, 1),
        new(Fault.DateOffset(TimeSpan.FromMinutes(330)), Outcome.Works, 1, 1),
        new(Fault.PercentEncodedStrings, Outcome.Works, 1, 1),
        new(Fault.IgnoreCustomJobId, Outcome.Works, 1, 1),
        new(Fault.NumericManagementServerId, Outcome.Works, 1, 1),

        // The server saw nothing, or says that it did nothing and will later: the command is sent again.
        new(Fault.RefuseConnection, Outcome.Works, 1, 2),
        new(Fault.Throttle(700), Outcome.Works, 1, 2),
        new(Fault.Maintenance, Outcome.Works, 1, 2),

        // The server refused, and has no such job.
        new(Fault.InternalError, Outcome.Refused, 0, 1),
        new(Fault.Error(431, "Entity already exists"), Outcome.Refused, 0, 1),
        new(Fault.Error(401, "unable to verify user credentials"), Outcome.Refused, 0, 1),
        new(Fault.Error(432, "The given command is not available"), Outcome.Refused, 0, 1),
        new(Fault.Error(531, "Acct is not authorized"), Outcome.Refused, 0, 1),
        new(Fault.Error(535, "Maximum number of resources exceeded"), Outcome.Refused, 0, 1),
        new(Fault.Echo("note"), Outcome.Refused, 0, 1),

        // The container responded instead of the API.
        new(Fault.NotFoundPage, Outcome.Unreadable, 0, 1),
        new(Fault.Answer(200, "text/html", "<html>Log in</html>"), Outcome.Unreadable, 0, 1),
    ];

    /// <summary>It's unknown whether the command was executed, and sending it again could execute it twice.</summary>
    private static readonly Fault[] Lost =
    [
        Fault.LoseRequest,
        Fault.ResetConnection,
        Fault.Hang,
        Fault.BadGatewayPage,
        Fault.GatewayTimeoutPage,
        Fault.UnavailablePage,
        Fault.EmptyAnswer,
        Fault.Answer(200, "application/json", """{"deployvirtualmachineresponse":{"jobid":"6f4b"""),
    ];

    private static IEnumerable<FaultCase> Creates => Both.Concat(Lost.Select(fault => new FaultCase(fault, Outcome.Ambiguous, 0, 1)));

    private static IEnumerable<FaultCase> JobsOfAnUnknownServer => Creates;

    /// <summary>A server that is known to use the client's ids refuses a second job with the same id before it acts.</summary>
    private static IEnumerable<FaultCase> JobsOfAKnownServer => Both.Concat(Lost.Select(fault => new FaultCase(fault, Outcome.Works, 1, 2)));

    [TestCaseSource(nameof(Creates))]
    public async Task A_command_that_creates_is_never_executed_twice(FaultCase expected)
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(expected.Fault, "deployVirtualMachine", times: 1);
        DeployVirtualMachineRequest request = cloud.Parts.Deploy("web");
        request.AdditionalParameters["note"] = Marker;

        JobHandle<VirtualMachine>? job = null;
        VirtualMachine? machine = null;
        (Outcome outcome, Exception? exception) = await FaultCase.RunAsync(() => cloud.RunAsync(async () =>
        {
            job = await cloud.Machines.DeployVirtualMachineAsync(request);
            machine = await job.WaitForResultAsync();
        }));

        Verify(cloud, expected, outcome, exception, "deployVirtualMachine");
        if (outcome == Outcome.Works)
        {
            Assert.Multiple(() =>
            {
                Assert.That(machine!.State, Is.EqualTo("Running"));
                Assert.That(job!.ResourceId, Is.EqualTo(machine!.Id));
                Assert.That(cloud.Engine.Jobs, Has.Count.EqualTo(1));
            });
        }
    }

    [TestCaseSource(nameof(JobsOfAnUnknownServer))]
    public Task A_job_on_a_server_of_unknown_habits_is_never_executed_twice(FaultCase expected) => StopAsync(expected, isKnown: false);

    [TestCaseSource(nameof(JobsOfAKnownServer))]
    public Task A_job_on_a_server_that_keeps_ids_is_sent_again_if_it_is_not_there(FaultCase expected) => StopAsync(expected, isKnown: true);

    [Test]
    public async Task A_caller_who_chose_the_id_finds_the_job_of_an_earlier_run_instead_of_a_second_machine()
    {
        await using VirtualCloud cloud = new();
        string id = Guid.NewGuid().ToString();
        DeployVirtualMachineRequest Request() => new()
        {
            ZoneId = cloud.Parts.ZoneId,
            ServiceOfferingId = cloud.Parts.OfferingId,
            TemplateId = cloud.Parts.TemplateId,
            Name = Marker,
            CustomJobId = id,
        };

        JobHandle<VirtualMachine> first = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(Request()));
        JobHandle<VirtualMachine> second = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(Request()));

        Assert.Multiple(() =>
        {
            Assert.That(second.JobId, Is.EqualTo(first.JobId));
            Assert.That(second.ResourceId, Is.EqualTo(first.ResourceId));
            Assert.That(cloud.Engine.ExecutionCount(Marker), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_caller_who_chose_the_id_of_a_job_that_nobody_can_read_gets_that_job_and_no_second_machine()
    {
        await using VirtualCloud cloud = new(new SimulatorOptions { JobEndingSelector = _ => JobEnding.Unreadable });
        DeployVirtualMachineRequest request = cloud.Parts.Deploy(Marker);
        string id = Guid.NewGuid().ToString();
        DeployVirtualMachineRequest Request() => new()
        {
            ZoneId = request.ZoneId,
            ServiceOfferingId = request.ServiceOfferingId,
            TemplateId = request.TemplateId,
            Name = Marker,
            CustomJobId = id,
        };

        await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(Request()).WaitForCompletionAsync());
        JobHandle<VirtualMachine> again = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(Request()));
        JobResult<VirtualMachine> result = await cloud.RunAsync(() => again.WaitForCompletionAsync());

        Assert.Multiple(() =>
        {
            Assert.That((again.JobId, result.UnknownReason), Is.EqualTo((id, UnknownReason.ResultUnreadable)));
            Assert.That(cloud.Engine.ExecutionCount(Marker), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_token_of_an_ambiguous_submit_leads_to_the_job_that_came_late_after_all()
    {
        // Every query is lost as well, so the outcome is unknown at the time; the job is found later.
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(Fault.LoseAnswer, "deployVirtualMachine", times: 1);
        FaultRule blind = cloud.Engine.Faults.Add(Fault.LoseRequest, "queryAsyncJobResult");

        AmbiguousSubmissionException? thrown = await Assert.CatchAsync<AmbiguousSubmissionException>(
            () => cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy(Marker))));
        cloud.Engine.Faults.Remove(blind);
        VirtualMachine machine = await cloud.RunAsync(() => cloud.Client.Jobs.Resume<VirtualMachine>(thrown!.Token!.Value).WaitForResultAsync());

        Assert.That(machine.Name, Is.EqualTo(Marker));
    }

    private static async Task StopAsync(FaultCase expected, bool isKnown)
    {
        await using VirtualCloud cloud = new();
        VirtualMachine machine = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForResultAsync());
        await using CloudStackClient stranger = new(
            new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = cloud.Engine.Admin.ApiKey, SecretKey = cloud.Engine.Admin.SecretKey },
            new SimulatorHandler(cloud.Engine),
            timeProvider: cloud.Clock);
        IVirtualMachinesApi machines = isKnown ? cloud.Machines : stranger.VirtualMachines;
        cloud.Engine.Faults.Add(expected.Fault, "stopVirtualMachine", times: 1);
        StopVirtualMachineRequest request = new() { Id = machine.Id };
        request.AdditionalParameters["note"] = Marker;

        (Outcome outcome, Exception? exception) = await FaultCase.RunAsync(() => cloud.RunAsync(() => machines.StopVirtualMachineAsync(request).WaitForResultAsync()));

        Verify(cloud, expected, outcome, exception, "stopVirtualMachine");
        if (outcome == Outcome.Works)
        {
            Assert.That(cloud.Engine.ReadField(machine.Id, "state"), Is.EqualTo("Stopped"));
        }
    }

    private static void Verify(VirtualCloud cloud, FaultCase expected, Outcome outcome, Exception? exception, string command) => Assert.Multiple(() =>
    {
        Assert.That(outcome, Is.EqualTo(expected.Outcome), exception?.ToString());
        Assert.That(cloud.Engine.ExecutionCount(Marker), Is.EqualTo(expected.Executions), "executions");
        Assert.That(cloud.Engine.CountRequests(command), Is.EqualTo(expected.Requests), "requests");
        if (exception is AmbiguousSubmissionException ambiguous)
        {
            Assert.That(ambiguous.Token, Is.Not.Null);
            Assert.That(ambiguous.Command, Is.EqualTo(command));
        }
    });
}
