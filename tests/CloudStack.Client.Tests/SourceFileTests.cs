using CloudStack.Client.Tests.Layers;

namespace CloudStack.Client.Tests;

/// <summary>The size of the SDK's hand-written sources: a file, and a type, must be short enough to read in one go.</summary>
public sealed class SourceFileTests
{
    private const int MostLines = 300;
    private const int MostFilesOfType = 2;

    private static readonly IReadOnlyList<SourceFile> Sources = SourceFile.Below(SdkLayers.Root);

    [Test]
    public void No_file_is_long() =>
        Assert.That(Sources.Where(static file => file.Lines > MostLines).Select(static file => $"{file}: {file.Lines} lines"), Is.Empty);

    [Test]
    public void No_type_stands_in_many_files() => Assert.That(
        Sources.SelectMany(static file => file.PartialTypes.Distinct())
            .GroupBy(static type => type)
            .Where(static type => type.Count() > MostFilesOfType)
            .Select(static type => $"{type.Key}: {type.Count()} files"),
        Is.Empty);

    [Test]
    public void Sources_are_those_that_are_written_by_hand()
    {
        Assert.That(Sources, Has.Count.GreaterThan(150));
        Assert.That(Sources.Select(static file => file.Folder), Has.None.StartsWith("Generated").And.None.StartsWith("obj").And.Some.EqualTo("").And.Some.EqualTo("Jobs/Polling"));
        Assert.That(Sources.SelectMany(static file => file.PartialTypes), Has.Some.EqualTo("CloudStack.Client.CloudStackClient").And.Some.EqualTo("CloudStack.Client.Generation.ModelReader"));
    }

    [Test]
    public void The_parts_of_types_are_recognised_in_every_form()
    {
        SourceFile file = new("", "Things", """
            namespace Some.Things;

            /// <summary>A partial class Comment { }</summary>
            public static partial class One { partial void Method(); }
            internal sealed partial class Two<T> : One<T>;
            public ref partial struct Three { }
            partial interface IFour;
            public readonly partial record struct Five(int X);
            internal partial record class Six;
            internal partial record Seven(int X);
            internal sealed class Whole { private static partial int Part(); }
            """);

        Assert.That(file.PartialTypes, Is.EqualTo(Array.ConvertAll(["One", "Two<T>", "Three", "IFour", "Five", "Six", "Seven"], static name => $"Some.Things.{name}")));
    }

    [TestCase("", 0)]
    [TestCase("a", 1)]
    [TestCase("a\n", 1)]
    [TestCase("a\n\nb\n", 3)]
    public void Lines_are_counted_as_editors_do(string text, int lines) => Assert.That(new SourceFile("", "Thing", text).Lines, Is.EqualTo(lines));
}
