using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>The fields of a new virtual machine, in the order in which the server declares them.</summary>
internal static class VirtualMachineFields
{
    private static readonly (string Name, object Value)[] Figures =
    [
        ("networkkbsread", 32768L), ("networkkbswrite", 16384L), ("diskkbsread", 0L), ("diskkbswrite", 0L), ("memorykbs", 0L),
        ("memoryintfreekbs", 0L), ("memorytargetkbs", 0L), ("diskioread", 0L), ("diskiowrite", 0L),
    ];

    public static ApiObject Create(
        CommandContext context, string id, string name, Account owner, Entity zone, Entity offering, Entity template, List<Entity> networks)
    {
        Cloud cloud = context.Cloud;
        int number = cloud.Store.All(VirtualMachines.Kind).Count + 1;
        var nics = networks.Select((network, index) => Nic(cloud, network, number, index)).ToArray();
        return new ApiObject
        {
            { "id", id },
            { "name", name },
            { "displayname", context.Text("displayname") ?? name },
            { "account", owner.Name },
            { "userid", context.User.Id },
            { "username", context.User.Name },
            { "domainid", owner.Domain.Id },
            { "domain", owner.Domain.Name },
            { "domainpath", owner.Domain.Path },
            { "created", context.Now },
            { "state", "Stopped" },
            { "haenable", false },
            { "group", context.Text("group") },
            { "zoneid", zone.Id },
            { "zonename", zone.Name },
            { "templateid", template.Id },
            { "templatename", template.Name },
            { "templatetype", template.Fields["templatetype"] },
            { "templateformat", template.Fields["format"] },
            { "templatedisplaytext", template.Fields["displaytext"] },
            { "passwordenabled", template.Fields["passwordenabled"] },
            { "isos", Array.Empty<ApiObject>() },
            { "isomaxcount", 1 },
            { "serviceofferingid", offering.Id },
            { "serviceofferingname", offering.Name },
            { "cpunumber", offering.Fields["cpunumber"] },
            { "cpuspeed", offering.Fields["cpuspeed"] },
            { "memory", offering.Fields["memory"] },
            { "guestosid", template.Fields["ostypeid"] },
            { "rootdeviceid", 0L },
            { "rootdevicetype", "ROOT" },
            { "securitygroup", Array.Empty<ApiObject>() },
            { "nic", nics },
            { "hypervisor", "Simulator" },
            { "ipaddress", nics[0]["ipaddress"] },
            { "instancename", context.IsRoot ? string.Create(CultureInfo.InvariantCulture, $"i-{owner.Number}-{number}-VM") : null },
            { "details", Details(context) },
            { "userdata", context.Text("userdata") },
            { "keypairs", context.Text("keypair") ?? (context.List("keypairs") is { Count: > 0 } pairs ? string.Join(',', pairs) : null) },
            { "affinitygroup", Array.Empty<ApiObject>() },
            { "displayvm", context.IsRoot ? true : null },
            { "isdynamicallyscalable", false },
            { "deleteprotection", false },
            { "ostypeid", template.Fields["ostypeid"] },
            { "osdisplayname", template.Fields["ostypename"] },
            { "receivedbytes", 0L },
            { "sentbytes", 0L },
            { "arch", context.IsRoot ? "x86_64" : null },
            { "tags", Array.Empty<ApiObject>() },
            { "hasannotations", false },
        };
    }

    /// <summary>Adds the server's measurements.</summary>
    public static void AddFigures(ApiObject shown)
    {
        shown["cpuused"] = "10%";
        foreach ((string name, object value) in Figures)
        {
            shown[name] = value;
        }
    }

    // A new machine has this mark until it has been started.
    private static ApiObject Details(CommandContext context)
    {
        ApiObject details = VirtualMachines.Merge(context.Map("details"));
        details["deployvm"] = "true";
        return details;
    }

    private static ApiObject Nic(Cloud cloud, Entity network, int number, int index) => new()
    {
        { "id", cloud.Store.NewId() },
        { "networkid", network.Id },
        { "networkname", network.Name },
        { "netmask", "255.255.255.0" },
        { "gateway", "10.1.1.1" },
        { "ipaddress", string.Create(CultureInfo.InvariantCulture, $"10.1.{1 + (number / 250)}.{2 + (number % 250)}") },
        { "isolationuri", "vlan://173" },
        { "broadcasturi", "vlan://173" },
        { "traffictype", "Guest" },
        { "type", network.Fields["type"] ?? "Isolated" },
        { "isdefault", index == 0 },
        { "macaddress", string.Create(CultureInfo.InvariantCulture, $"02:01:{(number >> 16) & 255:x2}:{(number >> 8) & 255:x2}:{number & 255:x2}:{index + 1:x2}") },
        { "secondaryip", Array.Empty<ApiObject>() },
        { "extradhcpoption", Array.Empty<ApiObject>() },
        { "deviceid", index.ToString(CultureInfo.InvariantCulture) },
        { "enabled", true },
    };
}
