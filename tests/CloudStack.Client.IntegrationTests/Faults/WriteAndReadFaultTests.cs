using CloudStack.Client.Apis;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Faults;

/// <summary>Every fault once, on a synchronous change and on a list.</summary>
internal sealed class WriteAndReadFaultTests
{
    private const string Marker = "marker-of-the-change";

    private static readonly FaultCase[] Writes =
    [
        // It's unknown whether the command was executed, and there is no job to look up.
        new(Fault.LoseAnswer, Outcome.Ambiguous, 1, 1),
        new(Fault.LoseRequest, Outcome.Ambiguous, 0, 1),
        new(Fault.ResetConnection, Outcome.Ambiguous, 0, 1),
        new(Fault.ResetConnection.AfterExecuting(), Outcome.Ambiguous, 1, 1),
        new(Fault.Hang, Outcome.Ambiguous, 0, 1),
        new(Fault.Hang.AfterExecuting(), Outcome.Ambiguous, 1, 1),
        new(Fault.BadGatewayPage, Outcome.Ambiguous, 0, 1),
        new(Fault.BadGatewayPage.AfterExecuting(), Outcome.Ambiguous, 1, 1),
        new(Fault.GatewayTimeoutPage.AfterExecuting(), Outcome.Ambiguous, 1, 1),
        new(Fault.UnavailablePage.AfterExecuting(), Outcome.Ambiguous, 1, 1),
        new(Fault.EmptyAnswer.AfterExecuting(), Outcome.Ambiguous, 1, 1),
        new(Fault.Answer(200, "text/html", "<html>Log in</html>").AfterExecuting(), Outcome.Ambiguous, 1, 1),
        new(Fault.CutBody(), Outcome.Ambiguous, 1, 1),
        new(Fault.Delay(TimeSpan.FromMinutes(11)), Outcome.Ambiguous, 1, 1),

        // The client waits for slow changes.
        new(Fault.Delay(TimeSpan.FromMinutes(9)), Outcome.Works, 1, 1),
        new(Fault.SlowBody(TimeSpan.FromMinutes(5)), Outcome.Works, 1, 1),

        new(Fault.RefuseConnection, Outcome.Works, 1, 2),
        new(Fault.StartingPage, Outcome.Works, 1, 2),
        new(Fault.Throttle(700), Outcome.Works, 1, 2),
        new(Fault.RawControlByte, Outcome.Works, 1, 1),
        new(Fault.InvalidEscape, Outcome.Works, 1, 1),
        new(Fault.PercentEncodedStrings, Outcome.Works, 1, 1),
        new(Fault.DateOffset(TimeSpan.FromMinutes(330)), Outcome.Works, 1, 1),

        new(Fault.InternalError, Outcome.Refused, 0, 1),
        new(Fault.InternalError.AfterExecuting(), Outcome.Refused, 1, 1),
        new(Fault.Maintenance, Outcome.Refused, 0, 1),
        new(Fault.Error(431, "Invalid parameter"), Outcome.Refused, 0, 1),
        new(Fault.Echo("note"), Outcome.Refused, 0, 1),
        new(Fault.NotFoundPage, Outcome.Unreadable, 0, 1),
    ];

    private static readonly FaultCase[] Reads =
    [
        new(Fault.LoseAnswer, Outcome.Works, 0, 2),
        new(Fault.LoseRequest, Outcome.Works, 0, 2),
        new(Fault.ResetConnection, Outcome.Works, 0, 2),
        new(Fault.RefuseConnection, Outcome.Works, 0, 2),
        new(Fault.Hang, Outcome.Works, 0, 2),
        new(Fault.BadGatewayPage, Outcome.Works, 0, 2),
        new(Fault.GatewayTimeoutPage, Outcome.Works, 0, 2),
        new(Fault.StartingPage, Outcome.Works, 0, 2),
        new(Fault.UnavailablePage, Outcome.Works, 0, 2),
        new(Fault.EmptyAnswer, Outcome.Works, 0, 2),
        new(Fault.CutBody(), Outcome.Works, 0, 2),
        new(Fault.Delay(TimeSpan.FromSeconds(90)), Outcome.Works, 0, 2),
        new(Fault.Throttle(700), Outcome.Works, 0, 2),
        new(Fault.Delay(TimeSpan.FromSeconds(30)), Outcome.Works, 0, 1),
        new(Fault.SlowBody(TimeSpan.FromSeconds(30)), Outcome.Works, 0, 1),
        new(Fault.RawControlByte, Outcome.Works, 0, 1),
        new(Fault.InvalidEscape, Outcome.Works, 0, 1),
        new(Fault.PercentEncodedStrings, Outcome.Works, 0, 1),
        new(Fault.DateOffset(TimeSpan.FromMinutes(330)), Outcome.Works, 0, 1),
        new(Fault.Error(503, "busy"), Outcome.Works, 0, 2),
        new(Fault.InternalError, Outcome.Refused, 0, 1),
        new(Fault.Error(431, "Invalid parameter"), Outcome.Refused, 0, 1),
        new(Fault.Error(432, "The given command is not available"), Outcome.Refused, 0, 1),
        new(Fault.Error(401, "unable to verify user credentials"), Outcome.Refused, 0, 1),
        new(Fault.NotFoundPage, Outcome.Unreadable, 0, 1),
        new(Fault.Answer(200, "text/html", "<html>Log in</html>"), Outcome.Unreadable, 0, 1),
    ];

    private static readonly FaultCase[] ReadsForEver =
    [
        new(Fault.LoseAnswer, Outcome.Unreachable, 0, 4),
        new(Fault.RefuseConnection, Outcome.Unreachable, 0, 4),
        new(Fault.Hang, Outcome.Unreachable, 0, 4),
        new(Fault.BadGatewayPage, Outcome.Unreachable, 0, 4),
        new(Fault.Error(503, "busy"), Outcome.Refused, 0, 4),
        new(Fault.EmptyAnswer, Outcome.Unreadable, 0, 4),
    ];

    [TestCaseSource(nameof(Writes))]
    public async Task A_synchronous_change_is_never_executed_twice(FaultCase expected)
    {
        await using VirtualCloud cloud = new();
        VirtualMachine machine = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web")).WaitForResultAsync());
        cloud.Engine.Faults.Add(expected.Fault, "updateVirtualMachine", times: 1);
        UpdateVirtualMachineRequest request = new() { Id = machine.Id, DisplayName = "renamed" };
        request.AdditionalParameters["note"] = Marker;

        (Outcome outcome, Exception? exception) = await FaultCase.RunAsync(() => cloud.RunAsync(() => cloud.Machines.UpdateVirtualMachineAsync(request)));

        Assert.Multiple(() =>
        {
            Assert.That(outcome, Is.EqualTo(expected.Outcome), exception?.ToString());
            Assert.That((exception as AmbiguousSubmissionException)?.Token, Is.Null);
            Assert.That(cloud.Engine.ExecutionCount(Marker), Is.EqualTo(expected.Executions), "executions");
            Assert.That(cloud.Engine.CountRequests("updateVirtualMachine"), Is.EqualTo(expected.Requests), "requests");
            Assert.That(cloud.Engine.ReadField(machine.Id, "displayname"), expected.Executions == 0 ? Is.Not.EqualTo("renamed") : Is.EqualTo("renamed"));
        });
    }

    [TestCaseSource(nameof(Reads))]
    public Task A_list_is_repeated_where_a_repeat_may_help(FaultCase expected) => ListAsync(expected, times: 1);

    [TestCaseSource(nameof(ReadsForEver))]
    public Task A_list_that_keeps_failing_ends_after_three_repeats(FaultCase expected) => ListAsync(expected, times: null);

    private static async Task ListAsync(FaultCase expected, int? times)
    {
        await using VirtualCloud cloud = new();
        cloud.Engine.Faults.Add(expected.Fault, "listZones", times);

        List<Zone>? zones = null;
        (Outcome outcome, Exception? exception) = await FaultCase.RunAsync(() => cloud.RunAsync(async () => zones = await cloud.Client.Zones.ListZones().ToListAsync()));

        Assert.Multiple(() =>
        {
            Assert.That(outcome, Is.EqualTo(expected.Outcome), exception?.ToString());
            Assert.That(cloud.Engine.CountRequests("listZones"), Is.EqualTo(expected.Requests), "requests");
            if (outcome == Outcome.Works)
            {
                Assert.That(zones!.Select(zone => zone.Id), Has.Member(cloud.Parts.ZoneId));
            }
        });
    }
}
