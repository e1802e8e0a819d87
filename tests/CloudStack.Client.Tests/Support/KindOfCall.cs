namespace CloudStack.Client.Tests.Support;

/// <summary>One command of each kind, and a successful response of a server to it.</summary>
internal static class KindOfCall
{
    public static Task SendAsync(CloudStackClient client, CommandKind kind) => kind switch
    {
        CommandKind.Read => client.Zones.ListZones().ToListAsync(),
        CommandKind.Write => client.Networks.CreateNetworkAsync(new() { Name = "n", NetworkOfferingId = "o", ZoneId = "z" }),
        CommandKind.Job => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }),
        _ => client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" }),
    };

    public static string CommandOf(CommandKind kind) => kind switch
    {
        CommandKind.Read => "listZones",
        CommandKind.Write => "createNetwork",
        CommandKind.Job => "startVirtualMachine",
        _ => "deployVirtualMachine",
    };

    public static HttpResponseMessage Answer(StubRequest request) => request.Command switch
    {
        "listZones" => StubHandler.Json("""{"listzonesresponse":{"count":1,"zone":[{"id":"z"}]}}"""),
        "createNetwork" => StubHandler.Json("""{"createnetworkresponse":{"network":{"id":"n"}}}"""),
        "startVirtualMachine" => StubHandler.Json($$$"""{"startvirtualmachineresponse":{"jobid":"{{{request["customjobid"]}}}"}}"""),
        "deployVirtualMachine" => StubHandler.Json($$$"""{"deployvirtualmachineresponse":{"id":"v","jobid":"{{{request["customjobid"]}}}"}}"""),
        "queryAsyncJobResult" => StubHandler.NoSuchJob(request["jobid"]!),
        _ => StubHandler.Json("""{"a":{"success":true}}"""),
    };
}
