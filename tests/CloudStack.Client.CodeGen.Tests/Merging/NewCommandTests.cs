using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Merging;
using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Merging;

/// <summary>Commands that only the server has: kind, group, shape and class are inferred.</summary>
internal sealed class NewCommandTests
{
    private static readonly ServerField[] RackFields =
        [new() { Name = "id", Type = "string" }, new() { Name = "name", Type = "string" }, new() { Name = "units", Type = "integer" }];

    [TestCase("listRacks", false, "read", "list")]
    [TestCase("getRack", false, "read", "entity")]
    [TestCase("rackTariffList", false, "read", "list")]
    [TestCase("updateRack", false, "write", "entity")]
    [TestCase("moveRack", true, "job", "entity")]
    [TestCase("createRack", true, "createJob", "entity")]
    [TestCase("listAndMoveRacks", false, "write", "list")]
    [TestCase("getOrCreateRack", false, "write", "entity")]
    [TestCase("findOrCreateRack", false, "write", "list")]
    [TestCase("getAndLockRack", false, "write", "entity")]
    [TestCase("listOrders", false, "read", "list")]
    [TestCase("getAndroidImage", false, "read", "entity")]
    [TestCase("deleteAllowList", false, "write", "entity")]
    [TestCase("clearDenyList", false, "write", "entity")]
    [TestCase("updateHostList", false, "write", "entity")]
    [TestCase("mergeRackList", false, "write", "entity")]
    [TestCase("flushRackList", false, "write", "entity")]
    [TestCase("registerRackList", false, "write", "entity")]
    public void The_kind_and_the_shape_follow_from_the_name_and_from_what_the_server_says(string name, bool isAsync, string kind, string result)
    {
        CatalogCommand command = Single(new ServerApi { Name = name, IsAsync = isAsync, Fields = RackFields });

        Assert.That((command.Kind, command.Result, command.Async, command.ResponseEnvelope), Is.EqualTo((kind, result, isAsync, name.ToLowerInvariant() + "response")));
    }

    /// <summary>A lost response of a read is asked for again, and <c>verify</c> calls reads.</summary>
    [TestCase("rackTariffList", "POST", "write")]
    [TestCase("listRacks", "post", "write")]
    [TestCase("getRack", "POST", "write")]
    [TestCase("listRacks", "GET", "read")]
    [TestCase("rackTariffList", "GET", "read")]
    [TestCase("deleteAllowList", "GET", "write")]
    [TestCase("getOrCreateRack", "GET", "write")]
    public void A_command_that_the_server_takes_by_POST_only_is_no_read(string name, string method, string kind)
    {
        using TempFolder folder = new();
        File.WriteAllText(folder.File("apis.json"), $$"""{"api":[{"name":"{{name}}","isasync":false,"httprequesttype":"{{method}}","response":[{"name":"id","type":"string"}]}]}""");

        Assert.That(Single(ApiList.Load(folder.File("apis.json")).Single()).Kind, Is.EqualTo(kind));
    }

    [Test]
    public void A_list_is_paged_where_the_server_takes_pages()
    {
        ServerApi paged = new() { Name = "listRacks", Fields = RackFields, Parameters = [new() { Name = "page", Type = "integer" }, new() { Name = "pagesize", Type = "integer" }] };

        Assert.That((Single(paged).Paged, Single(paged with { Parameters = [] }).Paged), Is.EqualTo((true, false)));
    }

    [Test]
    public void Commands_about_one_thing_share_a_class_that_is_called_after_it()
    {
        ApiCatalog catalog = Catalogs.Merge(
            new() { Name = "moveRack", IsAsync = true, Fields = RackFields },
            new() { Name = "createRack", Fields = RackFields },
            new() { Name = "listRacks", Fields = RackFields }).Catalog;

        string name = catalog.Commands.Select(command => command.Response).Distinct().Single()!;
        Assert.That((name, catalog.Responses.Single(response => response.Name == name).Pascal), Is.EqualTo(("RackResponse", "Rack")));
    }

    [Test]
    public void Few_equal_fields_do_not_make_one_thing_of_two()
    {
        ApiCatalog catalog = Catalogs.Merge(new() { Name = "listRacks", Fields = RackFields }, new() { Name = "listShelves", Fields = RackFields }).Catalog;

        Assert.That(catalog.Commands.Select(command => command.Response), Is.EqualTo((string[])["RackResponse", "ShelveResponse"]));
    }

    [Test]
    public void A_known_class_is_used_again_where_related_commands_answer_with_it()
    {
        ServerApi twice = new() { Name = "rebootMachineTwice", IsAsync = true, Related = ["listVirtualMachines", "somethingNew"], Fields = Catalogs.Shown("listVirtualMachines").Fields };

        MergeOutcome outcome = Catalogs.Merge(twice);

        CatalogCommand command = outcome.Catalog.Commands.Single();
        Assert.That((command.Response, command.Group, outcome.NewClasses), Is.EqualTo(("UserVmResponse", "VirtualMachine", 0)));
        Assert.That(Catalogs.GenerateNew(outcome.Catalog), Does.Contain("Task<JobHandle<VirtualMachine>> RebootMachineTwiceAsync(").And.Not.Contain("partial class VirtualMachine"));
    }

    [Test]
    public void A_known_class_is_used_again_where_all_fields_are_the_same()
    {
        ServerApi api = new() { Name = "listOurZones", Fields = Catalogs.Shown("listZones").Fields };

        Assert.That(Single(api).Response, Is.EqualTo("ZoneResponse"));
    }

    [Test]
    public void An_answer_of_success_is_that_of_the_SDK()
    {
        ServerApi api = new() { Name = "pruneRacks", IsAsync = true, Fields = [new() { Name = "success", Type = "boolean" }, new() { Name = "displaytext", Type = "string" }] };

        MergeOutcome outcome = Catalogs.Merge(api);

        Assert.That(outcome.Catalog.Commands.Single().Response, Is.EqualTo("SuccessResponse"));
        Assert.That(Catalogs.GenerateNew(outcome.Catalog), Does.Contain("Task<JobHandle<SuccessResult>> PruneRacksAsync("));
    }

    [Test]
    public void A_command_without_fields_answers_with_nothing() =>
        Assert.That(Catalogs.GenerateNew(Catalogs.Merge(new ServerApi { Name = "pingRacks" }).Catalog), Does.Contain("    Task PingRacksAsync("));

    /// <summary>This used to be a read without a response, which doesn't compile.</summary>
    [TestCase("listRacks", "PagedQuery<Rack> ListRacks(", "page", "pagesize")]
    [TestCase("listRacks", "Task<IReadOnlyList<Rack>> ListRacksAsync(")]
    [TestCase("getRackState", "Task<RackState> GetRackStateAsync(")]
    [TestCase("findRacks", "Task<IReadOnlyList<Rack>> FindRacksAsync(")]
    [TestCase("rackTariffList", "Task<IReadOnlyList<RackTariffListResult>> RackTariffListAsync(")]
    public void A_read_without_fields_answers_with_a_class_that_holds_what_the_server_sends(string name, string method, params string[] parameters)
    {
        ApiCatalog catalog = Catalogs.Merge(new ServerApi { Name = name, Parameters = [.. parameters.Select(parameter => new ServerParameter { Name = parameter, Type = "integer" })] }).Catalog;

        Assert.That(Catalogs.GenerateNew(catalog), Does.Contain(method));
        AssertCompiles(catalog);
    }

    [Test]
    public void Reads_without_fields_share_a_class_where_they_are_about_one_thing()
    {
        ApiCatalog catalog = Catalogs.Merge(new() { Name = "listRacks" }, new() { Name = "getRack" }, new() { Name = "listShelves" }, new() { Name = "updateRack" }).Catalog;

        Assert.That(catalog.Commands.Select(command => (command.Name, command.Response)), Is.EqualTo(((string, string?)[])
        [
            ("getRack", "RackResponse"), ("listRacks", "RackResponse"), ("listShelves", "ShelveResponse"), ("updateRack", null),
        ]));
        AssertCompiles(catalog);
    }

    [Test]
    public void New_commands_get_groups_of_their_own_and_parts_go_with_the_whole()
    {
        ApiCatalog catalog = Catalogs.Merge(
            new() { Name = "listRacks", Fields = RackFields },
            new() { Name = "listRackUnits", Fields = [.. RackFields, new() { Name = "rackid", Type = "string" }] },
            new() { Name = "resizeVolume", IsAsync = true },
            new() { Name = "shredVolume", IsAsync = true }).Catalog;

        Assert.That(catalog.Commands.Select(command => (command.Name, command.Group)), Is.EqualTo(((string, string)[])
        [
            ("listRackUnits", "Rack"), ("listRacks", "Rack"), ("resizeVolume", "Volume"), ("shredVolume", "Volume"),
        ]));
        Assert.That(catalog.Groups.Select(group => group.ClientProperty), Is.EqualTo((string[])["Racks", "Volumes"]));
    }

    [Test]
    public void Fields_have_the_types_that_the_server_shows()
    {
        ServerApi api = new()
        {
            Name = "listRacks",
            Fields =
            [
                new() { Name = "at", Type = "date" }, new() { Name = "flags", Type = "set" }, new() { Name = "load", Type = "float" }, new() { Name = "mode", Type = "rackmode" },
                new() { Name = "notes", Type = "map" }, new() { Name = "number", Type = "long" }, new() { Name = "odd", Type = "oddresponse" }, new() { Name = "on", Type = "boolean" },
                new() { Name = "sizes", Type = "long[]" }, new() { Name = "icon", Type = "resourceiconresponse" },
                new() { Name = "slots", Type = "list", Fields = [new() { Name = "unit", Type = "int" }, new() { Name = "rack", Type = "string" }] },
            ],
        };

        ApiCatalog catalog = Catalogs.Merge(api).Catalog;

        Assert.That(Fields(catalog, "RackResponse"), Is.EqualTo((string[])
        [
            "at date", "flags list:any", "icon object:ResourceIconResponse", "load double", "mode string", "notes map:string", "number long", "odd any", "on boolean",
            "sizes list:long", "slots list:object:RackSlotResponse",
        ]));
        Assert.That(Fields(catalog, "RackSlotResponse"), Is.EqualTo((string[])["rack string", "unit integer"]));
        AssertCompiles(catalog);
    }

    [Test]
    public void Names_that_clash_with_others_still_compile()
    {
        ServerField[] fields = [new() { Name = "rack", Type = "string" }, new() { Name = "equals", Type = "string" }, new() { Name = "extrafields", Type = "string" }, new() { Name = "task", Type = "string" }];
        ApiCatalog catalog = Catalogs.Merge(
            new() { Name = "listRacks", Fields = fields },
            new() { Name = "listTasks", Fields = [new() { Name = "units", Type = "integer" }] },
            new() { Name = "getListRacksRequest", Fields = [new() { Name = "wire_name", Type = "integer" }, new() { Name = "wirename", Type = "integer" }] },
            new() { Name = "getPagedQuery", Parameters = [new() { Name = "customjobid", Type = "string" }], Fields = [new() { Name = "a.b", Type = "list" }] }).Catalog;

        AssertCompiles(catalog);
    }

    private static CatalogCommand Single(ServerApi api) => Catalogs.Merge(api).Catalog.Commands.Single();

    private static IEnumerable<string> Fields(ApiCatalog catalog, string response) =>
        catalog.Responses.Single(candidate => candidate.Name == response).Fields.Select(field => $"{field.Name} {field.Type}");

    private static void AssertCompiles(ApiCatalog catalog) => Assert.That(
        UserAssembly.Compile(Catalogs.Generate(catalog, new() { Namespace = "Acme.Cloud", OnlyNew = true, Sdk = Catalogs.BuiltIn })).Complaints, Is.Empty);
}
