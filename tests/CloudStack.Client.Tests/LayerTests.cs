using System.Globalization;
using CloudStack.Client.Tests.Layers;
using Mono.Cecil;
using Lower = CloudStack.Client.Tests.Layers.Planted.Lower;
using Upper = CloudStack.Client.Tests.Layers.Planted.Upper;

namespace CloudStack.Client.Tests;

/// <summary>
/// The order of the SDK's folders: a type may reference types of its own layer and of the layers below. The check reads the
/// compiled code, so that it covers every way to write a reference, except constants, which the compiler copies.
/// </summary>
public sealed class LayerTests
{
    private static readonly IReadOnlyList<SourceFile> Sources = SourceFile.Below(SdkLayers.Root);

    private static IEnumerable<string> PlantedReferences =>
        typeof(LayerTests).Assembly.GetTypes()
            .Where(static type => type is { Namespace: "CloudStack.Client.Tests.Layers.Planted.Lower", IsNested: false } && type.Name.StartsWith("By", StringComparison.Ordinal))
            .Select(static type => type.Name);

    [Test]
    public void Every_type_has_a_layer()
    {
        using CompiledTypes types = new(typeof(CloudStackClient).Assembly);
        SdkLayers layers = new(Sources);

        Assert.That(types.All.Where(type => layers.Of(type) is null).Select(static type => type.FullName), Is.Empty);
        Assert.That(types.All.Count(type => layers.Of(type)!.Name != "Generated"), Is.GreaterThan(150));
    }

    [Test]
    public void No_type_references_a_higher_layer()
    {
        using CompiledTypes types = new(typeof(CloudStackClient).Assembly);

        Assert.That(LayerCheck.UpwardReferences(types.All, new SdkLayers(Sources).Of), Is.Empty);
    }

    [TestCaseSource(nameof(PlantedReferences))]
    public void An_upward_reference_is_reported(string type)
    {
        using CompiledTypes types = new(typeof(LayerTests).Assembly);
        TypeDefinition planted = types.All.Single(candidate => candidate.Namespace == typeof(Lower.Low).Namespace && candidate.Name == type);

        Assert.That(
            LayerCheck.UpwardReferences([planted], PlantedLayer),
            Is.Not.Empty.And.All.StartsWith($"{planted.FullName} (1 lower) -> {typeof(Upper.High).Namespace}.").And.All.EndsWith(" (2 upper)"));
    }

    [TestCase(typeof(Lower.ReferencesLowOnly))]
    [TestCase(typeof(Lower.TakesAnythingAttribute))]
    [TestCase(typeof(Upper.ReferencesDownwardOnly))]
    public void References_downward_and_within_a_layer_are_not_reported(Type type)
    {
        using CompiledTypes types = new(typeof(LayerTests).Assembly);

        Assert.That(LayerCheck.UpwardReferences([types.All.Single(candidate => candidate.FullName == type.FullName)], PlantedLayer), Is.Empty);
    }

    [Test]
    public void A_type_without_a_file_of_its_name_or_in_a_folder_without_a_layer_has_none()
    {
        using CompiledTypes types = new(typeof(CloudStackClient).Assembly);
        TypeDefinition type = types.All.Single(static candidate => candidate.FullName == typeof(CloudStackClient).FullName);
        string text = $"namespace {type.Namespace};\n";

        Assert.That(new SdkLayers([new SourceFile("Http", type.Name, text)]).Of(type)?.Height, Is.EqualTo(6));
        Assert.That(new SdkLayers([new SourceFile("Http", "Other", text)]).Of(type), Is.Null);
        Assert.That(new SdkLayers([new SourceFile("Http/New", type.Name, text)]).Of(type), Is.Null);
        Assert.That(new SdkLayers([new SourceFile("Http", type.Name, "namespace CloudStack.Client.Http;\n")]).Of(type), Is.Null);
        Assert.That(new SdkLayers([new SourceFile("Http", type.Name, text), new SourceFile("Json", type.Name, text)]).Of(type), Is.Null, "parts in two folders");
    }

    [Test]
    public void The_document_lists_the_folders_of_each_layer()
    {
        string[] rows = File.ReadAllText(Path.Combine(SdkLayers.Root, "docs", "architecture.md")).Split("\n## Layers\n")[1].Split("\n## ")[0].Split('\n');

        string[][] documented =
        [
            .. rows.Where(static row => row.Length > 2 && char.IsAsciiDigit(row[2]))
                .OrderBy(static row => int.Parse(row.Split('|')[1], CultureInfo.InvariantCulture))
                .Select(static row => row.Split('`').Where(static (_, i) => i % 2 == 1).Concat(row.Contains("the root folder", StringComparison.Ordinal) ? [""] : []).Order(StringComparer.Ordinal).ToArray()),
        ];

        Assert.That(documented, Is.EqualTo(SdkLayers.FoldersByLayer.Select(static folders => folders.Order(StringComparer.Ordinal))));
    }

    private static Layer? PlantedLayer(TypeDefinition type) =>
        type.Namespace == typeof(Lower.Low).Namespace ? new Layer(1, "lower")
        : type.Namespace == typeof(Upper.High).Namespace ? new Layer(2, "upper")
        : null;
}
