namespace CloudStack.Simulator;

/// <summary>NICs, static NAT, and the firewall's two directions, which share one response class.</summary>
internal static class NetworkRules
{
    public static Func<CommandContext, CommandAnswer> Firewall(string trafficType) => context => Paging.Answer(
        context,
        "firewallrule",
        ListFilter.Apply(context, context.Cloud.Store.All("FirewallResponse"))
            .Where(r => r.Fields.Text("traffictype") == trafficType)
            .Select(static r => r.Fields.Copy()));

    public static CommandAnswer EnableStaticNat(CommandContext context)
    {
        ApiObject address = context.Owned("ipaddressid").Fields;
        Entity machine = context.Owned("virtualmachineid");
        address["isstaticnat"] = true;
        address["virtualmachineid"] = machine.Id;
        address["virtualmachinename"] = machine.Name;
        address["virtualmachinedisplayname"] = machine.Fields["displayname"];
        address["virtualmachinetype"] = "User";
        address["vmipaddress"] = machine.Fields["ipaddress"];
        return CommandAnswer.Success();
    }

    public static CommandAnswer ListNics(CommandContext context)
    {
        Entity machine = context.Owned("virtualmachineid");
        string? nic = context.Text("nicid");
        string? network = context.Text("networkid");
        IEnumerable<ApiObject> nics = machine.Fields["nic"] as ApiObject[] ?? [];
        return Paging.Answer(
            context,
            "nic",
            nics.Where(n => (nic is null || n.Text("id") == nic) && (network is null || n.Text("networkid") == network)).Select(n =>
            {
                ApiObject shown = n.Copy();
                shown["virtualmachineid"] = machine.Id;
                return shown;
            }));
    }
}
