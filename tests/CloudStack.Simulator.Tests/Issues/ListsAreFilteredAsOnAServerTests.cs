namespace CloudStack.Simulator.Tests;

/// <summary>
/// The parameters decide what a list shows, as on a server, whose database compares strings without regard to case and accents:
/// keywords, and the few names with partial matching, are patterns; other strings are compared completely; one of several tags is
/// enough; a thing without a value doesn't match a specific value. Tags used to be ignored, names were always compared completely,
/// and things without a value matched everything.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ListsAreFilteredAsOnAServerTests
{
    private readonly SimulatorEngine _engine = new(new SimulatorOptions { JobDuration = TimeSpan.Zero });

    [TestCase("web", "web-1 web-2")]
    [TestCase("WEB", "web-1 web-2")]
    [TestCase("éb-1", "web-1")]
    [TestCase("eb-_", "web-1 web-2")]
    [TestCase("w%2", "web-2")]
    [TestCase("front", "web-1", Description = "the display name")]
    [TestCase("running", "db-1 web-1 web-2", Description = "the state, whole")]
    [TestCase("runn", "")]
    [TestCase("10.1.1.", "db-1 web-1 web-2", Description = "an address")]
    [TestCase("nothing", "")]
    public async Task A_keyword_is_a_pattern(string keyword, string expected)
    {
        using TestCaller caller = await DeployedAsync();

        Assert.That(await NamesAsync(caller, "listVirtualMachines", "virtualmachine", ("keyword", keyword)), Is.EqualTo(expected));
    }

    [TestCase("web-1", "web-1")]
    [TestCase("WEB-1", "web-1")]
    [TestCase("web", "")]
    [TestCase("web%", "")]
    public async Task A_name_of_a_machine_is_compared_whole(string name, string expected)
    {
        using TestCaller caller = await DeployedAsync();

        Assert.That(await NamesAsync(caller, "listVirtualMachines", "virtualmachine", ("name", name)), Is.EqualTo(expected));
    }

    [TestCase("listVPCs", "createVPC", "vpc", "name")]
    [TestCase("listVPCs", "createVPC", "vpc", "displaytext")]
    [TestCase("listVPCOfferings", "createVPCOffering", "vpcoffering", "name")]
    public async Task Names_that_a_server_searches_in_part_match_in_part(string list, string create, string key, string parameter)
    {
        using TestCaller caller = TestCaller.InProcess(_engine);
        string zone = (await caller.CallAsync("listZones")).Content.GetProperty("zone")[0].GetProperty("id").GetString()!;
        string offering = (await caller.CallAsync("listVPCOfferings")).Content.GetProperty("vpcoffering")[0].GetProperty("id").GetString()!;
        foreach (string name in (string[])["front-net", "back-net"])
        {
            ApiReply made = await caller.CallAsync(create, ("name", name), ("displaytext", name), ("cidr", "10.0.0.0/8"), ("zoneid", zone), ("vpcofferingid", offering), ("type", "User"), ("supportedservices", "Dhcp"));
            Assert.That(made.Status, Is.EqualTo(200), made.Body);
        }

        Assert.That(await NamesAsync(caller, list, key, (parameter, "FRONT")), Is.EqualTo("front-net"));
        Assert.That(await NamesAsync(caller, list, key, (parameter, "-net")), Is.EqualTo("back-net front-net"));
    }

    [TestCase("listZones", "zone", "zone-1")]
    [TestCase("listServiceOfferings", "serviceoffering", "Small Instance")]
    [TestCase("listDiskOfferings", "diskoffering", "Small")]
    public async Task Other_names_are_compared_whole_without_regard_to_case(string list, string key, string name)
    {
        using TestCaller caller = TestCaller.InProcess(_engine);

        Assert.That(await NamesAsync(caller, list, key, ("name", name.ToUpperInvariant())), Is.EqualTo(name));
        Assert.That(await NamesAsync(caller, list, key, ("name", name[..^1])), Is.Empty);
    }

    [Test]
    public async Task A_template_is_found_by_its_name_and_keyword()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);

        Assert.That(await NamesAsync(caller, "listTemplates", "template", ("templatefilter", "executable"), ("name", "debian 12 (64-bit)")), Does.Contain("Debian 12"));
        Assert.That(await NamesAsync(caller, "listTemplates", "template", ("templatefilter", "executable"), ("name", "Debian")), Is.Empty);
        Assert.That(await NamesAsync(caller, "listTemplates", "template", ("templatefilter", "executable"), ("keyword", "debian")), Does.Contain("Debian 12").And.Not.Contain("Rocky"));
    }

    [Test]
    public async Task Tags_choose_what_carries_one_of_them()
    {
        using TestCaller caller = await DeployedAsync();
        await TagAsync(caller, "web-1", "env", "prod");
        await TagAsync(caller, "web-2", "env", "test");
        await TagAsync(caller, "db-1", "team", "prod");

        Assert.Multiple(async () =>
        {
            Assert.That(await TaggedAsync(caller, ("env", "prod")), Is.EqualTo("web-1"));
            Assert.That(await TaggedAsync(caller, ("ENV", "Prod")), Is.EqualTo("web-1"));
            Assert.That(await TaggedAsync(caller, ("env", "prod"), ("team", "prod")), Is.EqualTo("db-1 web-1"), "of several one is enough");
            Assert.That(await TaggedAsync(caller, ("env", "pro")), Is.Empty);
            Assert.That(await TaggedAsync(caller, ("none", "prod")), Is.Empty);
        });
    }

    [Test]
    public async Task Tags_choose_in_every_list_that_takes_them()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);
        string zone = (await caller.CallAsync("listZones")).Content.GetProperty("zone")[1].GetProperty("id").GetString()!;
        await TagAsync(caller, zone, "Zone");

        Assert.That(await NamesAsync(caller, "listZones", "zone", ("tags[0].key", "k"), ("tags[0].value", "v")), Is.EqualTo("zone-2"));
        Assert.That(await NamesAsync(caller, "listNetworks", "network", ("tags[0].key", "k"), ("tags[0].value", "v")), Is.Empty);
    }

    [Test]
    public async Task A_tag_without_a_value_is_refused()
    {
        using TestCaller caller = TestCaller.InProcess(_engine);

        ApiReply reply = await caller.CallAsync("listVirtualMachines", ("tags[0].key", "env"));

        Assert.That((reply.Status, reply.Text("errortext")), Is.EqualTo((431, "No value is passed in for key env")));
    }

    [Test]
    public async Task A_thing_without_a_value_is_not_what_has_one()
    {
        using TestCaller caller = await DeployedAsync();
        string machine = (await caller.CallAsync("listVirtualMachines", ("name", "web-1"))).Content.GetProperty("virtualmachine")[0].GetProperty("id").GetString()!;
        string zone = (await caller.CallAsync("listZones")).Content.GetProperty("zone")[0].GetProperty("id").GetString()!;
        string disk = (await caller.CallAsync("listDiskOfferings")).Content.GetProperty("diskoffering")[0].GetProperty("id").GetString()!;
        string loose = (await caller.CallAsync("createVolume", ("name", "loose"), ("zoneid", zone), ("diskofferingid", disk))).Text("id");
        string attached = (await caller.CallAsync("createVolume", ("name", "attached"), ("zoneid", zone), ("diskofferingid", disk))).Text("id");
        await caller.QueryAsync((await caller.CallAsync("attachVolume", ("id", attached), ("virtualmachineid", machine))).Text("jobid"));

        Assert.Multiple(async () =>
        {
            Assert.That(await NamesAsync(caller, "listVolumes", "volume", ("virtualmachineid", machine)), Is.EqualTo("attached"));
            Assert.That(await NamesAsync(caller, "listVolumes", "volume", ("type", "data")), Is.EqualTo("attached loose"), "a type in part");
            Assert.That(await NamesAsync(caller, "listVolumes", "volume", ("ids", loose)), Is.EqualTo("loose"));
            Assert.That(await NamesAsync(caller, "listVirtualMachines", "virtualmachine", ("keypair", "none")), Is.Empty);
        });
    }

    [Test]
    public async Task Machines_are_chosen_by_what_they_are_plugged_into_and_by_state()
    {
        using TestCaller caller = await DeployedAsync();
        string network = (await caller.CallAsync("listNetworks")).Content.GetProperty("network")[0].GetProperty("id").GetString()!;
        string other = (await caller.CallAsync("createNetwork", [.. (await caller.ChoiceAsync()).Where(static p => p.Name == "zoneid"), ("name", "other"), ("networkofferingid", (await caller.CallAsync("listNetworkOfferings")).Content.GetProperty("networkoffering")[0].GetProperty("id").GetString()!)])).Content.GetProperty("network").GetProperty("id").GetString()!;
        string gone = (await caller.CallAsync("listVirtualMachines", ("name", "db-1"))).Content.GetProperty("virtualmachine")[0].GetProperty("id").GetString()!;
        await caller.QueryAsync((await caller.CallAsync("destroyVirtualMachine", ("id", gone))).Text("jobid"));

        Assert.Multiple(async () =>
        {
            Assert.That(await NamesAsync(caller, "listVirtualMachines", "virtualmachine", ("networkid", network)), Is.EqualTo("db-1 web-1 web-2"));
            Assert.That(await NamesAsync(caller, "listVirtualMachines", "virtualmachine", ("networkid", other)), Is.Empty);
            Assert.That(await NamesAsync(caller, "listVirtualMachines", "virtualmachine", ("state", "destroyed")), Is.EqualTo("db-1"));
            Assert.That(await NamesAsync(caller, "listVirtualMachines", "virtualmachine", ("state", "Present")), Is.EqualTo("web-1 web-2"));
            Assert.That(await NamesAsync(caller, "listServiceOfferings", "serviceoffering", ("zoneid", (await caller.ChoiceAsync())[0].Value)), Does.Contain("Small Instance"), "an offering without a zone is there in all");
        });
    }

    private static async Task<string> NamesAsync(TestCaller caller, string command, string key, params (string, string)[] parameters)
    {
        ApiReply reply = await caller.CallAsync(command, parameters);
        Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
        return reply.Content.TryGetProperty(key, out System.Text.Json.JsonElement items)
            ? string.Join(' ', items.EnumerateArray().Select(static item => item.GetProperty("name").GetString()).Order(StringComparer.Ordinal))
            : string.Empty;
    }

    private static Task<string> TaggedAsync(TestCaller caller, params (string Key, string Value)[] tags) => NamesAsync(
        caller,
        "listVirtualMachines",
        "virtualmachine",
        [.. tags.SelectMany(static (tag, i) => new[] { (TestCaller.Invariant($"tags[{i}].key"), tag.Key), (TestCaller.Invariant($"tags[{i}].value"), tag.Value) })]);

    private static async Task TagAsync(TestCaller caller, string machine, string key, string value)
    {
        string id = (await caller.CallAsync("listVirtualMachines", ("name", machine))).Content.GetProperty("virtualmachine")[0].GetProperty("id").GetString()!;
        await caller.QueryAsync((await caller.CallAsync("createTags", ("resourceids", id), ("resourcetype", "UserVm"), ("tags[0].key", key), ("tags[0].value", value))).Text("jobid"));
    }

    private static async Task TagAsync(TestCaller caller, string id, string type) => await caller.QueryAsync(
        (await caller.CallAsync("createTags", ("resourceids", id), ("resourcetype", type), ("tags[0].key", "k"), ("tags[0].value", "v"))).Text("jobid"));

    private async Task<TestCaller> DeployedAsync()
    {
        TestCaller caller = TestCaller.InProcess(_engine);
        await caller.QueryAsync((await caller.DeployAsync(("name", "web-1"), ("displayname", "Front"))).JobId);
        await caller.QueryAsync((await caller.DeployAsync(("name", "web-2"))).JobId);
        await caller.QueryAsync((await caller.DeployAsync(("name", "db-1"))).JobId);
        return caller;
    }
}
