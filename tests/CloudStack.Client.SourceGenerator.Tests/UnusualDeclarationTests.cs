using CloudStack.Client.SourceGenerator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Tests;

/// <summary>Declarations off the beaten track that are fine: no diagnostic, and no complaint of the compiler.</summary>
public class UnusualDeclarationTests
{
    [TestCase("public class Outer { }", TestName = "Nothing_to_do")]
    [TestCase("namespace @event.@class; [CloudStackModel] public partial class @new { public string? @if { get; init; } }", TestName = "Keywords_as_names_of_models")]
    [TestCase("public partial class @new : CommandRequest { public string? @if { get; init; } public List<@else>? @do { get; init; } } public class @else { public string? @for { get; init; } }", TestName = "Keywords_as_names_of_requests")]
    [TestCase("""
        [CloudStackModel] public partial class @new { public string? Id { get; init; } }
        [CloudStackApi] public interface Ievent { [Command("a")] Task<@new> @while(CommandRequest @ref, CancellationToken @in = default); }
        """, TestName = "Keywords_as_names_of_interfaces")]
    [TestCase("""
        public partial struct Outer<T> { public partial interface IInner { protected partial record class Deep<TKey> where TKey : class {
            [CloudStackModel] public partial class M { public string? Id { get; init; } public M? Parent { get; init; } }
            public partial class R<TOther> : CommandRequest { public string? Id { get; init; } }
            [CloudStackApi] private protected interface IThingsApi { [Command("a")] Task<M> GetAsync(R<T> request); }
        } } }
        """, TestName = "Deeply_nested_in_generic_types")]
    [TestCase("""
        public partial record struct Outer { [CloudStackModel] internal sealed partial record M { public string? Id { get; init; } } }
        """, TestName = "Nested_in_a_record_struct")]
    [TestCase("""
        [CloudStackModel] public partial class M { public string? Id { get; init; } }
        public interface IPlain { [Command("a")] Task<M> GetAsync(CommandRequest? request = null); [Command("b")] Task<M> OtherAsync(); }
        public interface ISecond { [Command("c")] Task<M> GetAsync(CommandRequest? request = null); [Command("d")] PagedQuery<M> OtherAsync(); }
        [CloudStackApi] public interface IThingsApi : IPlain, ISecond { }
        """, TestName = "Base_interfaces_with_clashing_members")]
    [TestCase("""
        [CloudStackModel] public partial class M { public string? Id { get; init; } }
        [CloudStackApi] public interface IThingsApi
        {
            [Command("a")] Task<M> GetAsync();
            [Command("b")] Task<M> GetAsync(CommandRequest request);
            [Command("c")] Task<M> GetAsyncCommand();
            [Command("d")] internal Task<M> HiddenAsync();
            [Command("e")] Task<M> ThingsApi();
            Task<M> HelperAsync() => GetAsync();
            static int Count => 1;
            const string Name = "n";
            class Nested { }
        }
        public partial class ThingsApi { public int GetAsyncCommand2 => 1; public ICommandClient Client => _commands; }
        """, TestName = "Overloads_helpers_and_taken_names")]
    [TestCase("""
        public interface IGeneric<T> where T : class, CloudStack.Client.Generation.ICloudStackModel<T> { [Command("get")] Task<T> GetAsync(); }
        [CloudStackApi] public interface IThingsApi : IGeneric<SuccessResult> { }
        """, TestName = "Generic_base_interface")]
    [TestCase("""
        [Obsolete] public partial class R : CommandRequest { [Obsolete("x")] public string? Id { get; init; } }
        [Obsolete] [CloudStackModel] public partial class M { [Obsolete("x")] public string? Id { get; init; } }
        [Obsolete] [CloudStackApi] public interface IThingsApi { [Obsolete] [Command("a")] Task<M> GetAsync(R request); }
        """, TestName = "Obsolete_declarations")]
    [TestCase("""
        public abstract class Hand : CommandRequest { protected override void WriteParameters(ref CloudStack.Client.Generation.ParameterWriter writer) { } }
        public sealed class Whole : CommandRequest { protected override void WriteParameters(ref CloudStack.Client.Generation.ParameterWriter writer) { } }
        public partial class R : Hand { public string? Id { get; init; } }
        """, TestName = "Hand_written_writers")]
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
        public partial class R : CommandRequest { public IReadOnlyList<string?>? A { get; init; } public IReadOnlyList<E?> B { get; init; } = []; public Dictionary<string, string?>? C { get; init; } public IList<E?>? D { get; init; } }
        public class E { public string? Id { get; init; } }
        [CloudStackModel] public partial class M { public List<string?> A { get; init; } = []; public string?[] B { get; init; } = []; public IReadOnlyList<M?>? C { get; init; } public IReadOnlyDictionary<string, string?> D { get; init; } = null!; }
        """, TestName = "Nullable_items")]
    [TestCase("""
        [CloudStackModel] public partial class M { public string? reader { get; init; } public int? index { get; init; } public string? extraFields { get; init; } public List<int>? read { get; init; } }
        public partial class R : CommandRequest { public string? writer { get; init; } public IList<string>? records { get; init; } public List<E>? i { get; init; } public IList<E>? record { get; init; } }
        public class E { public string? i { get; init; } public IList<string>? records { get; init; } }
        """, TestName = "Names_of_generated_locals")]
    [TestCase("""
        namespace System { } namespace Sample.System { } namespace Sample.CloudStack { }
        namespace Sample { [CloudStackModel] public partial class String { public string? Id { get; init; } public IReadOnlyList<String>? List { get; init; } }
        [CloudStackApi] public interface ITask { [Command("a")] Task<String> CancellationToken(CommandRequest Task); } }
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

    [TestCase(NullableContextOptions.Disable)]
    [TestCase(NullableContextOptions.Annotations)]
    [TestCase(NullableContextOptions.Warnings)]
    public void Projects_without_nullable_annotations_are_served(NullableContextOptions nullable)
    {
        GeneratorRun run = GeneratorRun.Of(nullable, """
            [CloudStackModel] public partial class M { public string Id { get; set; } public M Parent { get; set; } public List<string> Names { get; set; } }
            public partial class R : CommandRequest { public string Id { get; set; } public IList<string> Names { get; set; } public Dictionary<string, string> Details { get; set; } }
            [CloudStackApi] public interface IThingsApi
            {
                [Command("a")] Task<M> GetAsync(R request);
                [Command("b")] Task<M> FindAsync(R request = null, CancellationToken cancellationToken = default);
            }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(run.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
            Assert.That(run.CompilerComplaints.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath.Contains(".g.cs", StringComparison.Ordinal) == true), Is.Empty);
            Assert.That(run.Source("ThingsApi.Api.g.cs"), Does.Contain("ThrowIfNull(request)"));
            Assert.That(run.Source("ThingsApi.Api.g.cs"), Does.Contain("R? request = null"));
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
            Assert.That(run.Result.GeneratedSources.Select(source => source.HintName).Order(StringComparer.Ordinal), Is.EqualTo(new[]
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
    public void Unfinished_code_is_left_to_the_compiler()
    {
        GeneratorRun run = GeneratorRun.Of("""
            [CloudStackApi] public interface IThingsApi
            {
                [Command] Task<SuccessResult> AAsync();
                [Command("b")] Task<Missing> BAsync();
                [Command("c")] Missing CAsync();
                [Command("d")] Task<SuccessResult> DAsync(Missing request);
                [Command(] Task<SuccessResult> EAsync(
            }
            public partial class R : CommandRequest { public Missing P { get; init; } public string? }
            [CloudStackModel] public partial class M { public Missing P { get; init; } public List<Missing> L { get; init; } public }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(run.Result.Exception, Is.Null);
            Assert.That(run.Diagnostics.Select(diagnostic => diagnostic.Id).Distinct(), Is.SubsetOf(new[] { "CSC002", "CSC006", "CSC007", "CSC010" }));
        });
    }

    [Test]
    public void Generated_writer_of_a_base_class_in_another_assembly_is_not_called_twice()
    {
        GeneratorRun library = GeneratorRun.Of("public partial class Base : CommandRequest { public string? Id { get; init; } }");
        using MemoryStream image = new();
        Assert.That(library.Output.Emit(image).Success, Is.True);

        GeneratorRun run = GeneratorRun.Of("public partial class Derived : Base { public string? Name { get; init; } }")
            .Again(compilation => compilation.AddReferences(MetadataReference.CreateFromImage(image.ToArray())).WithAssemblyName("Other"));

        Assert.Multiple(() =>
        {
            Assert.That(run.CompilerComplaints, Is.Empty);
            Assert.That(run.Source("Derived.Request.g.cs"), Does.Contain("\"id\"").And.Contain("\"name\"").And.Not.Contain("base."));
        });
    }
}
