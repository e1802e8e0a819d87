using CloudStack.Client.SourceGenerator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Tests;

/// <summary>
/// Every fault is said once, at the place of the fault, and what is generated beside it compiles: the compiler itself
/// has nothing to add.
/// </summary>
public class DiagnosticTests
{
    private const string Supporting = """
        [CloudStackModel] public sealed partial class Thing { public string? Id { get; init; } }
        public sealed partial class GetRequest : CommandRequest { public string? Id { get; init; } }
        public sealed partial class RunRequest : JobCommandRequest { public string? Id { get; init; } }
        public sealed class NoModel { }
        """;

    // The marked part of each declaration, between « and », is where the diagnostic must stand.
    [TestCase("CSC001", "[Command(\"x\")] Thing «XAsync»();")]
    [TestCase("CSC001", "[Command(\"x\")] ValueTask<Thing> «XAsync»();")]
    [TestCase("CSC001", "[Command(\"x\")] Task<List<Thing>> «XAsync»();")]
    [TestCase("CSC001", "[Command(\"x\")] Task<Thing[]> «XAsync»();")]
    [TestCase("CSC001", "[Command(\"x\")] Task<Thing?> «XAsync»();")]
    [TestCase("CSC001", "[Command(\"x\")] Task<int> «XAsync»();")]
    [TestCase("CSC001", "[Command(\"x\")] IAsyncEnumerable<Thing> «X»();")]
    [TestCase("CSC001", "[Command(\"x\")] Task<PagedQuery<Thing>> «XAsync»();")]
    [TestCase("CSC001", "[Command(\"x\")] JobHandle<Thing> «X»();")]
    [TestCase("CSC001", "[Command(\"x\")] void «X»();")]
    [TestCase("CSC002", "Task<Thing> «XAsync»();")]
    [TestCase("CSC003", "[Command(\"x\")] Task<Thing> «XAsync»<T>();")]
    [TestCase("CSC003", "[Command(\"x\")] Task<Thing> «XAsync»(out int count);")]
    [TestCase("CSC003", "string «Name» { get; }")]
    [TestCase("CSC003", "event EventHandler «Changed»;")]
    [TestCase("CSC003", "int «this»[int index] { get; }")]
    [TestCase("CSC003", "[Command(\"x\")] Task<Thing> «XAsync»() => throw new InvalidOperationException();")]
    [TestCase("CSC003", "static abstract Task «XAsync»();")]
    [TestCase("CSC009", "[Command(\"x\")] Task<Thing> XAsync(CancellationToken «token», GetRequest request);")]
    [TestCase("CSC010", "[Command(\"x\")] Task<Thing> XAsync(GetRequest request, GetRequest «other»);")]
    [TestCase("CSC010", "[Command(\"x\")] Task<Thing> XAsync(string «id»);")]
    [TestCase("CSC010", "[Command(\"x\")] PagedQuery<Thing> X(GetRequest request, CancellationToken «token» = default);")]
    [TestCase("CSC010", "[Command(\"x\")] Task<Thing> XAsync(params string[] «ids»);")]
    [TestCase("CSC010", "[Command(\"x\")] Task<Thing> XAsync(int «limit» = 5);")]
    [TestCase("CSC011", "[Command(\"x\")] Task<JobHandle<Thing>> XAsync(GetRequest «request»);")]
    [TestCase("CSC011", "[Command(\"x\")] Task<JobHandle> XAsync(GetRequest? «request» = null);")]
    [TestCase("CSC012", "[Command(\"\")] Task<Thing> «XAsync»();")]
    [TestCase("CSC012", "[Command(\" \")] Task<Thing> «XAsync»();")]
    [TestCase("CSC012", "[Command(null!)] Task<Thing> «XAsync»();")]
    [TestCase("CSC015", "[Command(\"x\")] Task<NoModel> «XAsync»();")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Read)] Task<JobHandle<Thing>> «XAsync»(RunRequest request);")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Write)] Task<JobHandle> «XAsync»(RunRequest request);")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Job)] Task<Thing> «XAsync»(RunRequest request);")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.CreateJob)] Task «XAsync»();")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Write)] PagedQuery<Thing> «X»();")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Read)] Task «XAsync»();")]
    [TestCase("CSC016", "[Command(\"x\", (CommandKind)9)] Task<Thing> «XAsync»();")]
    public void Faulty_method_is_reported_and_the_others_are_implemented(string id, string method)
    {
        GeneratorRun run = Expect(id, $$"""
            [CloudStackApi]
            public interface IThingsApi
            {
                {{method}}

                [Command("fine")]
                Task<Thing> FineAsync(GetRequest request);
            }
            """);

        Assert.That(run.Source("ThingsApi.Api.g.cs"), Does.Contain("FineAsyncCommand.Descriptor, request"));
    }

    [TestCase("CSC004", "[CloudStackApi] public interface «IThingsApi»<T> { }")]
    [TestCase("CSC004", "[CloudStackApi] public interface «Things» { }")]
    [TestCase("CSC004", "[CloudStackApi] public interface «I» { }")]
    [TestCase("CSC004", "[CloudStackApi] file interface «IThingsApi» { }")]
    [TestCase("CSC004", "[CloudStackApi] public interface «IThing2» { } public class Thing2 { }")]
    [TestCase("CSC004", "[CloudStackApi] public interface «IThing2» { } public partial struct Thing2 { }")]
    [TestCase("CSC005", "public class «Outer» { [CloudStackApi] public interface IThingsApi { } }")]
    [TestCase("CSC005", "[CloudStackModel] public class «Model» { public string? Id { get; init; } }")]
    [TestCase("CSC005", "public class «Outer» { [CloudStackModel] public partial class Model { public string? Id { get; init; } } }")]
    [TestCase("CSC005", "[CloudStackModel] file partial class «Model» { public string? Id { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public object? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public DateTime «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public ulong «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public DayOfWeek? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public char «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public byte[]? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public IReadOnlyList<bool>? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public IReadOnlyList<int?>? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public IReadOnlyList<DateTimeOffset>? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public IReadOnlyList<object>? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public IReadOnlyList<List<string>>? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public IReadOnlyList<NoModel>? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public IReadOnlyDictionary<string, int>? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public Thing? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R<T> : CommandRequest { public T? «P» { get; init; } }")]
    [TestCase("CSC006", "public partial class R : CommandRequest { public List<E>? P { get; init; } } public class E { public string? A { get; init; } public object? «B» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public object? «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public NoModel? «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public DateTime «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public ulong «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public DayOfWeek? «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public IReadOnlyList<bool>? «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public IReadOnlyList<int?>? «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public HashSet<string>? «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public int[,]? «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public Dictionary<string, string>? «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public IReadOnlyDictionary<string, int>? «P» { get; init; } }")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public IReadOnlyDictionary<int, string>? «P» { get; init; } }")]
    [TestCase("CSC008", "public partial class R : CommandRequest { public string? Id { get; init; } public string? «ID» { get; init; } }")]
    [TestCase("CSC008", "public partial class R : CommandRequest { public string? Id { get; init; } [WireName(\"iD\")] public string? «B» { get; init; } }")]
    [TestCase("CSC008", "[CloudStackModel] public partial class M { public string? Id { get; init; } [WireName(\"id\")] public string? «B» { get; init; } }")]
    [TestCase("CSC008", "public class A { public string? Id { get; init; } } [CloudStackModel] public partial class M : A { public string? «ID» { get; init; } }")]
    [TestCase("CSC013", "public partial class R : CommandRequest { [MapStyle(MapStyle.Records)] public IReadOnlyDictionary<string, string>? «P» { get; init; } }")]
    [TestCase("CSC013", "public partial class R : CommandRequest { [MapStyle(MapStyle.Names)] public IReadOnlyList<GetRequest>? «P» { get; init; } }")]
    [TestCase("CSC013", "public partial class R : CommandRequest { [MapStyle(MapStyle.KeyValue)] public IReadOnlyList<IReadOnlyDictionary<string, string>>? «P» { get; init; } }")]
    [TestCase("CSC013", "public partial class R : CommandRequest { [MapStyle(MapStyle.Names)] public string? «P» { get; init; } }")]
    [TestCase("CSC013", "public partial class R : CommandRequest { [MapStyle((MapStyle)7)] public IReadOnlyDictionary<string, string>? «P» { get; init; } }")]
    [TestCase("CSC014", "public partial class R : CommandRequest { [WireName(\"\")] public string? «P» { get; init; } }")]
    [TestCase("CSC014", "[CloudStackModel] public partial class M { [WireName(null!)] public string? «P» { get; init; } }")]
    [TestCase("CSC014", "[CloudStackModel] public partial class M { [WireName(\"\\ud800\")] public string? «P» { get; init; } }")]
    [TestCase("CSC017", "[CloudStackModel] public abstract partial class «M» { }")]
    [TestCase("CSC017", "[CloudStackModel] public static partial class «M» { }")]
    [TestCase("CSC017", "[CloudStackModel] public partial class «M»<T> { }")]
    [TestCase("CSC017", "[CloudStackModel] public partial class «M»(string id) { public string Id { get; } = id; }")]
    [TestCase("CSC017", "[CloudStackModel] public partial record «M»(string Id);")]
    [TestCase("CSC017", "public class A { public A(int i) { } } [CloudStackModel] public partial class «M» : A { public M() : base(1) { } }")]
    [TestCase("CSC017", "[CloudStackModel] public abstract partial class «B» { } [CloudStackModel] public partial class M : B { public string? Id { get; init; } }")]
    [TestCase("CSC005", "[CloudStackModel] public class «B» { } [CloudStackModel] public partial class M : B { public string? Id { get; init; } }")]
    [TestCase("CSC018", "[CloudStackModel] public partial class M { public Thing «P» { get; init; } = null!; }")]
    public void Faulty_type_is_reported_and_the_rest_compiles(string id, string declaration) => Expect(id, declaration);

    [Test]
    public void Request_that_is_not_partial_is_reported_beside_the_compilers_own_error()
    {
        GeneratorRun run = GeneratorRun.Of("public class R : CommandRequest { public string? Id { get; init; } }");

        Assert.Multiple(() =>
        {
            Assert.That(run.Diagnostics.Select(diagnostic => diagnostic.Id), Is.EqualTo(new[] { "CSC005" }));
            Assert.That(run.CompilerComplaints.Select(diagnostic => diagnostic.Id), Is.EqualTo(new[] { "CS0534" }));
            Assert.That(run.Result.GeneratedSources, Is.Empty);
        });
    }

    [TestCase(127, true)]
    [TestCase(128, false)]
    public void Wire_name_has_room_for_127_bytes(int length, bool fits)
    {
        string ascii = new('a', length);
        string wide = new string('ä', length / 2) + new string('a', length % 2);
        foreach (string name in new[] { ascii, wide })
        {
            GeneratorRun run = GeneratorRun.Of(
                $$"""
                [CloudStackModel] public partial class M { [WireName("{{name}}")] public string? P { get; init; } public string? Q { get; init; } }
                public partial class R : CommandRequest { [WireName("{{name}}")] public string? P { get; init; } public string? Q { get; init; } }
                """);

            Assert.That(run.Diagnostics.Select(diagnostic => diagnostic.Id), fits ? Is.Empty : Is.EqualTo(new[] { "CSC014", "CSC014" }));
            Assert.That(run.CompilerComplaints, Is.Empty);
        }
    }

    [Test]
    public void Member_of_a_foreign_base_interface_is_reported_at_the_interface()
    {
        GeneratorRun run = GeneratorRun.Of("[CloudStackApi] public interface IThingsApi : IDisposable { }");

        Assert.Multiple(() =>
        {
            Assert.That(run.Diagnostics.Select(diagnostic => diagnostic.Id), Is.EqualTo(new[] { "CSC002" }));
            Assert.That(run.Diagnostics[0].Location.GetLineSpan().Path, Is.EqualTo("File0.cs"));
            Assert.That(run.CompilerComplaints, Is.Empty);
        });
    }

    [Test]
    public void Every_rule_has_a_test()
    {
        string[] ids = [.. typeof(Diagnostics.Rules).GetFields().Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Id).Order()];
        string[] tested = [.. typeof(DiagnosticTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributes(typeof(TestCaseAttribute), false))
            .Select(attribute => ((TestCaseAttribute)attribute).Arguments[0])
            .OfType<string>()
            .Distinct()
            .Order()];

        Assert.Multiple(() =>
        {
            Assert.That(ids, Is.EqualTo(Enumerable.Range(1, ids.Length).Select(number => $"CSC{number:000}")));
            Assert.That(tested, Is.EqualTo(ids));
        });
    }

    private static GeneratorRun Expect(string id, string marked)
    {
        string before = marked[..marked.IndexOf('«', StringComparison.Ordinal)];
        string source = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        string place = marked[(before.Length + 1)..marked.IndexOf('»', StringComparison.Ordinal)];

        GeneratorRun run = GeneratorRun.Of(source, Supporting);

        Assert.Multiple(() =>
        {
            Assert.That(run.Diagnostics.Select(diagnostic => diagnostic.Id), Is.EqualTo(new[] { id }));
            Assert.That(run.CompilerComplaints, Is.Empty, "generated code must compile beside the fault");
        });
        SyntaxTree tree = run.Input.SyntaxTrees.First();
        Microsoft.CodeAnalysis.Text.TextSpan span = run.Diagnostics[0].Location.SourceSpan;
        Assert.Multiple(() =>
        {
            Assert.That(tree.ToString().Substring(span.Start, span.Length), Is.EqualTo(place));
            Assert.That(tree.ToString()[..span.Start], Does.EndWith(before));
            Assert.That(run.Diagnostics[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), Does.Not.Contain("{"));
        });
        return run;
    }
}
