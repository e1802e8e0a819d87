using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.Faults;

/// <summary>Possible errors in request classes.</summary>
public class RequestFaultTests
{
    // The marked part of each declaration, between « and », is the expected location of the diagnostic.
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public object? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public DateTime «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public ulong «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public DayOfWeek? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public char «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public byte[]? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public IReadOnlyList<bool>? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public IReadOnlyList<int?>? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public IReadOnlyList<DateTimeOffset>? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public IReadOnlyList<object>? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public IReadOnlyList<List<string>>? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public IReadOnlyList<NoModel>? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public IReadOnlyDictionary<string, int>? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public Thing? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R<T> : CommandRequest { public T? «P» { get; init; } }")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public List<E>? P { get; init; } } public class E { public string? A { get; init; } public object? «B» { get; init; } }")]
    [TestCase("CSC008", "[Command(\"x\")] public partial class R : CommandRequest { public string? Id { get; init; } public string? «ID» { get; init; } }")]
    [TestCase("CSC008", "[Command(\"x\")] public partial class R : CommandRequest { public string? Id { get; init; } [WireName(\"iD\")] public string? «B» { get; init; } }")]
    [TestCase("CSC013", "[Command(\"x\")] public partial class R : CommandRequest { [MapStyle(MapStyle.Records)] public IReadOnlyDictionary<string, string>? «P» { get; init; } }")]
    [TestCase("CSC013", "[Command(\"x\")] public partial class R : CommandRequest { [MapStyle(MapStyle.Names)] public IReadOnlyList<E>? «P» { get; init; } } public class E { public string? Id { get; init; } }")]
    [TestCase("CSC013", "[Command(\"x\")] public partial class R : CommandRequest { [MapStyle(MapStyle.KeyValue)] public IReadOnlyList<IReadOnlyDictionary<string, string>>? «P» { get; init; } }")]
    [TestCase("CSC013", "[Command(\"x\")] public partial class R : CommandRequest { [MapStyle(MapStyle.Names)] public string? «P» { get; init; } }")]
    [TestCase("CSC013", "[Command(\"x\")] public partial class R : CommandRequest { [MapStyle((MapStyle)7)] public IReadOnlyDictionary<string, string>? «P» { get; init; } }")]
    [TestCase("CSC014", "[Command(\"x\")] public partial class R : CommandRequest { [WireName(\"\")] public string? «P» { get; init; } }")]
    public async Task Faulty_property_is_reported_and_the_rest_compiles(string id, string declaration)
    {
        GeneratorRun run = await new Marked(declaration).ExpectAsync(id);

        Assert.That(run.CompilerComplaints, Is.Empty, "generated code must compile despite the fault");
    }

    [TestCase("CSC002", "public partial class «R» : CommandRequest { }")]
    [TestCase("CSC002", "public partial class «R» : QueryRequest<Thing> { }")]
    [TestCase("CSC002", "public abstract class B : JobCommandRequest<Thing> { } public partial class «R» : B { }")]
    [TestCase("CSC012", "[Command(\"\")] public partial class «R» : CommandRequest { }")]
    [TestCase("CSC012", "[Command(\" \")] public partial class «R» : CommandRequest { }")]
    [TestCase("CSC012", "[Command(null!)] public partial class «R» : CommandRequest { }")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Read)] public partial class «R» : JobCommandRequest<Thing> { }")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Write)] public partial class «R» : JobCommandRequest { }")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Job)] public partial class «R» : CommandRequest<Thing> { }")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.CreateJob)] public partial class «R» : CommandRequest { }")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Job)] public partial class «R» : ListCommandRequest<Thing> { }")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Write)] public partial class «R» : QueryRequest<Thing> { }")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Read)] public partial class «R» : CommandRequest { }")]
    [TestCase("CSC016", "[Command(\"x\", (CommandKind)9)] public partial class «R» : CommandRequest<Thing> { }")]
    public async Task Fault_of_the_command_is_reported_and_parameters_are_written(string id, string declaration)
    {
        GeneratorRun run = await new Marked(declaration).ExpectAsync(id);

        Assert.Multiple(() =>
        {
            Assert.That(run.CompilerComplaints.Select(complaint => complaint.Id), Is.EqualTo(new[] { "CS0534" }), "the command is missing, and nothing else");
            Assert.That(run.Source("R.Request.g.cs"), Does.Contain("WriteParameters"));
        });
    }

    [TestCase("[Command(\"x\")] public class «R» : CommandRequest { public string? Id { get; init; } }")]
    [TestCase("public class «Outer» { [Command(\"x\")] public partial class R : CommandRequest { public string? Id { get; init; } } }")]
    [TestCase("[Command(\"x\")] file partial class «R» : CommandRequest { public string? Id { get; init; } }")]
    public async Task Request_that_is_not_partial_is_reported_beside_the_compilers_own_errors(string declaration)
    {
        GeneratorRun run = await new Marked(declaration).ExpectAsync("CSC005");

        Assert.Multiple(() =>
        {
            Assert.That(run.CompilerComplaints.Select(complaint => complaint.Id), Is.EqualTo(new[] { "CS0534", "CS0534" }), "command and parameters");
            Assert.That(run.Files.Select(file => file.HintName), Has.None.Contains("R.Request.g.cs").And.None.Contains("Outer"));
        });
    }
}
