using CloudStack.Client.SourceGenerator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudStack.Client.SourceGenerator.Tests.BothGenerators;

/// <summary>Refit doesn't know queries as a return type; each project gets its own adapter, which must not conflict with others.</summary>
public class QueryMethodTests
{
    private const string App = """
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("App.Tests")]
        namespace App;

        /// <summary>A model.</summary>
        [CloudStackModel] public sealed partial class Thing
        {
            /// <summary>An id.</summary>
            public string? Id { get; init; }
        #pragma warning disable CS0618
            /// <summary>A part.</summary>
            public OldThing? Old { get; init; }
        #pragma warning restore CS0618
        }

        /// <summary>A model that nobody should use.</summary>
        [CloudStackModel, Obsolete("Old.")] public sealed partial class OldThing
        {
            /// <summary>Another one.</summary>
            public OldThing? Parent { get; init; }
        }

        internal interface IThingsApi
        {
            [Get("?command=listThings")] PagedQuery<Thing> ListThings([Body] ListThingsRequest request);
            [Get("?command=listThings")] PagedQuery<Thing> FindThings(string keyword);
        }

        [Command("listThings")] internal sealed partial class ListThingsRequest : QueryRequest<Thing> { public string? Id { get; init; } }
        """;

    private const string Tests = """
        namespace App.Tests;

        internal interface IMoreThingsApi
        {
            [Get("?command=listThings")] PagedQuery<Thing> ListThings([Body] ListThingsRequest request);
            [Get("?command=listMoreThings")] PagedQuery<Thing> ListMoreThings(string keyword);
        }
        """;

    [TestCase(LanguageVersion.CSharp12)]
    [TestCase(LanguageVersion.Preview)]
    public async Task Methods_that_return_queries_compile_and_are_implemented(LanguageVersion language)
    {
        GeneratorRun run = GeneratorRun.Of(Setting.Both with { AssemblyName = "App", Language = language }, App);

        Assert.That(run.CompilerComplaints, Is.Empty);
        Assert.That(await run.FindingsAsync(), Is.Empty);
        LoadedAssembly app = LoadedAssembly.Of(run);
        using CloudStackClient client = new StubServer(new Dictionary<string, string>()).CreateClient();
        object api = app.Create(client, "App.IThingsApi");
        object query = api.GetType().GetMethod("FindThings")!.Invoke(api, ["k"])!;
        Assert.That(query.GetType().GetGenericTypeDefinition(), Is.EqualTo(typeof(PagedQuery<>)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Two_projects_of_which_one_sees_the_internals_of_the_other_both_have_queries(bool asImage)
    {
        GeneratorRun app = GeneratorRun.Of(Setting.Both with { AssemblyName = "App" }, App);
        GeneratorRun tests = GeneratorRun.Of(Setting.Both with { AssemblyName = "App.Tests", References = [asImage ? Image(app) : app.Output.ToMetadataReference()] }, Tests);

        Assert.Multiple(() =>
        {
            Assert.That(app.CompilerComplaints, Is.Empty);
            Assert.That(tests.CompilerComplaints, Is.Empty);
        });
        Assert.That(await tests.FindingsAsync(), Is.Empty);
    }

    [Test]
    public void Obsolete_interface_and_model_as_an_answer_are_warned_of_by_Refits_code_only()
    {
        GeneratorRun run = GeneratorRun.Of(Setting.Both, """
            [CloudStackModel, Obsolete("Old.")] public sealed partial class OldThing { public OldThing? Parent { get; init; } }
            #pragma warning disable CS0618
            [Obsolete("Old.")] public interface IThingsApi
            {
                [Get("?command=listThings")] PagedQuery<OldThing> ListThings([Body] ListThingsRequest request);
                [Get("?command=listThings")] PagedQuery<OldThing> FindThings(string keyword);
            }
            [Command("listThings")] public sealed partial class ListThingsRequest : QueryRequest<OldThing>;
            """);

        Assert.Multiple(() =>
        {
            Assert.That(run.CompilerComplaints.Select(complaint => complaint.Id).Distinct(), Is.EqualTo(new[] { "CS0618" }));
            Assert.That(run.CompilerComplaints.Select(complaint => complaint.Location.SourceTree!.FilePath), Is.All.StartsWith("InterfaceStubGenerator"));
        });
    }

    [Test]
    public void Project_without_queries_compiles_with_the_adapter_alone()
    {
        GeneratorRun run = GeneratorRun.Of(Setting.Both, "public class Nothing { }");

        Assert.Multiple(() =>
        {
            Assert.That(run.CompilerComplaints, Is.Empty);
            Assert.That(run.Result.GeneratedSources.Select(source => source.HintName), Is.EqualTo(new[] { "CloudStack.Client.PagedQueryAdapter.g.cs" }));
        });
    }

    private static PortableExecutableReference Image(GeneratorRun run)
    {
        using MemoryStream image = new();
        Assert.That(run.Output.Emit(image).Success, Is.True);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
