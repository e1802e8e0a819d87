using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Merging;
using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Merging;

/// <summary>Commands that the catalog has: it takes precedence for what no server reports.</summary>
internal sealed class KnownCommandTests
{
    [Test]
    public void A_server_that_has_what_the_catalog_has_changes_nothing_but_the_choice_of_commands()
    {
        MergeOutcome outcome = Catalogs.Merge(Catalogs.Shown("listZones"), Catalogs.Shown("deployVirtualMachine"));

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Catalog.Commands.Select(command => command.Name), Is.EqualTo((string[])["deployVirtualMachine", "listZones"]));
            Assert.That((outcome.NewCommands.Count, outcome.NewParameters, outcome.NewFields, outcome.NewClasses), Is.EqualTo((0, 0, 0, 0)));
            Assert.That(outcome.MissingCommands, Has.Count.EqualTo(971));
            CatalogCommand deploy = outcome.Catalog.Commands[0];
            Assert.That((deploy.Kind, deploy.Create, deploy.ResponseEnvelope, deploy.JobResultKey, deploy.Response), Is.EqualTo(("createJob", true, "deployvirtualmachineresponse", "virtualmachine", "UserVmResponse")));
            Assert.That(deploy.Params.Single(parameter => parameter.Name == "details").MapStyle, Is.EqualTo(Known("deployVirtualMachine").Params.Single(parameter => parameter.Name == "details").MapStyle));
            Assert.That(outcome.Catalog.Responses, Has.Count.EqualTo(343));
        });
    }

    [Test]
    public void Commands_and_parameters_that_the_server_does_not_show_stay_where_that_is_asked_for()
    {
        ServerApi api = Catalogs.Shown("listZones") with { Parameters = [] };

        CatalogCommand dropped = CatalogMerge.Merge(Catalogs.BuiltIn, [api], null, keepMissing: false, Catalogs.Overrides).Catalog.Commands.Single();
        ApiCatalog kept = CatalogMerge.Merge(Catalogs.BuiltIn, [api], null, keepMissing: true, Catalogs.Overrides).Catalog;

        Assert.Multiple(() =>
        {
            Assert.That(dropped.Params, Is.Empty);
            Assert.That(kept.Commands, Has.Count.EqualTo(973));
            Assert.That(kept.Commands.Single(command => command.Name == "listZones").Params, Is.Not.Empty);
        });
    }

    [Test]
    public void A_new_parameter_gets_a_name_of_known_words_and_the_words_of_the_server()
    {
        ServerApi zones = Catalogs.Shown("listZones");
        ServerParameter added = new() { Name = "rackzoneid", Type = "uuid", Required = true, Length = 40, Since = "4.24", Description = "the rack" };

        MergeOutcome outcome = Catalogs.Merge(zones with { Description = "Lists zones", Parameters = [.. zones.Parameters, added] });

        CatalogCommand command = outcome.Catalog.Commands.Single();
        CatalogParameter parameter = command.Params.Single(candidate => candidate.Name == "rackzoneid");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.NewParameters, Is.EqualTo(1));
            Assert.That(command.Description, Is.EqualTo("Lists zones"));
            Assert.That(
                (parameter.Pascal, parameter.Type, parameter.Required, parameter.Length, parameter.Since, parameter.Description),
                Is.EqualTo(("RackZoneId", "uuid", true, (int?)40, "4.24", "the rack")));
        });
    }

    [Test]
    public void A_parameter_does_not_take_the_name_of_a_member_that_every_request_has()
    {
        ServerApi zones = Catalogs.Shown("listZones");

        MergeOutcome outcome = Catalogs.Merge(zones with { Parameters = [.. zones.Parameters, new() { Name = "gettype", Type = "string" }, new() { Name = "get_type", Type = "string" }] });

        string[] names = [.. outcome.Catalog.Commands.Single().Params.Select(parameter => parameter.Pascal)];
        Assert.That(names, Is.Unique.And.No.Member("GetType"));
    }

    [Test]
    public void A_new_field_of_a_known_class_makes_a_user_declare_that_class_anew()
    {
        ServerApi zones = Catalogs.Shown("listZones");
        ServerField altitude = new() { Name = "altitude", Type = "integer", Description = "metres above the sea" };

        MergeOutcome outcome = Catalogs.Merge(zones with { Fields = [.. zones.Fields, altitude] });
        string text = string.Join("\n", Catalogs.Generate(outcome.Catalog, new() { Namespace = "Acme.Cloud", Sdk = Catalogs.BuiltIn }).Select(file => file.Text));

        Assert.Multiple(() =>
        {
            Assert.That(outcome.NewFields, Is.EqualTo(1));
            Assert.That(text, Does.Contain("public sealed partial class Zone : INamedResource"));
            Assert.That(text, Does.Contain("/// <summary>Metres above the sea. Field <c>altitude</c>; null if it was not sent.</summary>\n    public int? Altitude { get; init; }"));
        });
    }

    [Test]
    public void A_new_field_inside_a_nested_object_makes_a_user_declare_both_classes_anew()
    {
        ServerApi zones = Catalogs.Shown("listZones");
        ServerField tags = zones.Fields.Single(field => field.Name == "tags") with
        {
            Fields = [new() { Name = "key", Type = "string" }, new() { Name = "value", Type = "string" }, new() { Name = "colour", Type = "string" }],
        };

        MergeOutcome outcome = Catalogs.Merge(zones with { Fields = [.. zones.Fields.Where(field => field.Name != "tags"), tags] });

        string text = string.Join("\n", Catalogs.Generate(outcome.Catalog, new() { Namespace = "Acme.Cloud", Sdk = Catalogs.BuiltIn }).Select(file => file.Text));
        Assert.That(text, Does.Contain("public string? Colour { get; init; }").And.Contain("partial class ResourceTag").And.Contain("partial class Zone"));
        Assert.That(text, Does.Not.Contain("partial class ResourceIcon"), "the SDK has it with all fields");
    }

    [Test]
    public void A_field_of_another_type_takes_the_type_of_the_server()
    {
        ServerApi zones = Catalogs.Shown("listZones");

        MergeOutcome outcome = Catalogs.Merge(zones with
        {
            Fields = [.. zones.Fields.Where(field => field.Name != "name"), new ServerField { Name = "name", Type = "long" }],
        });

        Assert.That(outcome.Catalog.Responses.Single(response => response.Name == "ZoneResponse").Fields.Single(field => field.Name == "name").Type, Is.EqualTo("long"));
    }

    /// <summary>A text that is never null used to keep that, so the class didn't compile.</summary>
    [TestCase("listZones", "id", "long", "public long? Id { get; init; }")]
    [TestCase("listZones", "name", "boolean", "public bool? Name { get; init; }")]
    [TestCase("listZones", "id", "list", "public IReadOnlyList<JsonElement>? Id { get; init; }")]
    [TestCase("listZones", "name", "map", "public IReadOnlyDictionary<string, string>? Name { get; init; }")]
    [TestCase("listHosts", "id", "date", "public DateTimeOffset? Id { get; init; }")]
    [TestCase("listTags", "key", "integer", "public int? Key { get; init; }")]
    public void A_text_that_becomes_something_else_may_be_missing(string command, string field, string type, string property)
    {
        ServerApi api = Catalogs.Shown(command);

        ApiCatalog catalog = Catalogs.Merge(api with { Fields = [.. api.Fields.Where(known => known.Name != field), new ServerField { Name = field, Type = type }] }).Catalog;
        IReadOnlyList<CodeGen.Generation.GeneratedFile> files = Catalogs.Generate(catalog, new() { Namespace = "Acme.Cloud", Sdk = Catalogs.BuiltIn });

        string model = files.Select(file => file.Text).Single(text => text.Contains(property, StringComparison.Ordinal));
        Assert.That(model, Does.Not.Contain("INamedResource"));
        Assert.That(UserAssembly.Compile(files).Complaints, Is.Empty);
    }

    [Test]
    public void A_description_of_another_class_adds_nothing()
    {
        // This is what a root administrator sees of scaleVirtualMachine, which returns a machine.
        ServerApi scale = Catalogs.Shown("scaleVirtualMachine") with
        {
            Fields = [new() { Name = "success", Type = "boolean" }, new() { Name = "displaytext", Type = "string" }],
        };

        Assert.That(Catalogs.Merge(scale).NewFields, Is.Zero);
    }

    [Test]
    public void Whether_a_command_starts_a_job_is_what_the_server_says()
    {
        CatalogCommand job = Catalogs.Merge(Catalogs.Shown("createZone") with { IsAsync = true }).Catalog.Commands.Single();
        CatalogCommand direct = Catalogs.Merge(Catalogs.Shown("startVirtualMachine") with { IsAsync = false }).Catalog.Commands.Single();

        Assert.That((job.Async, job.Kind, direct.Async, direct.Kind), Is.EqualTo((true, "createJob", false, "write")));
    }

    private static CatalogCommand Known(string name) => Catalogs.BuiltIn.Commands.Single(command => command.Name == name);
}
