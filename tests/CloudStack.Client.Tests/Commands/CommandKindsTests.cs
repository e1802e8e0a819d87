namespace CloudStack.Client.Tests.Commands;

public class CommandKindsTests
{
    [TestCase("listZones", CommandKind.Read)]
    [TestCase("queryAsyncJobResult", CommandKind.Read)]
    [TestCase("getApiLimit", CommandKind.Read)]
    [TestCase("findHostsForMigration", CommandKind.Read)]
    [TestCase("list", CommandKind.Write)]
    [TestCase("updateVirtualMachine", CommandKind.Write)]
    [TestCase("relistZones", CommandKind.Write)]
    [TestCase("getUploadParamsForTemplate", CommandKind.Write)]
    [TestCase("listAndSwitchSamlAccount", CommandKind.Write)]
    [TestCase("getDiagnosticsData", CommandKind.Write)]
    [TestCase("getOrCreateThing", CommandKind.Write)]
    [TestCase("findOrCreateThing", CommandKind.Write)]
    [TestCase("queryOrResetThing", CommandKind.Write)]
    [TestCase("getAndLockThing", CommandKind.Write)]
    [TestCase("findAndRemoveThings", CommandKind.Write)]
    [TestCase("listOrders", CommandKind.Read)]
    [TestCase("getAndroidImage", CommandKind.Read)]
    [TestCase("findOr", CommandKind.Read)]
    [TestCase("listThingsOrOthers", CommandKind.Read)]
    public void The_untyped_door_repeats_only_what_surely_changes_nothing(string command, CommandKind kind) =>
        Assert.That(CommandKinds.Guess(command), Is.EqualTo(kind));
}
