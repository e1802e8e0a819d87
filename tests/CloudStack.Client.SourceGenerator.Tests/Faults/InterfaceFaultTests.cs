using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.Faults;

/// <summary>Possible errors in methods of command interfaces. Each is found once, next to a correct method.</summary>
public class InterfaceFaultTests
{
    // The marked part of each declaration, between « and », is the expected location of the diagnostic.
    [TestCase("CSC001", "[Get(\"?command=x\")] «Thing» X();")]
    [TestCase("CSC001", "[Get(\"?command=x\")] «ValueTask<Thing>» XAsync();")]
    [TestCase("CSC001", "[Get(\"?command=x\")] «Task<List<Thing>>» XAsync();")]
    [TestCase("CSC001", "[Get(\"?command=x\")] «Task<Thing[]>» XAsync();")]
    [TestCase("CSC001", "[Get(\"?command=x\")] «Task<Thing?>» XAsync();")]
    [TestCase("CSC001", "[Get(\"?command=x\")] «Task<int>» XAsync();")]
    [TestCase("CSC001", "[Get(\"?command=x\")] «Task<string>» XAsync();")]
    [TestCase("CSC001", "[Get(\"?command=x\")] «IAsyncEnumerable<Thing>» X();")]
    [TestCase("CSC001", "[Get(\"?command=x\")] «Task<PagedQuery<Thing>>» XAsync();")]
    [TestCase("CSC001", "[Post(\"?command=x\")] «JobHandle<Thing>» X();")]
    [TestCase("CSC001", "[Post(\"?command=x\")] «void» X();")]
    [TestCase("CSC001", "[Get(\"?command=x\"), Command(\"x\")] «IObservable<Thing>» X();")]
    [TestCase("CSC010", "[Get(\"?command=x\")] PagedQuery<Thing> X(CancellationToken «token» = default);")]
    [TestCase("CSC010", "[Get(\"?command=x\")] Task<Thing> XAsync(DateTime «at»);")]
    [TestCase("CSC010", "[Get(\"?command=x\")] Task<Thing> XAsync(DayOfWeek «day»);")]
    [TestCase("CSC010", "[Get(\"?command=x\")] Task<Thing> XAsync(NoModel «filter»);")]
    [TestCase("CSC010", "[Get(\"?command=x\")] Task<Thing> XAsync(IReadOnlyList<bool> «flags»);")]
    [TestCase("CSC010", "[Get(\"?command=x\")] Task<Thing> XAsync(IReadOnlyDictionary<string, string> «map»);")]
    [TestCase("CSC010", "[Get(\"?command=x\")] Task<Thing> XAsync([Header(\"A\")] string «header»);")]
    [TestCase("CSC010", "[Get(\"?command=x\")] Task<Thing> XAsync([Authorize] string «token»);")]
    [TestCase("CSC010", "[Get(\"?command=x\")] Task<Thing> XAsync([Property] string «property»);")]
    [TestCase("CSC010", "[Post(\"?command=x\")] Task XAsync([Body] string «body»);")]
    [TestCase("CSC010", "[Post(\"?command=x\")] Task XAsync(string[] «ids»);")]
    [TestCase("CSC010", "[Post(\"?command=x\")] Task XAsync([AliasAs(\"i\")] IEnumerable<int> «ids»);")]
    [TestCase("CSC010", "[Get(\"?command=get\")] Task<Thing> XAsync([Body] GetRequest request, GetRequest «other»);")]
    [TestCase("CSC010", "[Get(\"?command=list\")] PagedQuery<Thing> X([Body] ListRequest request, CancellationToken «token» = default);")]
    [TestCase("CSC012", "[Get(\"?command=x\"), Command(\"\")] Task<Thing> «XAsync»();")]
    [TestCase("CSC012", "[Get(\"?command=x\"), Command(\" \")] Task<Thing> «XAsync»();")]
    [TestCase("CSC012", "[Get(\"?command=x\"), Command(null!)] Task<Thing> «XAsync»();")]
    [TestCase("CSC015", "[Get(\"?command=x\")] «Task<NoModel>» XAsync();")]
    [TestCase("CSC015", "[Get(\"?command=x\")] «Task<ApiResponse<NoModel>>» XAsync();")]
    [TestCase("CSC016", "[Get(\"?command=x\"), Command(\"x\", CommandKind.Read)] Task<JobHandle<Thing>> «XAsync»();")]
    [TestCase("CSC016", "[Post(\"?command=x\"), Command(\"x\", CommandKind.Write)] Task<JobHandle> «XAsync»();")]
    [TestCase("CSC016", "[Post(\"?command=x\"), Command(\"x\", CommandKind.Job)] Task<Thing> «XAsync»();")]
    [TestCase("CSC016", "[Post(\"?command=x\"), Command(\"x\", CommandKind.CreateJob)] Task «XAsync»();")]
    [TestCase("CSC016", "[Post(\"?command=x\"), Command(\"x\", CommandKind.Write)] PagedQuery<Thing> «X»();")]
    [TestCase("CSC016", "[Get(\"?command=x\"), Command(\"x\", CommandKind.Read)] Task «XAsync»();")]
    [TestCase("CSC016", "[Get(\"?command=x\"), Command(\"x\", (CommandKind)9)] Task<Thing> «XAsync»();")]
    [TestCase("CSC019", "[«Get(\"?command=Get\")»] Task<Thing> XAsync([Body] GetRequest request);")]
    [TestCase("CSC019", "[«Get(\"?commands=get\")»] Task<Thing> XAsync([Body] GetRequest request);")]
    [TestCase("CSC019", "[«Get(\"\")»] Task<Thing> XAsync([Body] GetRequest request);")]
    [TestCase("CSC019", "[«Get(\"?command=x\")», Command(\"y\")] PagedQuery<Thing> X();")]
    [TestCase("CSC020", "[«Post(\"?command=get\")»] Task<Thing> XAsync([Body] GetRequest request);")]
    [TestCase("CSC020", "[«Post(\"?command=list\")»] PagedQuery<Thing> X([Body] ListRequest request);")]
    [TestCase("CSC020", "[«Get(\"?command=run\")»] Task<JobHandle<Thing>> XAsync([Body] RunRequest request);")]
    [TestCase("CSC020", "[«Put(\"?command=touch\")»] Task XAsync([Body] TouchRequest request);")]
    [TestCase("CSC020", "[«Get(\"?command=x\")»] Task<JobHandle> XAsync();")]
    [TestCase("CSC020", "[«Get(\"?command=x\")»] Task XAsync();")]
    [TestCase("CSC020", "[«Get(\"?command=x\")», Command(\"x\", CommandKind.Write)] Task<Thing> XAsync();")]
    [TestCase("CSC021", "[Get(\"?command=get\")] «Task<JobHandle<Thing>>» XAsync([Body] GetRequest request);")]
    [TestCase("CSC021", "[Get(\"?command=get\")] «Task<SuccessResult>» XAsync([Body] GetRequest request);")]
    [TestCase("CSC021", "[Get(\"?command=get\")] «Task<IReadOnlyList<Thing>>» XAsync([Body] GetRequest request);")]
    [TestCase("CSC021", "[Get(\"?command=list\")] «Task<IReadOnlyList<Thing>>» XAsync([Body] ListRequest request);")]
    [TestCase("CSC021", "[Post(\"?command=run\")] «Task<Thing>» XAsync([Body] RunRequest request);")]
    [TestCase("CSC021", "[Post(\"?command=run\")] «Task<JobHandle>» XAsync([Body] RunRequest request);")]
    [TestCase("CSC021", "[Post(\"?command=purge\")] «Task<JobHandle<Thing>>» XAsync([Body] PurgeRequest request);")]
    [TestCase("CSC021", "[Post(\"?command=register\")] «PagedQuery<Thing>» X([Body] RegisterRequest request);")]
    [TestCase("CSC021", "[Post(\"?command=touch\")] «Task<string>» XAsync([Body] TouchRequest request);")]
    [TestCase("CSC021", "[Post(\"?command=run\")] «Task» XAsync([Body] RunRequest request);")]
    [TestCase("CSC022", "[Get(\"?command=get\")] Task<Thing> XAsync([Body] GetRequest request); [Get(\"?command=get\")] Task<Thing> YAsync([Body] GetRequest «request»);")]
    [TestCase("CSC024", "[Get(\"?command=get\")] Task<Thing> XAsync(GetRequest «request»);")]
    [TestCase("CSC024", "[Get(\"?command=list\")] PagedQuery<Thing> X([Query] ListRequest «request»);")]
    [TestCase("CSC025", "[«Get(\"\")»] Task<Thing> XAsync();")]
    [TestCase("CSC025", "[«Get(\"/things\")»] Task<Thing> XAsync();")]
    [TestCase("CSC025", "[«Get(\"?command=\")»] Task<Thing> XAsync();")]
    [TestCase("CSC026", "[Get(\"?command=x\")] Task<Thing> X(); [Get(\"?command=x\")] PagedQuery<Thing> «X»(string id);")]
    [TestCase("CSC026", "[Get(\"?command=x\")] PagedQuery<Thing> X(); [Get(\"?command=x\"), Command(\"x\", ResultKey = \"x\")] PagedQuery<Thing> «X»(string id);")]
    [TestCase("CSC026", "[Get(\"?command=x\")] Task<Thing> X(); [Get(\"?command=x\")] Task<SuccessResult> «X»(string id);")]
    public async Task Faulty_method_is_reported_and_the_others_are_registered(string id, string method)
    {
        Marked marked = new($$"""
            public interface IThingsApi
            {
                {{method}}

                [Get("?command=fine")] PagedQuery<Thing> Fine(string name);
            }
            """);
        GeneratorRun run = await marked.ExpectAsync(id);

        Assert.Multiple(() =>
        {
            Assert.That(run.Source("IThingsApi.Commands.g.cs"), Does.Contain("""("Fine", "fine")"""));
            Assert.That(
                run.CompilerComplaints.Where(complaint => run.Files.Any(file => file.SyntaxTree.FilePath == complaint.Location.SourceTree?.FilePath)),
                Is.Empty,
                "generated code must compile despite the fault");
        });
    }

    /// <summary>An interface used to be taken for one of another service if none of its methods was correct; calls then failed.</summary>
    [TestCase("[Get(\"?command=x\")] «Task<Thing?>» XAsync();")]
    [TestCase("[Get(\"?command=x\")] «Task<SuccessResult?>» XAsync();")]
    [TestCase("[Post(\"?command=x\")] «Task<Thing?>» XAsync(string id);")]
    [TestCase("[Get(\"?command=x\")] «Task<IReadOnlyList<Thing?>>» XAsync();")]
    [TestCase("[Get(\"?command=x\")] «Task<IReadOnlyList<Thing>?>» XAsync();")]
    [TestCase("[Get(\"?command=x\")] «Task<ApiResponse<Thing?>>» XAsync();")]
    [TestCase("[Get(\"?command=x\")] «Task<List<Thing>>» XAsync();")]
    [TestCase("[Get(\"?command=x\")] «Task<Thing[]>» XAsync();")]
    [TestCase("[Get(\"?command=x\")] «ValueTask<Thing>» XAsync();")]
    [TestCase("[Get(\"?command=x\")] «IAsyncEnumerable<Thing>» X();")]
    [TestCase("[Get(\"?command=x\")] «PagedQuery<Thing?>» X();")]
    [TestCase("[Get(\"?command=x\")] «Task<PagedQuery<Thing>>» XAsync();")]
    [TestCase("[Post(\"?command=x\")] «Task<JobHandle?>» XAsync();")]
    [TestCase("[Post(\"?command=x\")] «Task<JobHandle<Thing?>>» XAsync();")]
    [TestCase("[Post(\"?command=x\")] «Task<JobHandle<Thing>?>» XAsync();")]
    [TestCase("[Post(\"?command=x\")] «JobHandle<Thing>» X();")]
    public async Task Faulty_method_is_reported_even_if_the_interface_has_no_other(string method) =>
        await new Marked("public interface IThingsApi { " + method + " }").ExpectAsync("CSC001");

    [TestCase("public interface IThingsApi<T> { [Get(\"?command=x\")] PagedQuery<Thing> «X»(string id); }")]
    [TestCase("public interface IThingsApi<T> { [Get(\"?command=x\"), Command(\"x\")] Task<Thing> «XAsync»(); }")]
    [TestCase("public class Outer<T> { public interface IThingsApi { [Post(\"?command=x\")] Task<JobHandle> «XAsync»(string id); } }")]
    public async Task Plain_method_of_a_generic_interface_is_reported(string declaration)
    {
        GeneratorRun run = await new Marked(declaration).ExpectAsync("CSC004");

        Assert.That(run.Files.Select(file => file.HintName), Has.None.Contains("Commands"));
    }

    [Test]
    public async Task Fault_of_an_inherited_method_is_reported_where_it_is_declared() =>
        await new Marked("""
            public interface IBaseApi { [«Post("?command=list")»] PagedQuery<Thing> List([Body] ListRequest request); }
            public interface IDerivedApi : IBaseApi { [Get("?command=get")] Task<Thing> GetAsync([Body] GetRequest request); }
            """).ExpectAsync("CSC020");

    [TestCase("public interface «IThingsApi» { [Get(\"?command=get\")] Task<Thing> GetAsync([Body] GetRequest request); }")]
    [TestCase("public interface «IThingsApi» { [Get(\"?command=x\")] PagedQuery<Thing> X(string id); }")]
    [TestCase("public class Outer { public interface «IThingsApi» { [Get(\"?command=x\")] PagedQuery<Thing> X(string id); } }")]
    [TestCase("public interface «IThingsApi»<T> { [Get(\"?command=get\")] Task<Thing> GetAsync([Body] GetRequest request); }")]
    [TestCase("namespace A.B { public interface «IThingsApi» { [Get(\"?command=get\")] Task<Thing> GetAsync([Body] GetRequest request); } }")]
    public async Task Interface_is_reported_where_Refits_generator_has_not_run_and_only_there(string declaration)
    {
        Marked marked = new(declaration);
        await marked.ExpectAsync("CSC023", setting: Setting.Alone);

        GeneratorRun both = GeneratorRun.Of(Setting.Both, marked.Source, """
            [CloudStackModel] public sealed partial class Thing { public string? Id { get; init; } }
            [Command("get", CommandKind.Read)] public sealed partial class GetRequest : CommandRequest<Thing>;
            """);
        Assert.That(await both.FindingsAsync(), Is.Empty);
    }
}
