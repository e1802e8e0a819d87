using CloudStack.Client.SourceGenerator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Tests.Faults;

/// <summary>The message of each diagnostic: what is wrong, and what to do about it.</summary>
public class MessageTests
{
    private static readonly Dictionary<string, Setting> Settings = new() { ["CSC023"] = Setting.Alone };

    [TestCase("CSC001", "public interface I { [Get(\"?command=x\"), Command(\"x\")] «ValueTask<Thing>» XAsync(); }", "'I.XAsync()'", "'System.Threading.Tasks.ValueTask<Thing>'", "Task<JobHandle<T>> or PagedQuery<T>")]
    [TestCase("CSC002", "public partial class «R» : CommandRequest { }", "'R'", "no [Command]")]
    [TestCase("CSC004", "public interface I<T> { [Get(\"?command=x\")] PagedQuery<Thing> «X»(string id); }", "'I<T>.X(string)'", "request class")]
    [TestCase("CSC005", "[CloudStackModel] public class «M» { public string? Id { get; init; } }", "'M' must be partial")]
    [TestCase("CSC006", "[Command(\"x\")] public partial class R : CommandRequest { public object? «P» { get; init; } }", "'R.P'", "'object?'", "cannot be sent", "dictionaries of strings")]
    [TestCase("CSC007", "[CloudStackModel] public partial class M { public object? «P» { get; init; } }", "'M.P'", "'object?'", "cannot be read", "JsonElement")]
    [TestCase("CSC008", "[Command(\"x\")] public partial class R : CommandRequest { public string? Id { get; init; } public string? «ID» { get; init; } }", "'R.ID'", "'R.Id'", "'id'", "[WireName]")]
    [TestCase("CSC010", "public interface I { [Get(\"?command=x\")] PagedQuery<Thing> X(CancellationToken «token»); }", "'I.X(System.Threading.CancellationToken)'", "token", "enumerated")]
    [TestCase("CSC010", "public interface I { [Post(\"?command=x\")] Task<JobHandle> XAsync(string[] «ids»); }", "'I.XAsync(string[])'", "ids", "[Post]", "mark it with [Query]")]
    [TestCase("CSC010", "public interface I { [Post(\"?command=x\")] Task<JobHandle> XAsync(object «o»); }", "'I.XAsync(object)'", "a list of strings or numbers", "request class")]
    [TestCase("CSC010", "public interface I { [Post(\"?command=x\")] Task<JobHandle> XAsync([Header(\"A\")] string «h»); }", "'I.XAsync(string)'", "parameters only")]
    [TestCase("CSC010", "public interface I { [Get(\"?command=get\")] Task<Thing> XAsync([Body] GetRequest request, ListRequest «other»); }", "one request")]
    [TestCase("CSC012", "[Command(\"\")] public partial class «R» : CommandRequest { }", "'R'", "empty")]
    [TestCase("CSC012", "public interface I { [Get(\"?command=x\"), Command(\"\")] Task<Thing> «XAsync»(); }", "'I.XAsync()'", "empty")]
    [TestCase("CSC013", "[Command(\"x\")] public partial class R : CommandRequest { [MapStyle(MapStyle.Names)] public string? «P» { get; init; } }", "'Names'", "'R.P'", "dictionaries")]
    [TestCase("CSC014", "[CloudStackModel] public partial class M { [WireName(\"\")] public string? «P» { get; init; } }", "'M.P'", "1 to 127")]
    [TestCase("CSC015", "public interface I { [Get(\"?command=x\"), Command(\"x\", CommandKind.Read)] «Task<NoModel>» XAsync(); }", "'NoModel'", "'I.XAsync()'", "[CloudStackModel]")]
    [TestCase("CSC016", "[Command(\"x\", CommandKind.Read)] public partial class «R» : JobCommandRequest { }", "'R'", "declared as Read", "Job and CreateJob return a handle")]
    [TestCase("CSC016", "public interface I { [Get(\"?command=x\"), Command(\"x\", (CommandKind)9)] Task<Thing> «XAsync»(); }", "'I.XAsync()'", "declared as 9")]
    [TestCase("CSC017", "[CloudStackModel] public abstract partial class «M» { }", "'M' cannot be read", "abstract")]
    [TestCase("CSC018", "[CloudStackModel] public partial class M { public Thing «P» { get; init; } = null!; }", "'M.P'", "'Thing?'")]
    [TestCase("CSC019", "public interface I { [«Get(\"?command=x\")»] Task<Thing> XAsync([Body] GetRequest request); }", "'I.XAsync(GetRequest)'", "names 'x'", "'get'", "\"?command=get\"")]
    [TestCase("CSC019", "public interface I { [«Get(\"/x\")»] Task<Thing> XAsync([Body] GetRequest request); }", "names no command", "\"?command=get\"")]
    [TestCase("CSC020", "public interface I { [«Post(\"?command=get\")»] Task<Thing> XAsync([Body] GetRequest request); }", "'I.XAsync(GetRequest)'", "[Post]", "'get' changes nothing", "use [Get]")]
    [TestCase("CSC020", "public interface I { [«Get(\"?command=touch\")»] Task XAsync([Body] TouchRequest request); }", "[Get]", "'touch' changes the cloud", "use [Post]")]
    [TestCase("CSC021", "public interface I { [Post(\"?command=run\")] «Task<Thing>» XAsync([Body] RunRequest request); }", "'I.XAsync(RunRequest)'", "'System.Threading.Tasks.Task<Thing>'", "'RunRequest'", "'Task<JobHandle<Thing>>'")]
    [TestCase("CSC021", "public interface I { [Get(\"?command=list\")] «Task» XAsync([Body] ListRequest request); }", "'PagedQuery<Thing>'")]
    [TestCase("CSC021", "public interface I { [Post(\"?command=touch\")] «Task<Thing>» XAsync([Body] TouchRequest request); }", "'Task'")]
    [TestCase("CSC021", "public interface I { [Post(\"?command=purge\")] «Task» XAsync([Body] PurgeRequest request); }", "'Task<JobHandle>'")]
    [TestCase("CSC021", "public interface I { [Post(\"?command=register\")] «Task» XAsync([Body] RegisterRequest request); }", "'Task<IReadOnlyList<Thing>>'")]
    [TestCase("CSC021", "public interface I { [Get(\"?command=get\")] «Task» XAsync([Body] GetRequest request); }", "'Task<Thing>'")]
    [TestCase("CSC022", "public interface I { [Get(\"?command=get\")] Task<Thing> XAsync([Body] GetRequest r); [Get(\"?command=get\")] Task<Thing> YAsync([Body] GetRequest «r»); }", "'I.YAsync(GetRequest)'", "'GetRequest'", "'I.XAsync(GetRequest)'")]
    [TestCase("CSC023", "public interface «I» { [Get(\"?command=get\")] Task<Thing> XAsync([Body] GetRequest request); }", "'I'", "Refit's source generator", "PrivateAssets", "DisableRefitSourceGenerator")]
    [TestCase("CSC024", "public interface I { [Get(\"?command=get\")] Task<Thing> XAsync(GetRequest «request»); }", "'GetRequest'", "'I.XAsync(GetRequest)'", "needs [Body]")]
    [TestCase("CSC025", "public interface I { [«Get(\"/x\")»] PagedQuery<Thing> X(string id); }", "'I.X(string)'", "does not name a command", "\"?command=listZones\"")]
    [TestCase("CSC026", "public interface I { [Get(\"?command=x\")] Task<Thing> X(); [Get(\"?command=x\")] PagedQuery<Thing> «X»(int i); }", "'I.X(int)'", "'I.X()'", "same name", "rename")]
    [TestCase("CSC027", "public class C { public async Task XAsync(Func<Task<JobHandle<Thing>>> run) { await «run()»; } }", "'Func<Task<JobHandle<Thing>>>.Invoke()'", "WaitForCompletionAsync", "'_ = await …'")]
    [TestCase("CSC028", "public class A { void F(ICloudStackClient client) { «client.Polling.Timeout» = TimeSpan.Zero; } }", "'Timeout'", "copy", "JobWaitOptions", "CloudStackClientOptions.Polling")]
    [TestCase("CSC028", "public class A { void F(CloudStackClient client) { «client.Polling.MaxDelay» ??= TimeSpan.Zero; } }", "'MaxDelay'")]
    [TestCase("CSC028", "public class A { void F(Func<ICloudStackClient> client) { «client().Polling.Timeout» += TimeSpan.FromHours(1); } }", "'Timeout'")]
    public async Task Message_names_the_fault_and_the_way_out(string id, string declaration, params string[] words)
    {
        GeneratorRun run = await new Marked(declaration).ExpectAsync(id, words, Settings.GetValueOrDefault(id));

        Assert.That(run.Result.Exception, Is.Null);
    }

    [Test]
    public void Every_rule_has_a_test()
    {
        string[] ids = [.. typeof(Diagnostics.Rules).GetFields().Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Id).Order()];
        string[] tested = [.. typeof(MessageTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributes(typeof(TestCaseAttribute), false))
            .Select(attribute => ((TestCaseAttribute)attribute).Arguments[0])
            .OfType<string>()
            .Distinct()
            .Order()];

        Assert.That(ids, Is.Unique);
        Assert.That(tested, Is.EqualTo(ids));
    }
}
