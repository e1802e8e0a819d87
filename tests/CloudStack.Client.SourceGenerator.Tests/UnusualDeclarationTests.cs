using CloudStack.Client.SourceGenerator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Tests;

/// <summary>Unusual but correct declarations: no diagnostics, and no compiler errors or warnings.</summary>
public class UnusualDeclarationTests
{
    [TestCase("public class Outer { }", TestName = "Nothing_to_do")]
    [TestCase("namespace @event.@class; [CloudStackModel] public partial class @new { public string? @if { get; init; } }", TestName = "Keywords_as_names_of_models")]
    [TestCase("""
        [Command("x")] public partial class @new : CommandRequest { public string? @if { get; init; } public List<@else>? @do { get; init; } }
        public class @else { public string? @for { get; init; } }
        """, TestName = "Keywords_as_names_of_requests")]
    [TestCase("""
        public partial struct Outer<T> { public partial interface IInner { protected partial record class Deep<TKey> where TKey : class {
            [CloudStackModel] public partial class M { public string? Id { get; init; } public M? Parent { get; init; } }
            [Command("x")] public partial class R<TOther> : CommandRequest<M> { public string? Id { get; init; } }
        } } }
        """, TestName = "Deeply_nested_in_generic_types")]
    [TestCase("""
        public partial record struct Outer { [CloudStackModel] internal sealed partial record M { public string? Id { get; init; } } }
        """, TestName = "Nested_in_a_record_struct")]
    [TestCase("""
        [Obsolete, Command("x")] public partial class R : CommandRequest<M> { [Obsolete("x")] public string? Id { get; init; } }
        [Obsolete] [CloudStackModel] public partial class M { [Obsolete("x")] public string? Id { get; init; } }
        """, TestName = "Obsolete_requests_and_models")]
    [TestCase("""
        public abstract class Hand : CommandRequest { protected override void WriteParameters(ref CloudStack.Client.Generation.ParameterWriter writer) { } }
        [Command("w")] public sealed partial class Whole : CommandRequest { protected override void WriteParameters(ref CloudStack.Client.Generation.ParameterWriter writer) { } }
        [Command("x")] public partial class R : Hand { public string? Id { get; init; } }
        """, TestName = "Hand_written_writers")]
    [TestCase("""
        public sealed partial class R : CommandRequest
        {
            public string? Id { get; init; }
            protected override CloudStack.Client.Generation.CommandDescriptor DescribeCommand() => new("x", CommandKind.Write);
        }
        """, TestName = "Hand_written_command")]
    [TestCase("""
        [Command("x")] public abstract class Base : CommandRequest { public string? Id { get; init; } }
        [Command("y")] public partial class R : Base { }
        [Command("z")] public partial class S : R { }
        public partial class T : S { public string? Name { get; init; } }
        """, TestName = "Requests_that_derive_from_requests")]
    [TestCase("""
        [CloudStackModel] public sealed class M : CloudStack.Client.Generation.ICloudStackModel<M>
        { static M CloudStack.Client.Generation.ICloudStackModel<M>.Read(ref CloudStack.Client.Generation.ModelReader reader) { reader.Skip(); return new(); } }
        """, TestName = "Hand_written_reader")]
    [TestCase("""
        public class B { public required string A { get; init; } public virtual string? V { get; set; } public string? H { get; set; } public string ReadOnly { get; } = ""; protected internal string? Hidden { get; set; } }
        [CloudStackModel] public partial class M : B { public override string? V { get; set; } public new int H { get; set; } public string? WriteOnly { set { } } public string this[int i] => ""; }
        """, TestName = "Inherited_overridden_and_hidden_properties")]
    [TestCase("""
        [CloudStackModel] public partial class M { public int ExtraFields { get; init; } }
        [CloudStackModel] public partial class N { public IReadOnlyDictionary<string, JsonElement> ExtraFields { get; } = new Dictionary<string, JsonElement>(); }
        [CloudStackModel] public partial class O { public string ExtraFields() => ""; }
        """, TestName = "Extra_fields_of_the_users_own")]
    [TestCase("""
        [Command("x")] public partial class R : CommandRequest { public IReadOnlyList<string?>? A { get; init; } public IReadOnlyList<E?> B { get; init; } = []; public Dictionary<string, string?>? C { get; init; } public IList<E?>? D { get; init; } }
        public class E { public string? Id { get; init; } }
        [CloudStackModel] public partial class M { public List<string?> A { get; init; } = []; public string?[] B { get; init; } = []; public IReadOnlyList<M?>? C { get; init; } public IReadOnlyDictionary<string, string?> D { get; init; } = null!; }
        """, TestName = "Nullable_items")]
    [TestCase("""
        [CloudStackModel] public partial class M { public string? reader { get; init; } public int? index { get; init; } public string? extraFields { get; init; } public List<int>? read { get; init; } }
        [Command("x")] public partial class R : CommandRequest { public string? writer { get; init; } public IList<string>? records { get; init; } public List<E>? i { get; init; } public IList<E>? record { get; init; } }
        public class E { public string? i { get; init; } public IList<string>? records { get; init; } }
        """, TestName = "Names_of_generated_locals")]
    [TestCase("""
        namespace System { } namespace Sample.System { } namespace Sample.CloudStack { } namespace Sample.Microsoft { } namespace Sample.Refit { }
        namespace Sample { [CloudStackModel] public partial class String { public string? Id { get; init; } public IReadOnlyList<String>? List { get; init; } }
        [Command("a")] public partial class Task : CommandRequest<String>; }
        """, TestName = "Names_of_the_framework")]
    public void Unusual_declaration_compiles(string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);

        Assert.Multiple(() =>
        {
            Assert.That(run.Diagnostics, Is.Empty);
            Assert.That(run.CompilerComplaints, Is.Empty);
        });
    }

    [TestCase(NullableContextOptions.Disable, "reader.ReadString();")]
    [TestCase(NullableContextOptions.Annotations, "reader.ReadString() ?? \"\";")]
    [TestCase(NullableContextOptions.Warnings, "reader.ReadString();")]
    public void Projects_without_nullable_annotations_are_served(NullableContextOptions nullable, string read)
    {
        GeneratorRun run = GeneratorRun.Of(Setting.Both with { Nullable = nullable }, """
            [CloudStackModel] public partial class M { public string Id { get; set; } public M Parent { get; set; } public List<string> Names { get; set; } }
            [Command("a", CommandKind.Read)] public partial class R : CommandRequest<M> { public string Id { get; set; } public IList<string> Names { get; set; } public Dictionary<string, string> Details { get; set; } }
            public interface IThingsApi
            {
                [Get("?command=a")] Task<M> GetAsync([Body] R request);
                [Get("?command=b")] PagedQuery<M> List(string name = null, string[] ids = null);
            }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(run.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
            Assert.That(run.CompilerComplaints.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath.Contains(".g.cs", StringComparison.Ordinal) == true), Is.Empty);
            Assert.That(run.Source("R.Request.g.cs"), Does.Contain("writer.WriteId(\"id\", this.Id)"));
            Assert.That(run.Source("M.Model.g.cs"), Does.Contain("this.Id = " + read));
            Assert.That(run.Source("IThingsApi.Commands.g.cs"), Does.Contain("(\"List\", \"b\") =>"));
        });
    }

    [Test]
    public void Equal_names_get_files_of_their_own()
    {
        const string Model = "[CloudStackModel] public partial class {0} {{ public string? Id {{ get; init; }} }}";
        GeneratorRun run = GeneratorRun.Of(
            "namespace A { " + string.Format(null, Model, "M") + " }",
            "namespace B { " + string.Format(null, Model, "M") + " }",
            "namespace B { " + string.Format(null, Model, "m") + " }",
            "namespace B { public partial class C { " + string.Format(null, Model, "M") + " } public partial class C<T> { " + string.Format(null, Model, "M") + " } }",
            "namespace B.C_ { " + string.Format(null, Model, "M") + " }");

        Assert.Multiple(() =>
        {
            Assert.That(run.CompilerComplaints.Where(diagnostic => diagnostic.Id != "CS8981"), Is.Empty);
            Assert.That(run.Result.Exception, Is.Null);
            Assert.That(run.Files.Select(source => source.HintName).Order(StringComparer.Ordinal), Is.EqualTo(new[]
            {
                "A.M.Model.g.cs",
                "B.C-M.Model.g.cs",
                "B.C_.M.Model.g.cs",
                "B.C{1}-M.Model.g.cs",
                "B.M.Model.a80.g.cs",
                "B.m.Model.880.g.cs",
            }));
        });
    }

    [Test]
    public async Task Unfinished_code_is_left_to_the_compiler()
    {
        GeneratorRun run = GeneratorRun.Of(Setting.Both, """
            public interface IThingsApi
            {
                [Get] Task<SuccessResult> AAsync();
                [Get("?command=b")] Task<Missing> BAsync();
                [Get("?command=c")] Missing CAsync();
                [Post("?command=d")] Task<SuccessResult> DAsync(Missing request);
                [Post("?command=e"), Command] Task<SuccessResult> EAsync();
                [Post("?command=f")] Task<SuccessResult> FAsync([Body] R
                [Post(] Task<SuccessResult> GAsync(
            }
            [Command] public partial class R : CommandRequest<Missing> { public Missing P { get; init; } public string? }
            [Command("x" public partial class S : QueryRequest<> { }
            [CloudStackModel] public partial class M { public Missing P { get; init; } public List<Missing> L { get; init; } public }
            """);
        IReadOnlyList<Diagnostic> findings = await run.FindingsAsync();

        Assert.Multiple(() =>
        {
            Assert.That(run.Result.Exception, Is.Null);
            // AD0001 would mean that an analyzer has thrown an exception.
            Assert.That(findings.Select(diagnostic => diagnostic.Id).Distinct(), Is.SubsetOf(new[] { "CSC002", "CSC006", "CSC007", "CSC010", "CSC025" }));
        });
    }

    [Test]
    public void Generated_writer_of_a_base_class_in_another_assembly_is_not_called_twice()
    {
        GeneratorRun library = GeneratorRun.Of("[Command(\"x\")] public partial class Base : CommandRequest { public string? Id { get; init; } }");
        using MemoryStream image = new();
        Assert.That(library.Output.Emit(image).Success, Is.True);

        GeneratorRun run = GeneratorRun.Of("[Command(\"y\")] public partial class Derived : Base { public string? Name { get; init; } }")
            .Again(compilation => compilation.AddReferences(MetadataReference.CreateFromImage(image.ToArray())).WithAssemblyName("Other"));

        Assert.Multiple(() =>
        {
            Assert.That(run.CompilerComplaints, Is.Empty);
            Assert.That(run.Source("Derived.Request.g.cs"), Does.Contain("\"id\"").And.Contain("\"name\"").And.Not.Contain("base."));
        });
    }
}
