using System.IO.Compression;
using System.Text.Json;
using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Generation;
using CloudStack.Client.CodeGen.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.CodeGen.Tests.Merging;

/// <summary>
/// Whole responses of <c>listApis</c> through <c>fetch</c>, <c>generate</c> and the compiler: those of a real server if they were
/// recorded beside the repository, and the simulator's.
/// </summary>
internal sealed class WholeServerTests
{
    private static IEnumerable<TestCaseData> Answers()
    {
        foreach ((string name, string role, int commands) in ((string, string, int)[])[("list-apis-root.jsonl.gz", "root admin", 889), ("list-apis-user.jsonl.gz", "user", 407)])
        {
            if (Repository.Recording(name) is { } path)
            {
                yield return new TestCaseData((Func<Task<string>>)(() => UnpackedAsync(path)), commands).SetArgDisplayNames("recorded, " + role);
            }
        }

        yield return new TestCaseData((Func<Task<string>>)(() => SimulatedAsync(engine => engine.Admin)), 973).SetArgDisplayNames("simulated, root admin");
    }

    [TestCaseSource(nameof(Answers))]
    public async Task An_answer_adds_nothing_to_the_catalog_and_its_declarations_compile(Func<Task<string>> answer, int commands)
    {
        using TempFolder folder = new();
        File.WriteAllText(folder.File("apis.json"), await answer());

        ToolRun fetched = await ToolRun.OfAsync("fetch", "--file", folder.File("apis.json"), "--out", folder.File("catalog.json"));
        ToolRun generated = await ToolRun.OfAsync("generate", "--catalog", folder.File("catalog.json"), "--out", folder.File("out"), "--namespace", "Acme.Cloud");

        Assert.That(fetched.ExitCode, Is.Zero, fetched.Error);
        Assert.That(fetched.Output, Does.StartWith($"{commands} commands, 0 of them new. New in known commands: 0 parameters, 0 fields. New response classes: 0.\n"));
        Assert.That(generated.ExitCode, Is.Zero, generated.Error);
        Assert.That(generated.Output, Does.StartWith($"{commands} commands in ").And.Contain(", 0 models: "), "the classes are those of the SDK");
        AssertCompiles(TempFolder.Texts(folder.File("out")).Select(file => new GeneratedFile(file.Key, file.Value)));

        // Again with all classes, as where the SDK's don't fit; one response that has all commands is enough.
        if (commands == Catalogs.BuiltIn.Commands.Count)
        {
            AssertCompiles(Catalogs.Generate(CatalogFile.Load(folder.File("catalog.json")), new GenerationOptions { Namespace = "Acme.Cloud" }));
        }
    }

    private static void AssertCompiles(IEnumerable<GeneratedFile> files) => Assert.That(UserAssembly.Compile(files).Complaints, Is.Empty);

    private static async Task<string> UnpackedAsync(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return await reader.ReadToEndAsync();
    }

    private static async Task<string> SimulatedAsync(Func<SimulatorEngine, SimulatorUser> user)
    {
        SimulatorEngine engine = new();
        using CodeGen.Server.ServerConnection connection = new(
            new CodeGen.Server.ServerAddress(SimulatorHandler.Endpoint, user(engine).ApiKey, user(engine).SecretKey), new SimulatorHandler(engine), TimeProvider.System);
        return JsonSerializer.Serialize((await connection.CallAsync("listApis", [], CancellationToken.None)).Content);
    }
}
