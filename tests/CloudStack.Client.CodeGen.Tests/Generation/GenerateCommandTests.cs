using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Generation;

internal sealed class GenerateCommandTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TempFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task A_group_of_the_SDK_goes_into_an_assembly_of_its_own_and_uses_the_models_of_the_SDK()
    {
        ToolRun run = await ToolRun.OfAsync("generate", "--out", _folder.Path, "--namespace", "Acme.Cloud", "--group", "Zone");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(TempFolder.Texts(_folder.Path).Keys, Has.Member("IZonesApi.g.cs").And.No.Member("Zone.g.cs"));
        Assert.That(File.ReadAllText(_folder.File("IZonesApi.g.cs")), Does.Contain("namespace Acme.Cloud;").And.Contain("PagedQuery<Zone> ListZones("));
    }

    [Test]
    public async Task A_command_is_chosen_by_its_name()
    {
        ToolRun run = await ToolRun.OfAsync("generate", "--out", _folder.Path, "--namespace", "Acme.Cloud", "--command", "listZones", "--command", "listHosts");

        Assert.That(run.Output, Does.StartWith("2 commands in 2 groups, 0 models: 4 files, 4 written, 0 deleted."));
    }

    [TestCase("There is no group 'Racks'. The groups are: Account, ", "--group", "Racks")]
    [TestCase("The catalog has no command 'listzones'; names are case-sensitive.", "--command", "listzones")]
    [TestCase("Nothing to generate: the SDK already declares every requested command.", "--namespace", "A.B", "--only-new")]
    [TestCase("--only-new leaves out what the SDK declares, so it requires --namespace", "--only-new")]
    [TestCase("missing.json cannot be read: ", "--catalog", "missing.json")]
    public async Task A_wrong_choice_is_said_in_words_and_writes_nothing(string message, params string[] args)
    {
        ToolRun run = await ToolRun.OfAsync(["generate", "--out", _folder.Path, .. args]);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain(message));
            Assert.That(TempFolder.Texts(_folder.Path), Is.Empty);
        });
    }

    [Test]
    public async Task A_file_that_is_no_catalog_is_said_in_words()
    {
        File.WriteAllText(_folder.File("odd.json"), """{"version":"4.23"}""");

        ToolRun run = await ToolRun.OfAsync("generate", "--catalog", _folder.File("odd.json"), "--out", _folder.File("out"));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("odd.json is not a catalog: "));
    }

    [Test]
    public async Task An_option_that_does_not_exist_ends_with_2()
    {
        ToolRun run = await ToolRun.OfAsync("generate", "--nonsense");

        Assert.That(run.ExitCode, Is.EqualTo(2));
    }
}
