using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>Isolated networks and the offerings that they are created from.</summary>
internal static class Networks
{
    public const string Kind = "NetworkResponse";

    private const string OfferingKind = "NetworkOfferingResponse";

    private static readonly string[] Plain = ["Dhcp", "Firewall", "PortForwarding", "SourceNat", "Vpn", "StaticNat", "Lb", "Dns", "UserData"];

    // The capabilities of the built-in virtual router, as far as networks show them.
    private static readonly Dictionary<string, (string Name, string Value)[]> Abilities = new(StringComparer.Ordinal)
    {
        ["SourceNat"] = [("SupportedSourceNatTypes", "peraccount"), ("RedundantRouter", "false")],
        ["Dhcp"] = [("DhcpAccrossMultipleSubnets", "true")],
        ["Vpn"] = [("VpnTypes", "remoteaccessvpn"), ("SupportedVpnTypes", "pptp,l2tp,ipsec")],
        ["PortForwarding"] = [("SupportedProtocols", "tcp,udp")],
        ["Firewall"] = [("SupportedProtocols", "tcp,udp,icmp"), ("SupportedTrafficDirection", "ingress, egress"), ("MultipleIps", "true")],
        ["StaticNat"] = [("ElasticIp", "false"), ("AssociatePublicIP", "true")],
        ["Lb"] = [("SupportedLbAlgorithms", "roundrobin,leastconn,source"), ("SupportedProtocols", "tcp, udp, tcp-proxy, ssl"), ("InlineMode", "false")],
        ["Dns"] = [("AllowDnsSuffixModification", "true")],
        ["UserData"] = [],
    };

    /// <summary>The offerings that every server has from the start.</summary>
    public static void AddOfferings(Cloud cloud)
    {
        AddOffering(cloud, "DefaultIsolatedNetworkOfferingWithSourceNatService", "Isolated networks with Source NAT", Plain, null);
        AddOffering(cloud, "DefaultNATNSXNetworkOffering", "Routed networks", ["Dhcp", "Dns", "UserData"], "ROUTED");
    }

    public static CommandAnswer Create(CommandContext context)
    {
        Entity zone = context.Entity("zoneid")!;
        Entity offering = context.Entity("networkofferingid")!;
        string name = context.Text("name")!;
        Entity network = context.Cloud.AddNetwork(context.Account, zone, name);
        ApiObject fields = network.Fields;
        fields["displaytext"] = context.Text("displaytext") ?? name;
        fields["type"] = offering.Fields["guestiptype"] ?? "Isolated";
        fields["gateway"] = context.Text("gateway") ?? fields.Text("gateway");
        fields["netmask"] = context.Text("netmask") ?? fields.Text("netmask");
        TakeOffering(fields, offering);
        return CommandAnswer.Object("network", Show(context, network));
    }

    public static CommandAnswer List(CommandContext context) => Paging.Answer(
        context, "network", ListFilter.Apply(context, context.Cloud.Store.All(Kind)).Select(n => Show(context, n)));

    /// <summary>Plugs a machine into a network. The server sets the network up for the first machine.</summary>
    public static void Implement(Entity network)
    {
        if (network.Fields.Text("state") == "Allocated")
        {
            network.Fields["state"] = "Implemented";
            network.Fields["broadcasturi"] = "vlan://173";
            network.Fields["vlan"] = "173";
        }
    }

    private static void TakeOffering(ApiObject fields, Entity offering)
    {
        fields["networkofferingid"] = offering.Id;
        fields["networkofferingname"] = offering.Name;
        fields["networkofferingdisplaytext"] = offering.Fields["displaytext"];
        fields["networkofferingconservemode"] = offering.Fields["conservemode"];
        fields["networkofferingavailability"] = offering.Fields["availability"];
        fields["service"] = Plain.Select(static service => Service(service, withAll: true)).ToArray();
    }

    private static ApiObject Show(CommandContext context, Entity network)
    {
        ApiObject shown = network.Fields.Copy();
        if (!context.IsRoot)
        {
            foreach (string field in (string[])["broadcasturi", "vlan", "displaynetwork", "physicalnetworkid"])
            {
                shown[field] = null;
            }
        }

        return shown;
    }

    private static void AddOffering(Cloud cloud, string name, string text, string[] services, string? mode) => cloud.Store.Add(OfferingKind, null, new ApiObject
    {
        { "id", cloud.Store.NewId() }, { "name", name }, { "displaytext", text }, { "created", cloud.Now }, { "traffictype", "Guest" },
        { "isdefault", true }, { "specifyvlan", false }, { "conservemode", true }, { "specifyipranges", false }, { "availability", "Required" },
        { "networkrate", 200 }, { "state", "Enabled" }, { "guestiptype", "Isolated" }, { "serviceofferingid", cloud.Store.NewId() },
        { "service", services.Select(static service => Service(service, withAll: false)).ToArray() }, { "forvpc", false }, { "fornsx", false },
        { "fortungsten", false }, { "networkmode", mode }, { "ispersistent", false }, { "egressdefaultpolicy", false },
        { "supportsstrechedl2subnet", false }, { "supportspublicaccess", false }, { "supportsinternallb", false }, { "internetprotocol", "IPv4" },
        { "specifyasnumber", false }, { "hasannotations", false },
    });

    // Offerings show only what can be chosen; networks show everything.
    private static ApiObject Service(string name, bool withAll)
    {
        bool isChosen = name is "SourceNat" or "StaticNat" or "Lb";
        return new ApiObject
        {
            { "name", name },
            { "provider", new[] { new ApiObject { { "name", "VirtualRouter" } } } },
            {
                "capability",
                withAll || isChosen
                    ? Abilities[name].Select(ability => new ApiObject
                    {
                        { "name", ability.Name }, { "value", ability.Value }, { "canchooseservicecapability", isChosen && withAll },
                    }).ToArray()
                    : null
            },
        };
    }

    /// <summary>Adds what a network has besides name and place. A network that a deployment creates uses the first offering.</summary>
    public static void Complete(Cloud cloud, Entity network, Account owner)
    {
        ApiObject fields = network.Fields;
        TakeOffering(fields, cloud.Store.All(OfferingKind)[0]);
        fields["related"] = network.Id;
        fields["dns1"] = "10.147.28.6";
        fields["networkdomain"] = string.Create(CultureInfo.InvariantCulture, $"cs{owner.Number}cloud.internal");
        fields["specifyvlan"] = false;
        fields["details"] = new ApiObject();
        fields["physicalnetworkid"] = cloud.PhysicalNetworkId;
        fields["displaynetwork"] = true;
        fields["strechedl2subnet"] = false;
        fields["redundantrouter"] = false;
        fields["supportsvmautoscaling"] = true;
        fields["receivedbytes"] = 0L;
        fields["sentbytes"] = 0L;
        fields["egressdefaultpolicy"] = false;
        fields["publicmtu"] = 1500;
        fields["privatemtu"] = 1500;
        fields["keepmacaddressonpublicnic"] = true;
    }
}
