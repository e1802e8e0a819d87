using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Tests.Support;
using CloudStack.Client.CodeGen.Verification;

namespace CloudStack.Client.CodeGen.Tests.Verification;

internal sealed class CommandComparisonTests
{
    [Test]
    public void A_parameter_that_the_catalog_lacks_is_reported()
    {
        ServerApi api = Catalogs.Shown("listZones");

        Assert.That(
            Compare(api with { Parameters = [.. api.Parameters, new() { Name = "rackid", Type = "uuid", Required = true }] }),
            Is.EqualTo((Difference[])[new(DifferenceKind.UnknownParameter, "listZones", "rackid", "uuid, required")]));
    }

    [Test]
    public void A_parameter_that_the_server_lacks_is_reported_to_those_who_see_all()
    {
        ServerApi api = Catalogs.Shown("listZones");
        ServerApi lacking = api with { Parameters = [.. api.Parameters.Where(parameter => parameter.Name != "tags")] };

        Assert.That(Compare(lacking), Is.EqualTo((Difference[])[new(DifferenceKind.MissingParameter, "listZones", "tags", "the server does not offer it")]));
        Assert.That(Compare(lacking, showsAll: false), Is.Empty);
    }

    [Test]
    public void A_parameter_of_another_type_and_one_that_is_required_now_are_reported()
    {
        ServerApi api = Catalogs.Shown("listZones");
        ServerParameter[] parameters = [.. api.Parameters.Select(parameter => parameter.Name switch
        {
            "id" => parameter with { Type = "long" },
            "available" => parameter with { Required = true },
            _ => parameter,
        })];

        Assert.That(Compare(api with { Parameters = parameters }), Is.EqualTo((Difference[])
        [
            new(DifferenceKind.OtherParameter, "listZones", "available", "is required"),
            new(DifferenceKind.OtherParameter, "listZones", "id", "is long instead of uuid"),
        ]));
    }

    [Test]
    public void A_command_that_starts_a_job_now_is_reported() =>
        Assert.That(Compare(Catalogs.Shown("createZone") with { IsAsync = true }), Is.EqualTo((Difference[])[new(DifferenceKind.OtherCommand, "createZone", "", "starts a job")]));

    [Test]
    public void Fields_that_the_server_describes_otherwise_are_reported_without_a_call()
    {
        ServerApi api = Catalogs.Shown("listZones");
        ServerField[] fields = [.. api.Fields.Where(field => field.Name != "name"), new() { Name = "name", Type = "long" }, new() { Name = "altitude", Type = "integer" }];

        Assert.That(Compare(api with { Fields = fields }), Is.EqualTo((Difference[])
        [
            new(DifferenceKind.UnknownField, "listZones", "ZoneResponse.altitude", "described as integer"),
            new(DifferenceKind.OtherType, "listZones", "ZoneResponse.name", "declared string, described as long"),
        ]));
    }

    /// <summary>The report about one command; the other 972 are missing on purpose.</summary>
    private static IEnumerable<Difference> Compare(ServerApi api, bool showsAll = true)
    {
        DifferenceList differences = new();
        new CommandComparison(Catalogs.BuiltIn, differences).Compare([api], showsAll);
        return differences.All.Where(difference => difference.Kind != DifferenceKind.MissingCommand);
    }
}
