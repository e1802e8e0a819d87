using System.Text.RegularExpressions;
using CloudStack.Client.SourceGenerator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Tests;

/// <summary>The declarations of the SDK itself: after an edit elsewhere the generator does nothing again for 973 commands.</summary>
public sealed partial class SdkIncrementalityTests
{
    private const int Commands = 973;
    private const int SecondMethods = 4;
    private const string Unrelated = "public class Unrelated : object { public int Number => 1; }";

    [Test]
    public void After_an_unrelated_edit_all_steps_over_the_SDK_s_declarations_are_cached_or_unchanged()
    {
        string[] declarations = [.. Declarations()];
        int[] shapes = [Count(declarations, RequestMark()), Count(declarations, ModelMark())];
        Assert.That(Count(declarations, CommandMark()), Is.EqualTo(Commands + SecondMethods));
        Assert.That(shapes, Is.EqualTo(new[] { Commands + SecondMethods, 328 }));

        GeneratorRun first = GeneratorRun.Of([.. declarations, Unrelated]);
        GeneratorRun second = first.Again(compilation => compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees.Last(),
            GeneratorRun.Parse("public class Unrelated : object { public int Other => 2; } public partial class More { }", "Unrelated.cs")));

        IncrementalStepRunReason[] untouched = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];
        Assert.Multiple(() =>
        {
            Assert.That(Steps.Of(first, TrackingNames.PlainMethods), Is.Empty, "all methods of the SDK take request classes");
            Assert.That(Steps.OfShapes(first), Is.EqualTo(Enumerable.Repeat(IncrementalStepRunReason.New, shapes.Sum())));
            Assert.That(Steps.OfShapes(second), Has.Length.EqualTo(shapes.Sum()).And.All.AnyOf(untouched));
            Assert.That(Steps.Of(second, TrackingNames.AmbiguousHints), Is.Not.Empty.And.All.AnyOf(untouched));
            Assert.That(Steps.OfOutputs(second), Is.EqualTo(Enumerable.Repeat(IncrementalStepRunReason.Cached, shapes.Sum())));
        });
    }

    [Test]
    public void After_an_edit_of_one_model_only_its_own_reader_is_written_anew()
    {
        string[] declarations = [.. Declarations()];
        int zone = Array.FindIndex(declarations, text => text.Contains("partial class Zone ", StringComparison.Ordinal) || text.Contains("partial class Zone\n", StringComparison.Ordinal));
        string edited = declarations[zone].Replace("public string Name ", "public string AnotherName ", StringComparison.Ordinal);
        Assert.That(edited, Is.Not.EqualTo(declarations[zone]));

        GeneratorRun first = GeneratorRun.Of(declarations);
        GeneratorRun second = first.Again(compilation => compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees.ElementAt(zone), GeneratorRun.Parse(edited, $"File{zone}.cs")));

        Assert.That(Steps.OfOutputs(second).Count(reason => reason == IncrementalStepRunReason.Modified), Is.EqualTo(1));
        Assert.That(Steps.OfOutputs(second).Count(reason => reason == IncrementalStepRunReason.Cached), Is.EqualTo(Steps.OfOutputs(first).Length - 1));
    }

    private static int Count(IEnumerable<string> declarations, Regex mark) => declarations.Sum(text => mark.Count(text));

    [GeneratedRegex(@"^\[CloudStackModel\]$", RegexOptions.Multiline)]
    private static partial Regex ModelMark();

    [GeneratedRegex(@"^public sealed partial class \w+ : (Query|(List|Job)?Command)Request\b", RegexOptions.Multiline)]
    private static partial Regex RequestMark();

    [GeneratedRegex(@"^\[Command\(", RegexOptions.Multiline)]
    private static partial Regex CommandMark();

    /// <summary>The committed files, in order of their names; without those that list the groups on the client, and what Refit has made of them.</summary>
    private static IEnumerable<string> Declarations()
    {
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            string generated = Path.Combine(folder.FullName, "src", "CloudStack.Client", "Generated");
            if (Directory.Exists(generated))
            {
                return Directory.GetFiles(generated, "*.cs", SearchOption.AllDirectories)
                    .Where(file => !file.EndsWith(".Groups.g.cs", StringComparison.Ordinal) && Path.GetFileName(file) != "Implementations.g.cs")
                    .Order(StringComparer.Ordinal)
                    .Select(file => File.ReadAllText(file).ReplaceLineEndings("\n"));
            }
        }

        throw new DirectoryNotFoundException("The tests do not run below the folder of the SDK.");
    }
}
