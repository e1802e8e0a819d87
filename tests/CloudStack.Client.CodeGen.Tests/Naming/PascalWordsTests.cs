using CloudStack.Client.CodeGen.Naming;
using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Naming;

internal sealed class PascalWordsTests
{
    private static readonly PascalWords Words = new(Catalogs.BuiltIn, Catalogs.Overrides);

    [TestCase("virtualmachineid", "VirtualMachineId")]
    [TestCase("issystemvm", "IsSystemVM")]
    [TestCase("ipaddress", "IPAddress")]
    [TestCase("displaytext", "DisplayText")]
    public void A_known_name_has_the_name_of_the_catalog(string wire, string name) => Assert.That(Words.Of(wire), Is.EqualTo(name));

    [TestCase("rackzoneid", "RackZoneId")]
    [TestCase("networkofferingstate", "NetworkOfferingState")]
    [TestCase("hostipaddress", "HostIPAddress")]
    [TestCase("frobnicator", "Frobnicator")]
    [TestCase("3dmodel", "_3")]
    public void Another_name_is_cut_into_the_words_of_the_catalog(string wire, string start) => Assert.That(Words.Of(wire), Does.StartWith(start));

    [TestCase("listRacks", "ListRacks")]
    [TestCase("rebootVmTwice", "RebootVMTwice")]
    [TestCase("acmeGetOS", "AcmeGetOS")]
    public void A_command_keeps_the_words_that_its_capitals_show(string command, string name) => Assert.That(Words.OfCommand(command), Is.EqualTo(name));

    [Test]
    public void Every_name_is_an_identifier()
    {
        foreach (string wire in (string[])["a", "a_b", "a-b", "a.b", "9", "x9", "ALLCAPS", "camelCase"])
        {
            Assert.That(Words.Of(wire), Does.Match("^[A-Z_][A-Za-z0-9_]*$"), wire);
        }
    }
}
