using System.Text.Json;

namespace CloudStack.Simulator.Tests;

/// <summary>
/// Other clients rely on fields that a server always sends: libcloud (its CloudStack driver fails with a <c>KeyError</c> if one is
/// missing), the typed Go client and CloudMonkey (a field of another type makes the whole response unreadable). libcloud 3.4 and
/// 3.8 and cs 2.7 were run against the simulator; the fields here are those that they read.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OtherClientsFindWhatTheyNeedTests
{
    private readonly SimulatorEngine _engine = new(new SimulatorOptions { JobDuration = TimeSpan.Zero });

    /// <summary>libcloud used to fail on sizes and networks, on networks that a deployment had created by itself.</summary>
    [Test]
    public async Task Libcloud_lists_sizes_images_locations_and_networks()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);
        await caller.DeployAsync();
        await caller.CallAsync("createServiceOffering", ("name", "Tiny"), ("displaytext", "t"), ("cpunumber", "1"), ("cpuspeed", "100"), ("memory", "128"));

        await AssertAllHaveAsync(caller, "listServiceOfferings", "serviceoffering", 4, "id", "name", "cpunumber", "cpuspeed", "memory", "iscustomized", "storagetype", "issystem");
        await AssertAllHaveAsync(caller, "listNetworks", "network", 1, "id", "name", "displaytext", "networkofferingid", "networkofferingname", "zoneid", "zonename", "type", "state", "traffictype", "service", "cidr", "tags");
        await AssertAllHaveAsync(caller, "listNetworkOfferings", "networkoffering", 2, "id", "name", "displaytext", "guestiptype", "serviceofferingid", "forvpc");
        await AssertAllHaveAsync(caller, "listZones", "zone", 2, "id", "name", "networktype");
        await AssertAllHaveAsync(caller, "listDiskOfferings", "diskoffering", 4, "id", "name", "disksize", "iscustomized", "displaytext", "storagetype");
        await AssertAllHaveAsync(caller, "listOsTypes", "ostype", 1, "id", "description", "oscategoryid");
        await AssertAllHaveAsync(caller, "listAffinityGroupTypes", "affinityGroupType", 2, "type");
        await AssertAllHaveAsync(caller, "listHypervisors", "hypervisor", 1, "name");
    }

    [Test]
    public async Task Libcloud_lists_images_that_were_registered()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);
        string zone = await FirstAsync(caller, "listZones", "zone");
        string os = await FirstAsync(caller, "listOsTypes", "ostype");

        ApiReply made = await caller.CallAsync("registerTemplate", ("name", "mine"), ("displaytext", "Mine"), ("format", "QCOW2"), ("hypervisor", "KVM"), ("ostypeid", os), ("url", "http://x/y.qcow2"), ("zoneid", zone));

        Assert.That(made.Content.GetProperty("template")[0].GetProperty("name").GetString(), Is.EqualTo("mine"));
        await AssertAllHaveAsync(caller, "listTemplates", "template", 7, "id", "name", "hypervisor", "format", "ostypename", "displaytext", "zoneid", "isready", "size");
    }

    [Test]
    public async Task Libcloud_lists_nodes_and_their_nics()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);
        (string id, string job) = await caller.DeployAsync(("name", "web-1"));
        await caller.QueryAsync(job);

        await AssertAllHaveAsync(
            caller, "listVirtualMachines", "virtualmachine", 1,
            "id", "name", "displayname", "state", "nic", "haenable", "zoneid", "zonename", "templateid", "templatename", "serviceofferingid", "serviceofferingname",
            "cpunumber", "memory", "created", "hypervisor", "passwordenabled", "securitygroup", "affinitygroup", "tags", "account", "domain");
        JsonElement nic = (await caller.CallAsync("listVirtualMachines")).Content.GetProperty("virtualmachine")[0].GetProperty("nic")[0];
        Assert.That(nic.EnumerateObject().Select(static field => field.Name), Is.SupersetOf(new[] { "id", "networkid", "netmask", "gateway", "ipaddress", "isdefault", "macaddress", "type", "traffictype" }));
        ApiReply nics = await caller.CallAsync("listNics", ("virtualmachineid", id));
        Assert.That(nics.Content.GetProperty("nic")[0].GetProperty("ipaddress").GetString(), Is.EqualTo(nic.GetProperty("ipaddress").GetString()));
        Assert.That(nics.Content.GetProperty("nic")[0].GetProperty("virtualmachineid").GetString(), Is.EqualTo(id));
    }

    [Test]
    public async Task Libcloud_makes_attaches_and_snapshots_volumes()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);
        (string machine, string job) = await caller.DeployAsync(("name", "web-1"));
        await caller.QueryAsync(job);
        string zone = await FirstAsync(caller, "listZones", "zone");
        string custom = (await caller.CallAsync("listDiskOfferings", ("name", "Custom"))).Content.GetProperty("diskoffering")[0].GetProperty("id").GetString()!;

        JsonElement volume = await ResultAsync(caller, "volume", "createVolume", ("name", "data"), ("zoneid", zone), ("diskofferingid", custom), ("size", "10"));
        string id = volume.GetProperty("id").GetString()!;
        JsonElement attached = await ResultAsync(caller, "volume", "attachVolume", ("id", id), ("virtualmachineid", machine));
        JsonElement snapshot = await ResultAsync(caller, "snapshot", "createSnapshot", ("volumeid", id));
        JsonElement detached = await ResultAsync(caller, "volume", "detachVolume", ("id", id));

        Assert.Multiple(async () =>
        {
            Assert.That((volume.GetProperty("size").GetInt64(), volume.GetProperty("state").GetString(), volume.GetProperty("type").GetString()), Is.EqualTo((10L << 30, "Allocated", "DATADISK")));
            Assert.That((attached.GetProperty("virtualmachineid").GetString(), attached.GetProperty("vmname").GetString(), attached.GetProperty("state").GetString()), Is.EqualTo((machine, "web-1", "Ready")));
            Assert.That(detached.TryGetProperty("virtualmachineid", out _), Is.False);
            Assert.That((snapshot.GetProperty("volumeid").GetString(), snapshot.GetProperty("state").GetString(), snapshot.GetProperty("virtualsize").GetInt64()), Is.EqualTo((id, "BackedUp", 10L << 30)));
            await AssertAllHaveAsync(caller, "listVolumes", "volume", 1, "id", "name", "size", "state", "type", "zoneid", "zonename", "created", "diskofferingname", "tags");
            await AssertAllHaveAsync(caller, "listSnapshots", "snapshot", 1, "id", "name", "volumeid", "created", "state", "tags", "virtualsize");
        });
    }

    [Test]
    public async Task Libcloud_allocates_addresses_and_makes_rules()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);
        (string machine, string job) = await caller.DeployAsync(("name", "web-1"));
        await caller.QueryAsync(job);
        string network = await FirstAsync(caller, "listNetworks", "network");
        JsonElement address = await ResultAsync(caller, "ipaddress", "associateIpAddress", ("networkid", network));
        string id = address.GetProperty("id").GetString()!;

        JsonElement forwarding = await ResultAsync(
            caller, "portforwardingrule", "createPortForwardingRule",
            ("ipaddressid", id), ("virtualmachineid", machine), ("protocol", "tcp"), ("privateport", "22"), ("publicport", "2222"));
        Assert.That((await caller.CallAsync("createIpForwardingRule", ("ipaddressid", id), ("protocol", "tcp"), ("startport", "80"))).Status, Is.EqualTo(431), "an address without static NAT");
        await caller.CallAsync("enableStaticNat", ("ipaddressid", id), ("virtualmachineid", machine));
        await ResultAsync(caller, "ipforwardingrule", "createIpForwardingRule", ("ipaddressid", id), ("protocol", "tcp"), ("startport", "80"));
        await ResultAsync(caller, "firewallrule", "createFirewallRule", ("ipaddressid", id), ("protocol", "tcp"), ("startport", "1"), ("endport", "2"), ("cidrlist", "10.0.0.0/8,11.0.0.0/8"));
        await ResultAsync(caller, "firewallrule", "createEgressFirewallRule", ("networkid", network), ("protocol", "tcp"), ("startport", "1"), ("endport", "2"));

        Assert.Multiple(async () =>
        {
            Assert.That((address.GetProperty("ipaddress").GetString(), address.GetProperty("associatednetworkid").GetString()), Is.EqualTo(("192.168.2.1", network)));
            Assert.That((forwarding.GetProperty("privateport").GetString(), forwarding.GetProperty("ipaddress").GetString(), forwarding.GetProperty("virtualmachinename").GetString()), Is.EqualTo(("22", "192.168.2.1", "web-1")));
            await AssertAllHaveAsync(caller, "listPublicIpAddresses", "publicipaddress", 1, "id", "ipaddress", "zoneid", "zonename", "state", "allocated", "issourcenat", "isstaticnat", "associatednetworkid", "forvirtualnetwork");
            await AssertAllHaveAsync(caller, "listPortForwardingRules", "portforwardingrule", 1, "id", "ipaddressid", "ipaddress", "virtualmachineid", "privateport", "privateendport", "publicport", "publicendport", "protocol", "state", "networkid");
            await AssertAllHaveAsync(caller, "listIpForwardingRules", "ipforwardingrule", 1, "id", "ipaddress", "virtualmachineid", "protocol", "startport", "endport", "state");
            await AssertAllHaveAsync(caller, "listFirewallRules", "firewallrule", 1, "id", "ipaddressid", "ipaddress", "cidrlist", "protocol", "networkid", "state", "startport", "endport");
            await AssertAllHaveAsync(caller, "listEgressFirewallRules", "firewallrule", 1, "id", "networkid", "cidrlist", "protocol", "state", "traffictype");
        });
    }

    /// <summary>Their ids are of one kind on the server, whatever the rules are.</summary>
    [TestCase("listFirewallRules", "firewallrule", "deleteFirewallRule")]
    [TestCase("listEgressFirewallRules", "firewallrule", "deleteEgressFirewallRule")]
    [TestCase("listIpForwardingRules", "ipforwardingrule", "deleteIpForwardingRule")]
    [TestCase("listPortForwardingRules", "portforwardingrule", "deletePortForwardingRule")]
    public async Task Libcloud_deletes_rules(string list, string key, string delete)
    {
        await Libcloud_allocates_addresses_and_makes_rules();
        using TestCaller caller = TestCaller.InProcess(_engine);
        string id = await FirstAsync(caller, list, key);

        ApiReply deleted = await caller.CallAsync(delete, ("id", id));
        await caller.QueryAsync(deleted.Text("jobid"));

        Assert.That((await caller.CallAsync(list)).Content.TryGetProperty(key, out _), Is.False);
    }

    [Test]
    public async Task Libcloud_imports_and_deletes_key_pairs()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);

        ApiReply registered = await caller.CallAsync("registerSSHKeyPair", ("name", "mine"), ("publickey", "ssh-rsa AAAAB3NzaC1yc2E= me"));
        Assert.That(registered.Content.GetProperty("keypair").GetProperty("fingerprint").GetString(), Does.Match("^([0-9a-f]{2}:){15}[0-9a-f]{2}$"));
        Assert.That((await caller.CallAsync("listSSHKeyPairs", ("name", "mine"))).Content.GetProperty("count").GetInt32(), Is.EqualTo(1));
        Assert.That((await caller.CallAsync("registerSSHKeyPair", ("name", "mine"), ("publickey", "ssh-rsa AAAAB3NzaC1yc2E= me"))).Status, Is.EqualTo(431));
        Assert.That((await caller.CallAsync("deleteSSHKeyPair", ("name", "mine"))).Content.GetProperty("success").GetBoolean());
        Assert.That((await caller.CallAsync("listSSHKeyPairs", ("name", "mine"))).Content.EnumerateObject(), Is.Empty);
    }

    [Test]
    public async Task Libcloud_lists_security_groups()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);
        await caller.CallAsync("createSecurityGroup", ("name", "sg"));

        await AssertAllHaveAsync(caller, "listSecurityGroups", "securitygroup", 1, "id", "name", "ingressrule", "egressrule", "tags", "account");
    }

    /// <summary>The Go client reads every response into structures, and CloudMonkey prints by type.</summary>
    [Test]
    public async Task Every_field_has_the_type_that_the_catalog_says()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);
        await Libcloud_allocates_addresses_and_makes_rules();
        await Libcloud_lists_security_groups();
        List<string> wrong = [];
        foreach ((string command, string key) in new[]
        {
            ("listZones", "zone"), ("listServiceOfferings", "serviceoffering"), ("listDiskOfferings", "diskoffering"), ("listNetworkOfferings", "networkoffering"),
            ("listNetworks", "network"), ("listVirtualMachines", "virtualmachine"), ("listPublicIpAddresses", "publicipaddress"), ("listPortForwardingRules", "portforwardingrule"),
            ("listFirewallRules", "firewallrule"), ("listEgressFirewallRules", "firewallrule"), ("listSecurityGroups", "securitygroup"), ("listOsTypes", "ostype"), ("listAccounts", "account"), ("listUsers", "user"), ("listDomains", "domain"),
            ("listVPCOfferings", "vpcoffering"), ("listHypervisors", "hypervisor"), ("listAffinityGroupTypes", "affinityGroupType"),
        })
        {
            CommandInfo info = CommandCatalog.Instance.Commands[command];
            IReadOnlyList<ResponseField> fields = CommandCatalog.Instance.FieldsOf(info.ResponseClass);
            foreach (JsonElement item in (await caller.CallAsync(command)).Content.GetProperty(key).EnumerateArray())
            {
                wrong.AddRange(item.EnumerateObject()
                    .Where(sent => fields.SingleOrDefault(field => field.Name == sent.Name) is not { } field || !Fits(field.Type, sent.Value))
                    .Select(sent => $"{command}: {sent.Name} is {sent.Value.ValueKind}"));
            }
        }

        Assert.That(wrong.Distinct(), Is.Empty);
    }

    private static bool Fits(string type, JsonElement value) => type.Split(':')[0] switch
    {
        "string" or "date" or "enum" => value.ValueKind == JsonValueKind.String,
        "integer" or "long" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "double" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "list" => value.ValueKind == JsonValueKind.Array,
        "map" or "object" => value.ValueKind == JsonValueKind.Object,
        _ => true,
    };

    private static async Task<string> FirstAsync(TestCaller caller, string command, string key) =>
        (await caller.CallAsync(command)).Content.GetProperty(key)[0].GetProperty("id").GetString()!;

    private static async Task<JsonElement> ResultAsync(TestCaller caller, string key, string command, params (string, string)[] parameters)
    {
        ApiReply submitted = await caller.CallAsync(command, parameters);
        Assert.That(submitted.Status, Is.EqualTo(200), submitted.Body);
        ApiReply ended = await caller.QueryAsync(submitted.Text("jobid"));
        Assert.That(ended.Content.GetProperty("jobstatus").GetInt32(), Is.EqualTo(1), ended.Body);
        return ended.Content.GetProperty("jobresult").GetProperty(key);
    }

    private static async Task AssertAllHaveAsync(TestCaller caller, string command, string key, int atLeast, params string[] fields)
    {
        (string, string)[] parameters = command == "listTemplates" ? [("templatefilter", "executable")] : [];
        ApiReply reply = await caller.CallAsync(command, parameters);
        Assert.That(reply.Content.TryGetProperty(key, out JsonElement items) ? items.GetArrayLength() : 0, Is.GreaterThanOrEqualTo(atLeast), $"{command}: {reply.Body}");
        foreach (JsonElement item in items.EnumerateArray())
        {
            Assert.That(item.EnumerateObject().Select(static field => field.Name), Is.SupersetOf(fields), $"{command}: {item}");
        }
    }
}
