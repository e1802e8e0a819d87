using CloudStack.Client.CodeGen.Generation;
using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Generation;

internal sealed class CommittedTreeTests
{
    private static readonly string Folder = Repository.Folder("src", "CloudStack.Client", "Generated");

    [Test]
    public void The_declarations_of_the_SDK_are_what_the_tool_makes_of_its_catalog_to_the_last_byte()
    {
        IReadOnlyList<GeneratedFile> made = Catalogs.Generate(Catalogs.BuiltIn, new GenerationOptions());
        string[] committed = [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))];

        Assert.That(committed, Is.EquivalentTo(made.Select(file => file.Path)), "Run: dotnet run --project src/CloudStack.Client.CodeGen -- generate --out src/CloudStack.Client/Generated");
        Assert.That(
            made.Where(file => !File.ReadAllBytes(Path.Combine(Folder, file.Path)).AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(file.Text))).Select(file => file.Path),
            Is.Empty,
            "Run: dotnet run --project src/CloudStack.Client.CodeGen -- generate --out src/CloudStack.Client/Generated");
    }

    [Test]
    public void The_same_catalog_gives_the_same_files()
    {
        IReadOnlyList<GeneratedFile> first = Catalogs.Generate(Catalogs.BuiltIn, new GenerationOptions());
        IReadOnlyList<GeneratedFile> second = Catalogs.Generate(CloudStack.Client.CodeGen.Catalog.CatalogFile.LoadBuiltIn(), new GenerationOptions());

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void The_order_of_the_catalog_does_not_matter()
    {
        IReadOnlyList<GeneratedFile> made = Catalogs.Generate(
            Catalogs.BuiltIn with { Commands = [.. Catalogs.BuiltIn.Commands.Reverse()], Groups = [.. Catalogs.BuiltIn.Groups.Reverse()], Responses = [.. Catalogs.BuiltIn.Responses.Reverse()] },
            new GenerationOptions());

        Assert.That(made.OrderBy(file => file.Path), Is.EqualTo(Catalogs.Generate(Catalogs.BuiltIn, new GenerationOptions()).OrderBy(file => file.Path)));
    }
}
