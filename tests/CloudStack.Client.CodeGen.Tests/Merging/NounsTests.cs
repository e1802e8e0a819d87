using CloudStack.Client.CodeGen.Merging;
using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Merging;

internal sealed class NounsTests
{
    [TestCase("listRacks", "Rack")]
    [TestCase("listPolicies", "Policy")]
    [TestCase("listAddresses", "Address")]
    [TestCase("listBoxes", "Box")]
    [TestCase("getRackStatus", "RackStatus")]
    [TestCase("createRack", "Rack")]
    [TestCase("reboot", "Reboot")]
    public void A_command_is_about_the_singular_of_what_follows_its_verb(string command, string noun) => Assert.That(Nouns.Of(command), Is.EqualTo(noun));

    [TestCase("Rack", "Racks")]
    [TestCase("Policy", "Policies")]
    [TestCase("Key", "Keys")]
    [TestCase("Address", "Addresses")]
    [TestCase("Box", "Boxes")]
    public void Groups_have_the_plural(string noun, string plural) => Assert.That(Nouns.Plural(noun), Is.EqualTo(plural));

    [Test]
    public void No_command_of_the_catalog_that_changes_something_is_taken_for_one_that_reads() => Assert.That(
        Catalogs.BuiltIn.Commands.Where(command => !command.Async && command.Kind != "read" && Nouns.Reads(command.Name)).Select(command => command.Name),
        Is.Empty);
}
