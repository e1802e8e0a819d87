namespace CloudStack.Simulator;

/// <summary>Physical networks of a zone.</summary>
internal static class PhysicalNetworks
{
    public static CommandAnswer Create(CommandContext context)
    {
        Entity zone = context.Entity("zoneid")!;
        IReadOnlyList<object> methods = context.List("isolationmethods");
        Entity network = context.Cloud.Store.Add("PhysicalNetworkResponse", null, new ApiObject
        {
            { "id", context.Cloud.Store.NewId() }, { "name", context.Text("name") },
            { "broadcastdomainrange", context.Text("broadcastdomainrange")?.ToUpperInvariant() ?? "ZONE" }, { "zoneid", zone.Id },
            { "zonename", zone.Name }, { "state", "Disabled" }, { "isolationmethods", methods.Count > 0 ? string.Join(',', methods) : "VLAN" },
        });
        return CommandAnswer.Job(new JobWork
        {
            Target = network,
            InstanceType = "PhysicalNetwork",
            CreatedId = network.Id,
            Complete = () => network.Fields.Copy(),
        });
    }
}
