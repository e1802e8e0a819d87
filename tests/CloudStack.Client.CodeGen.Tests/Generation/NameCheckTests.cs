using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Generation;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Tests.Generation;

/// <summary>Catalogs can come from a malicious server.</summary>
public sealed class NameCheckTests
{
    [TestCase("listZones\")] public class Evil { } //")]
    [TestCase("list\\Zones")]
    [TestCase("list\nZones")]
    [TestCase("")]
    public void A_command_whose_name_is_none_is_refused(string name) =>
        Assert.That(
            () => GeneratedTree.Write(Plan(command => command with { Name = name })),
            Throws.InstanceOf<ToolException>().With.Message.Contains("cannot be written into code"));

    [TestCase("../../Evil")]
    [TestCase("List Zones")]
    [TestCase("1Zones")]
    public void A_method_whose_name_is_no_identifier_is_refused(string name) =>
        Assert.That(
            () => GeneratedTree.Write(Plan(command => command with { Pascal = name })),
            Throws.InstanceOf<ToolException>().With.Message.Contains($"'{name}'"));

    [Test]
    public void A_command_with_good_names_is_written() =>
        Assert.That(GeneratedTree.Write(Plan(command => command)), Is.Not.Empty);

    private static GenerationPlan Plan(Func<CatalogCommand, CatalogCommand> change)
    {
        ApiCatalog catalog = CatalogFile.LoadBuiltIn();
        CatalogCommand zones = change(catalog.Commands.Single(command => command.Name == "listZones"));
        return new GenerationPlan(catalog with { Commands = [zones] }, new GenerationOptions { Namespace = "Acme", Sdk = catalog }, NameOverrides.LoadBuiltIn());
    }
}
