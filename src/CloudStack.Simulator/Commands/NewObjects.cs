using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>
/// Adds the fields that a server always sends to the objects that the generic commands create. Other clients read those fields
/// without checking whether they exist.
/// </summary>
internal static class NewObjects
{
    private const string Address = "IPAddressResponse";

    private static readonly ApiObject[] None = [];

    /// <summary>The defaults of a new object of a class, unless the command sets other values.</summary>
    private static readonly Dictionary<string, (string Name, object Value)[]> Defaults = new(StringComparer.Ordinal)
    {
        ["ServiceOfferingResponse"] =
        [
            ("state", "Active"), ("storagetype", "shared"), ("provisioningtype", "thin"), ("offerha", false), ("limitcpuuse", false), ("isvolatile", false),
            ("issystem", false), ("defaultuse", false), ("rootdisksize", 0L), ("dynamicscalingenabled", true), ("diskofferingstrictness", false),
            ("encryptroot", false),
        ],
        ["DiskOfferingResponse"] =
        [
            ("state", "Active"), ("disksize", 0L), ("storagetype", "shared"), ("provisioningtype", "thin"), ("displayoffering", true),
            ("disksizestrictness", false), ("encrypt", false), ("tags", string.Empty),
        ],
        ["VpcOfferingResponse"] =
        [
            ("isdefault", false), ("state", "Disabled"), ("service", None), ("distributedvpcrouter", false), ("supportsregionLevelvpc", false),
            ("fornsx", false), ("internetprotocol", "IPv4"), ("specifyasnumber", false), ("conservemode", false),
        ],
        ["VpcResponse"] =
        [
            ("state", "Enabled"), ("service", None), ("network", None), ("restartrequired", false), ("distributedvpcrouter", false),
            ("regionlevelvpc", false), ("redundantvpcrouter", false), ("publicmtu", 1500),
        ],
        ["VolumeResponse"] =
        [
            ("type", "DATADISK"), ("provisioningtype", "thin"), ("state", "Allocated"), ("diskkbsread", 0L), ("diskkbswrite", 0L), ("diskioread", 0L),
            ("diskiowrite", 0L), ("destroyed", false), ("isextractable", true), ("quiescevm", false), ("supportsstoragesnapshot", false), ("deleteprotection", false),
        ],
        ["SnapshotResponse"] =
        [
            ("snapshottype", "MANUAL"), ("intervaltype", "MANUAL"), ("state", "BackedUp"), ("physicalsize", 0L), ("revertable", false),
        ],
        [Address] =
        [
            ("issourcenat", false), ("forvirtualnetwork", true), ("isstaticnat", false), ("issystem", false), ("state", "Allocated"),
            ("isportable", false), ("hasrules", false), ("forsystemvms", false), ("forprovider", false),
        ],
        ["FirewallResponse"] = [("state", "Active"), ("destcidrlist", string.Empty)],
        ["FirewallRuleResponse"] = [("state", "Active"), ("cidrlist", string.Empty), ("fordisplay", true)],
        ["IpForwardingRuleResponse"] = [("state", "Active")],
        ["LoadBalancerResponse"] = [("state", "Active")],
        ["SecurityGroupResponse"] = [("ingressrule", None), ("egressrule", None), ("virtualmachinecount", 0), ("virtualmachineids", Array.Empty<string>())],
        ["TemplateResponse"] =
        [
            ("ispublic", false), ("isready", true), ("passwordenabled", false), ("isfeatured", false), ("crossZones", false),
            ("status", "Download Complete"), ("size", 2147483648L), ("physicalsize", 2147483648L), ("templatetype", "USER"), ("hypervisor", "Simulator"),
            ("isextractable", false), ("checksum", string.Empty), ("arch", "x86_64"), ("bits", 64), ("sshkeyenabled", false), ("isdynamicallyscalable", false),
            ("directdownload", false), ("deployasis", false), ("forcks", false), ("requireshvm", true),
        ],
    };

    public static void Complete(CommandContext context, ApiObject fields)
    {
        string kind = context.Command.ResponseClass ?? string.Empty;
        IReadOnlyList<ResponseField> declared = context.Cloud.Catalog.FieldsOf(kind);
        switch (kind)
        {
            case "ServiceOfferingResponse" or "DiskOfferingResponse":
                fields["iscustomized"] = context.Flag("customized") ?? (kind[0] == 'S' && context.Int("cpunumber") is null);
                break;
            case "VolumeResponse":
                CompleteVolume(context, fields);
                break;
            case "SnapshotResponse":
                CompleteSnapshot(context, fields);
                break;
            case Address:
                CompleteAddress(context, fields);
                break;
            case "FirewallResponse" or "FirewallRuleResponse" or "IpForwardingRuleResponse" or "LoadBalancerResponse":
                CompleteRule(context, fields);
                break;
            case "TemplateResponse":
                CompleteTemplate(context, fields);
                break;
        }

        foreach ((string name, object value) in Defaults.GetValueOrDefault(kind, []))
        {
            fields[name] ??= value;
        }

        CompleteDeclared(context, declared, fields);
    }

    /// <summary>Converts a size in GiB to bytes; null for none.</summary>
    public static long? Bytes(object? gibibytes) => gibibytes is null ? null : Convert.ToInt64(gibibytes, CultureInfo.InvariantCulture) << 30;

    private static void CompleteVolume(CommandContext context, ApiObject fields)
    {
        Entity? snapshot = context.Entity("snapshotid");
        fields["size"] = Bytes(context.Values.GetValueOrDefault("size")) ?? snapshot?.Fields["virtualsize"] ?? Bytes(context.Entity("diskofferingid")?.Fields["disksize"]) ?? Bytes(1);
        fields["zoneid"] ??= snapshot?.Fields["zoneid"];
        fields["name"] ??= "DATA-" + fields.Text("id");
    }

    private static void CompleteSnapshot(CommandContext context, ApiObject fields)
    {
        ApiObject volume = context.Entity("volumeid")!.Fields;
        fields["volumetype"] = volume["type"];
        fields["volumestate"] = volume["state"];
        fields["virtualsize"] = volume["size"];
        fields["zoneid"] = volume["zoneid"];
        fields["name"] ??= $"{volume.Text("vmname") ?? "detached"}_{volume.Text("name")}_{context.Now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";
    }

    private static void CompleteAddress(CommandContext context, ApiObject fields)
    {
        Entity? network = context.Entity("networkid");
        int number = context.Cloud.Store.All(Address).Count;
        fields["ipaddress"] ??= string.Create(CultureInfo.InvariantCulture, $"192.168.{2 + (number / 250)}.{1 + (number % 250)}");
        fields["allocated"] = context.Now;
        fields["zoneid"] ??= network?.Fields["zoneid"] ?? context.Entity("vpcid")?.Fields["zoneid"];
        fields["associatednetworkid"] = network?.Id;

        // The address itself belongs to the public network.
        fields["networkid"] = context.Cloud.PhysicalNetworkId;
        fields["physicalnetworkid"] = context.Cloud.PhysicalNetworkId;
    }

    private static void CompleteRule(CommandContext context, ApiObject fields)
    {
        Entity? address = context.Entity("ipaddressid") ?? context.Entity("publicipid");
        ApiObject? nic = (context.Entity("virtualmachineid")?.Fields["nic"] as ApiObject[])?.FirstOrDefault();
        fields[context.Command.ResponseClass == "LoadBalancerResponse" ? "publicip" : "ipaddress"] = address?.Fields["ipaddress"];
        switch (context.Command.ResponseClass)
        {
            case "LoadBalancerResponse":
                fields["networkid"] ??= address?.Fields["associatednetworkid"];
                fields["zoneid"] ??= address?.Fields["zoneid"];
                break;
            case "FirewallResponse":
                fields["networkid"] ??= address?.Fields["associatednetworkid"];
                fields["traffictype"] ??= address is null ? "Egress" : "Ingress";
                fields["cidrlist"] ??= context.Entity("networkid")?.Fields["cidr"] ?? "0.0.0.0/0";
                break;
            case "FirewallRuleResponse":
                fields["networkid"] ??= nic?["networkid"] ?? address?.Fields["associatednetworkid"];
                fields["vmguestip"] ??= nic?["ipaddress"];
                fields["privateendport"] ??= fields["privateport"];
                fields["publicendport"] ??= fields["publicport"];
                break;
            default:
                Entity machine = context.Cloud.Store.FindAnywhere(address?.Fields.Text("virtualmachineid") ?? string.Empty)
                    ?? throw ApiError.Value("Unable to create ip forwarding rule on address without static nat");
                fields["ipaddressid"] = address!.Number;
                fields["virtualmachineid"] = machine.Id;
                fields["endport"] ??= fields["startport"];
                break;
        }
    }

    private static void CompleteTemplate(CommandContext context, ApiObject fields)
    {
        var zones = context.List("zoneids").OfType<Entity>().ToList();
        Entity? source = context.Entity("volumeid") ?? context.Entity("snapshotid");
        bool isEverywhere = context.Text("zoneid") == "-1" || context.List("zoneids").Contains("-1");
        fields["crossZones"] = isEverywhere;
        fields["zoneid"] = isEverywhere
            ? string.Empty
            : context.Entity("zoneid")?.Id ?? zones.FirstOrDefault()?.Id ?? source?.Fields.Text("zoneid") ?? context.Cloud.Store.All("ZoneResponse")[0].Id;
        fields["format"] ??= context.Command.Name == "registerIso" ? "ISO" : "QCOW2";
        fields["displaytext"] ??= fields["name"];
        fields["ostypeid"] ??= InitialStock.OperatingSystem(context.Cloud).Id;
    }

    /// <summary>Adds what responses of all classes have in common: the names of referenced objects, tags, annotations.</summary>
    private static void CompleteDeclared(CommandContext context, IReadOnlyList<ResponseField> declared, ApiObject fields)
    {
        foreach (ResponseField field in declared)
        {
            if (fields[field.Name] is not null)
            {
                continue;
            }

            fields[field.Name] = field switch
            {
                { Name: "hasannotations" } => false,
                { Name: "tags" } when field.Type.StartsWith("list", StringComparison.Ordinal) => None,
                { Name: "displaytext", Type: "string" } => fields["name"],
                { Type: "string" } => ReferredTo(context, fields, field.Name),
                _ => null,
            };
        }
    }

    /// <summary>
    /// Finds the name of a referenced object: <c>zonename</c> is the name of the object that <c>zoneid</c> refers to, and so on.
    /// </summary>
    private static object? ReferredTo(CommandContext context, ApiObject fields, string name)
    {
        foreach (string field in (string[])["displayname", "displaytext", "name"])
        {
            if (name.EndsWith(field, StringComparison.Ordinal) && name.Length > field.Length && fields.Text(name[..^field.Length] + "id") is { } id)
            {
                ApiObject? other = context.Cloud.Store.FindAnywhere(id)?.Fields;
                return other?[field] ?? other?["description"];
            }
        }

        return null;
    }
}
