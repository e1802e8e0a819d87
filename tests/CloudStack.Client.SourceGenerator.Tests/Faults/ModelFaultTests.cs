using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.Faults;

/// <summary>Possible errors in model classes.</summary>
public class ModelFaultTests
{
    // The marked part of each declaration, between « and », is the expected location of the diagnostic.
    [TestCase("CSC005", "[CloudStackModel] public class «Model» { public string? Id { get; init; } }")]
    [TestCase("CSC005", "public class «Outer» { [CloudStackModel] public partial class Model { public string? Id { get; init; } } }")]
    [TestCase("CSC005", "[CloudStackModel] file partial class «Model» { public string? Id { get; init; } }")]
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
    [TestCase("CSC008", "[CloudStackModel] public partial class M { public string? Id { get; init; } [WireName(\"id\")] public string? «B» { get; init; } }")]
    [TestCase("CSC008", "public class A { public string? Id { get; init; } } [CloudStackModel] public partial class M : A { public string? «ID» { get; init; } }")]
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
    public async Task Faulty_model_is_reported_and_the_rest_compiles(string id, string declaration)
    {
        GeneratorRun run = await new Marked(declaration).ExpectAsync(id);

        Assert.That(run.CompilerComplaints, Is.Empty, "generated code must compile despite the fault");
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
                [Command("x")] public partial class R : CommandRequest { [WireName("{{name}}")] public string? P { get; init; } public string? Q { get; init; } }
                """);

            Assert.That(run.Diagnostics.Select(diagnostic => diagnostic.Id), fits ? Is.Empty : Is.EqualTo(new[] { "CSC014", "CSC014" }));
            Assert.That(run.CompilerComplaints, Is.Empty);
        }
    }
}
