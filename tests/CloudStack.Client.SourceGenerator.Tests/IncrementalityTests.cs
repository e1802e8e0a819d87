using CloudStack.Client.SourceGenerator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Tests;

public class IncrementalityTests
{
    private const string Api = """
        public interface IThingsApi
        {
            [Get("?command=getThing")]
            Task<Thing> GetThingAsync(string id);
        }
        """;

    private const string Request = """
        [Command("getThing", CommandKind.Read)] public sealed partial class GetThingRequest : CommandRequest<Thing> { public string? Id { get; init; } }
        """;

    private const string Model = "[CloudStackModel] public sealed partial class Thing { public string? Id { get; init; } }";

    private const string Unrelated = "public class Unrelated : object { public int Number => 1; }";

    private static readonly IncrementalStepRunReason[] Untouched = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];

    [TestCase("public class Unrelated : object { public int Number => 2; }", TestName = "Body_of_an_unrelated_class_regenerates_nothing")]
    [TestCase("public class Unrelated : object { public int Other => 2; } public partial class More : Unrelated { }", TestName = "New_unrelated_class_regenerates_nothing")]
    [TestCase("", TestName = "Removed_unrelated_class_regenerates_nothing")]
    public void Unrelated_edit_regenerates_nothing(string edited)
    {
        GeneratorRun first = GeneratorRun.Of(Api, Request, Model, Unrelated);
        GeneratorRun second = first.Again(Replace(3, edited));

        Assert.Multiple(() =>
        {
            Assert.That(Steps.OfShapes(first), Is.EqualTo(Enumerable.Repeat(IncrementalStepRunReason.New, 3)));
            AssertUntouched(Steps.OfShapes(second), 3);
            AssertUntouched(Steps.Of(second, TrackingNames.AmbiguousHints), 1);
            Assert.That(Steps.OfOutputs(second), Is.EqualTo(Enumerable.Repeat(IncrementalStepRunReason.Cached, 3)));
            Assert.That(Texts(second), Is.EqualTo(Texts(first)));
        });
    }

    [TestCase(0, Api)]
    [TestCase(1, Request)]
    [TestCase(2, Model)]
    public void Comment_and_moved_lines_in_a_declaration_regenerate_nothing(int file, string source)
    {
        GeneratorRun first = GeneratorRun.Of(Api, Request, Model, Unrelated);
        GeneratorRun second = first.Again(Replace(file, "\n\n// A remark.\n" + source));

        Assert.Multiple(() =>
        {
            AssertUntouched(Steps.OfShapes(second), 3);
            Assert.That(Steps.OfOutputs(second), Is.EqualTo(Enumerable.Repeat(IncrementalStepRunReason.Cached, 3)));
        });
    }

    [TestCase(0, Api, "=getThing", "=findThing", TrackingNames.PlainMethods)]
    [TestCase(1, Request, "string? Id", "string? Name", TrackingNames.RequestShapes)]
    [TestCase(1, Request, "\"getThing\"", "\"findThing\"", TrackingNames.RequestShapes)]
    [TestCase(2, Model, "string? Id", "int? Id", TrackingNames.ModelShapes)]
    public void Relevant_edit_regenerates_its_own_file_only(int file, string source, string old, string replacement, string step)
    {
        GeneratorRun first = GeneratorRun.Of(Api, Request, Model, Unrelated);
        GeneratorRun second = first.Again(Replace(file, source.Replace(old, replacement, StringComparison.Ordinal)));

        Assert.Multiple(() =>
        {
            Assert.That(Steps.Of(second, step), Is.EqualTo(new[] { IncrementalStepRunReason.Modified }));
            Assert.That(Steps.OfShapes(second).Count(reason => Untouched.Contains(reason)), Is.EqualTo(2));
            Assert.That(Steps.OfOutputs(second).Count(reason => reason == IncrementalStepRunReason.Modified), Is.EqualTo(1));
            Assert.That(second.CompilerComplaints, Is.Empty);
            Assert.That(Texts(second).Except(Texts(first)).Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public void Edit_of_a_base_class_in_another_file_regenerates_what_derives_from_it()
    {
        GeneratorRun first = GeneratorRun.Of(
            "public abstract class Base : CommandRequest { public string? Name { get; init; } }",
            "[Command(\"x\")] public sealed partial class Derived : Base;");
        GeneratorRun second = first.Again(Replace(0, "public abstract class Base : CommandRequest { public string? Title { get; init; } }"));

        Assert.Multiple(() =>
        {
            Assert.That(Steps.Of(second, TrackingNames.RequestShapes), Is.EqualTo(new[] { IncrementalStepRunReason.Modified }));
            Assert.That(second.Source("Derived.Request.g.cs"), Does.Contain("\"title\"").And.Not.Contain("\"name\""));
        });
    }

    [Test]
    public void Edit_of_a_base_interface_in_another_file_regenerates_what_derives_from_it()
    {
        GeneratorRun first = GeneratorRun.Of(Api, Model, "public interface IDerivedApi : IThingsApi { }");
        GeneratorRun second = first.Again(Replace(0, Api.Replace("=getThing", "=findThing", StringComparison.Ordinal)));

        Assert.Multiple(() =>
        {
            Assert.That(Steps.Of(second, TrackingNames.PlainMethods), Is.EqualTo(new[] { IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified }));
            Assert.That(second.Source("IDerivedApi.Commands.g.cs"), Does.Contain("\"findThing\"").And.Not.Contain("\"getThing\""));
        });
    }

    [Test]
    public void New_request_method_of_an_interface_regenerates_nothing()
    {
        GeneratorRun first = GeneratorRun.Of(Api, Request, Model, Unrelated);
        GeneratorRun second = first.Again(Replace(0, Api.Replace(
            "public interface IThingsApi\n{", "public interface IThingsApi\n{\n[Get(\"?command=getThing\")] Task<Thing> GetThingAsync([Body] GetThingRequest request);", StringComparison.Ordinal)));

        Assert.Multiple(() =>
        {
            Assert.That(second.Input.SyntaxTrees.First().ToString(), Does.Contain("[Body]"));
            AssertUntouched(Steps.OfShapes(second), 3);
            Assert.That(Steps.OfOutputs(second), Is.EqualTo(Enumerable.Repeat(IncrementalStepRunReason.Cached, 3)));
        });
    }

    [Test]
    public void Moved_error_is_reported_at_its_new_place_without_regenerating()
    {
        const string Faulty = "[CloudStackModel] public sealed partial class Thing { public string? Id { get; init; } public Version? Bad { get; init; } }";
        GeneratorRun first = GeneratorRun.Of(Faulty);
        GeneratorRun second = first.Again(Replace(0, "\n\n" + Faulty));

        Assert.Multiple(() =>
        {
            Assert.That(second.Diagnostics.Single().Location.GetLineSpan().StartLinePosition.Line, Is.EqualTo(first.Diagnostics.Single().Location.GetLineSpan().StartLinePosition.Line + 2));
            Assert.That(Steps.Of(second, TrackingNames.Models), Is.EqualTo(new[] { IncrementalStepRunReason.Modified }));
            AssertUntouched(Steps.Of(second, TrackingNames.ModelShapes), 1);
        });
    }

    [Test]
    public void Steps_keep_no_symbols_or_trees()
    {
        GeneratorRun run = GeneratorRun.Of(Api, Request, Model, "[CloudStackModel] public class Faulty;");

        Assert.Multiple(() =>
        {
            Assert.That(run.Diagnostics.Select(diagnostic => diagnostic.Id), Is.EqualTo(new[] { "CSC005" }));
            Assert.That(Steps.Forbidden(run), Is.Empty);
        });
    }

    [Test]
    public void Order_of_files_does_not_change_what_is_generated()
    {
        const string PartOne = "[Command(\"x\")] public sealed partial class R : CommandRequest { public string? B { get; init; } public string? A { get; init; } }";
        const string PartTwo = "public sealed partial class R : CommandRequest { public string? C { get; init; } }";

        GeneratorRun forward = GeneratorRun.Of(PartOne, PartTwo, Model);
        GeneratorRun backward = GeneratorRun.Of(Model, PartTwo, PartOne);

        Assert.Multiple(() =>
        {
            Assert.That(Texts(forward).Order(), Is.EqualTo(Texts(backward).Order()));
            Assert.That(forward.CompilerComplaints, Is.Empty);
            Assert.That(forward.Files, Has.Count.EqualTo(2));
        });
    }

    private static void AssertUntouched(IncrementalStepRunReason[] reasons, int count)
    {
        Assert.That(reasons, Has.Length.EqualTo(count));
        Assert.That(reasons, Is.All.AnyOf(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged));
    }

    private static IEnumerable<string> Texts(GeneratorRun run) => run.Result.GeneratedSources.Select(source => source.SourceText.ToString());

    private static Func<Compilation, Compilation> Replace(int file, string source) => compilation =>
    {
        SyntaxTree tree = compilation.SyntaxTrees.ElementAt(file);
        return compilation.ReplaceSyntaxTree(tree, GeneratorRun.Parse(source, tree.FilePath));
    };
}
