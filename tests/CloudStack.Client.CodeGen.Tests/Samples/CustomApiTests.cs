using CloudStack.Client.CodeGen.Tests.Support;
using CloudStack.Simulator;
using CustomApi;

namespace CloudStack.Client.CodeGen.Tests.Samples;

/// <summary>The declarations in <c>samples/CustomApi</c>, generated again as its README says.</summary>
internal sealed class CustomApiTests
{
    // With CLOUDSTACK_UPDATE_SNAPSHOTS=1 in the environment, the committed files are written instead.
    [Test]
    public async Task The_committed_declarations_are_what_the_tool_makes_of_the_server()
    {
        using TempFolder folder = new();
        SimulatorEngine engine = new();
        RackPlugin.AddTo(engine);
        string committed = Repository.Folder("samples", "CustomApi", "Generated");
        bool isUpdate = Environment.GetEnvironmentVariable("CLOUDSTACK_UPDATE_SNAPSHOTS") == "1";
        string output = isUpdate ? committed : folder.File("Generated");

        ToolRun fetched = await ToolRun.AgainstAsync(engine, "fetch", "--out", folder.File("racks.json"));
        ToolRun generated = await ToolRun.OfAsync("generate", "--catalog", folder.File("racks.json"), "--out", output, "--namespace", "Acme.Cloud", "--only-new");

        Assert.Multiple(() =>
        {
            Assert.That(fetched.ExitCode, Is.Zero, fetched.Error);
            Assert.That(fetched.Output, Does.StartWith("975 commands, 2 of them new. New in known commands: 0 parameters, 0 fields. New response classes: 1.\nNew commands: listRacks, moveRack\n"));
            Assert.That(generated.ExitCode, Is.Zero, generated.Error);
            Assert.That(TempFolder.Texts(output), Is.EqualTo(TempFolder.Texts(committed)));
        });
    }
}
